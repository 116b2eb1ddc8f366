import { blankIssue, type Instance } from '../model/instance.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { SandboxIssue, SandboxUser, WorkType } from '../model/records.ts';
import {
  carryOutCommands,
  dateIn,
  defined,
  type Input,
  idIn,
  idsIn,
  labelsIn,
  stateIn,
  textIn,
  titleIn,
} from './input.ts';
import { ensureLabels } from './label-changes.ts';
import { badParameter, unfit } from './refusal.ts';
import { tellOfIssue } from './tell.ts';

const STATES = { close: 'closed', reopen: 'opened' } as const;
const TYPES = ['issue', 'incident', 'test_case', 'task'];

export function createIssue(instance: Instance, project: ProjectStore, input: Input, by: SandboxUser): SandboxIssue {
  if (input['title'] === undefined) throw badParameter('title is missing');
  const patch = patchFrom(instance, project, input);
  const now = instance.nowMs();
  const issue = { ...blankIssue(project.index, project.takeNumber(), now, by.id), ...patch };
  project.put({ ...issue, closedAt: issue.state === 'closed' ? now : null });
  const made = project.issue(issue.iid) as SandboxIssue;
  tellOfIssue(instance, made, 'open', by);
  return made;
}

export function editIssue(instance: Instance, issue: SandboxIssue, input: Input, by: SandboxUser): SandboxIssue {
  if (Object.keys(input).length === 0) throw badParameter('at least one parameter must be provided');
  return change(instance, issue, patchFrom(instance, instance.projectOf(issue), input), by);
}

/** Closed here, and made anew there with the same text: what GitLab calls moving. */
export function moveIssue(instance: Instance, issue: SandboxIssue, to: ProjectStore, by: SandboxUser): SandboxIssue {
  const { title, description } = issue;
  const moved = createIssue(instance, to, { title, description }, by);
  change(instance, issue, { state: 'closed', movedToId: moved.id }, by);
  return moved;
}

/** GitLab sends no webhook of it. */
export function deleteIssue(instance: Instance, issue: SandboxIssue): void {
  instance.projectOf(issue).remove(issue.iid);
  instance.notes.forget('issue', issue.id);
  for (const link of instance.linksOf(issue.id)) instance.links.delete(link.id);
}

/** What happens beside an issue and counts as a change of it: a comment. */
export function touchIssue(instance: Instance, issue: SandboxIssue): void {
  instance.projectOf(issue).put({ ...issue, updatedAt: instance.nowMs() });
}

/** An edit that changes nothing tells nothing. */
function change(instance: Instance, issue: SandboxIssue, patch: Partial<SandboxIssue>, by: SandboxUser): SandboxIssue {
  const names = Object.keys(patch) as (keyof SandboxIssue)[];
  if (names.every((name) => JSON.stringify(patch[name]) === JSON.stringify(issue[name]))) return issue;
  const updatedAt = instance.nowMs();
  const { state } = { ...issue, ...patch };
  const closedAt = state === 'closed' ? (issue.closedAt ?? updatedAt) : null;
  const edited: SandboxIssue = { ...issue, ...patch, updatedAt, closedAt };
  instance.projectOf(issue).put(edited);
  const action = state === issue.state ? 'update' : state === 'closed' ? 'close' : 'reopen';
  tellOfIssue(instance, edited, action, by);
  return edited;
}

function patchFrom(instance: Instance, project: ProjectStore, input: Input): Partial<SandboxIssue> {
  const labels = labelsIn(input);
  const assignees = idsIn(input, 'assignee_ids');
  const type = typeIn(input);
  const { isLicensed } = instance.settings;
  const shown = input['description'];
  const commands = carryOutCommands(shown === undefined ? null : ((shown as string | null) ?? null));
  const event = stateIn(input, STATES) ?? STATES[commands.event as keyof typeof STATES];
  const patch: { -readonly [K in keyof SandboxIssue]?: SandboxIssue[K] | undefined } = {
    title: titleIn(input),
    description: shown === undefined ? undefined : commands.text,
    state: event as SandboxIssue['state'] | undefined,
    labels,
    // Nobody who does not exist is assigned, and without a licence one person at most.
    assigneeIds: assignees?.filter((id) => instance.user(id)).slice(0, isLicensed ? undefined : 1),
    milestoneId: milestoneIn(instance, project, input),
    startDate: dateIn(input, 'start_date'),
    dueDate: dateIn(input, 'due_date'),
    weight: isLicensed ? weightIn(input) : undefined,
    confidential: input['confidential'] === undefined ? undefined : input['confidential'] === true,
    type,
    epicId: isLicensed ? epicIn(instance, input) : undefined,
    parentId: idIn(input, 'parent_id'),
  };
  if (labels) ensureLabels(instance, project.place, labels);
  return defined(patch);
}

function typeIn(input: Input): WorkType | undefined {
  const type = input['issue_type'];
  if (type === undefined) return undefined;
  if (!TYPES.includes(textIn(type))) throw badParameter('issue_type does not have a valid value');
  return type as WorkType;
}

function weightIn(input: Input): number | null | undefined {
  const { weight } = input;
  if (weight === undefined) return undefined;
  if (weight === null) return null;
  if (!Number.isInteger(weight) || Number(weight) < 0) throw unfit('weight', 'must be greater than or equal to 0');
  return Number(weight);
}

/** One that the project does not see is dropped without a word. */
function milestoneIn(instance: Instance, project: ProjectStore, input: Input): number | null | undefined {
  const id = idIn(input, 'milestone_id');
  if (typeof id !== 'number') return id;
  const place = instance.milestones.get(id)?.place;
  const isSeen =
    place?.id === project.place.id || (place?.kind === 'groups' && project.place.path.startsWith(place.path));
  return isSeen ? id : null;
}

function epicIn(instance: Instance, input: Input): number | null | undefined {
  const id = idIn(input, 'epic_id');
  if (typeof id === 'number' && !instance.epics.has(id)) throw unfit('epic', 'does not exist');
  return id;
}
