import type { Instance } from '../model/instance.ts';
import type { SandboxEpic, SandboxPlace, SandboxUser } from '../model/records.ts';
import { carryOutCommands, dateIn, defined, type Input, idIn, labelsIn, stateIn, titleIn } from './input.ts';
import { ensureLabels } from './label-changes.ts';
import { badParameter, unfit } from './refusal.ts';
import { tellOfEpic } from './tell.ts';

const STATES = { close: 'closed', reopen: 'opened' } as const;

export function createEpic(instance: Instance, group: SandboxPlace, input: Input, by: SandboxUser): SandboxEpic {
  if (input['title'] === undefined) throw badParameter('title is missing');
  const patch = patchFrom(instance, group, input);
  const now = instance.nowMs();
  const epic: SandboxEpic = {
    id: instance.takeId(),
    iid: Math.max(0, ...instance.epicsOf(group).map(({ iid }) => iid)) + 1,
    group,
    title: '',
    description: null,
    state: 'opened',
    authorId: by.id,
    labels: [],
    startDate: null,
    dueDate: null,
    confidential: false,
    parentId: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    ...patch,
  };
  instance.epics.set(epic.id, epic);
  tellOfEpic(instance, epic, 'open', by);
  return epic;
}

export function editEpic(instance: Instance, epic: SandboxEpic, input: Input, by: SandboxUser): SandboxEpic {
  const patch = patchFrom(instance, epic.group, input);
  const updatedAt = instance.nowMs();
  const { state } = { ...epic, ...patch };
  const closedAt = state === 'closed' ? (epic.closedAt ?? updatedAt) : null;
  const edited: SandboxEpic = { ...epic, ...patch, updatedAt, closedAt };
  instance.epics.set(epic.id, edited);
  tellOfEpic(instance, edited, 'update', by);
  return edited;
}

export function deleteEpic(instance: Instance, epic: SandboxEpic): void {
  instance.epics.delete(epic.id);
  instance.notes.forget('epic', epic.id);
  for (const other of instance.epics.values())
    if (other.parentId === epic.id) instance.epics.set(other.id, { ...other, parentId: null });
}

function patchFrom(instance: Instance, group: SandboxPlace, input: Input): Partial<SandboxEpic> {
  const labels = labelsIn(input);
  const { description, confidential } = input;
  const parentId = idIn(input, 'parent_id');
  if (typeof parentId === 'number' && !instance.epics.has(parentId)) throw unfit('parent', 'does not exist');
  if (labels) ensureLabels(instance, group, labels);
  return defined({
    title: titleIn(input),
    description: description === undefined ? undefined : carryOutCommands((description as string | null) ?? null).text,
    state: stateIn(input, STATES) as SandboxEpic['state'] | undefined,
    labels,
    // A date is kept only where it is said to be fixed.
    startDate: input['start_date_is_fixed'] === true ? dateIn(input, 'start_date_fixed') : undefined,
    dueDate: input['due_date_is_fixed'] === true ? dateIn(input, 'due_date_fixed') : undefined,
    confidential: confidential === undefined ? undefined : confidential === true,
    parentId,
  });
}
