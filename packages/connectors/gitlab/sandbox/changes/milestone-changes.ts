import type { Instance } from '../model/instance.ts';
import type { SandboxMilestone, SandboxPlace } from '../model/records.ts';
import { dateIn, defined, type Input, stateIn, textIn, titleIn } from './input.ts';
import { badParameter, unfit } from './refusal.ts';
import { tellOfMilestone } from './tell.ts';

const STATES = { activate: 'active', close: 'closed' } as const;

export function createMilestone(instance: Instance, place: SandboxPlace, input: Input): SandboxMilestone {
  if (input['title'] === undefined) throw badParameter('title is missing');
  const patch = patchFrom(instance, place, input, null);
  const now = instance.nowMs();
  const milestone: SandboxMilestone = {
    id: instance.takeId(),
    iid: Math.max(0, ...instance.milestonesOf(place).map(({ iid }) => iid)) + 1,
    place,
    title: '',
    description: '',
    state: 'active',
    startDate: null,
    dueDate: null,
    ...patch,
    createdAt: now,
    updatedAt: now,
  };
  instance.milestones.set(milestone.id, milestone);
  tellOfMilestone(instance, milestone, 'create');
  return milestone;
}

/** GitLab tells of closing and opening alone. */
export function editMilestone(instance: Instance, milestone: SandboxMilestone, input: Input): SandboxMilestone {
  const patch = patchFrom(instance, milestone.place, input, milestone);
  const edited: SandboxMilestone = { ...milestone, ...patch, updatedAt: instance.nowMs() };
  instance.milestones.set(milestone.id, edited);
  if (edited.state !== milestone.state)
    tellOfMilestone(instance, edited, edited.state === 'closed' ? 'close' : 'reopen');
  return edited;
}

export function deleteMilestone(instance: Instance, milestone: SandboxMilestone): void {
  instance.milestones.delete(milestone.id);
  for (const project of instance.projects)
    for (const iid of project.numbers()) {
      const issue = project.issue(iid);
      if (issue?.milestoneId === milestone.id) project.put({ ...issue, milestoneId: null });
    }
  tellOfMilestone(instance, milestone, 'delete');
}

function patchFrom(
  instance: Instance,
  place: SandboxPlace,
  input: Input,
  but: SandboxMilestone | null,
): Partial<SandboxMilestone> {
  const title = titleIn(input);
  if (title !== undefined && instance.milestonesOf(place).some((one) => one.title === title && one.id !== but?.id))
    throw unfit('title', 'already being used for another group or project milestone.');
  const { description } = input;
  const patch = defined({
    title,
    description: description === undefined ? undefined : textIn(description),
    state: stateIn(input, STATES) as SandboxMilestone['state'] | undefined,
    startDate: dateIn(input, 'start_date'),
    dueDate: dateIn(input, 'due_date'),
  });
  const { startDate, dueDate }: Partial<SandboxMilestone> = { ...but, ...patch };
  if (startDate && dueDate && startDate > dueDate) throw unfit('due_date', 'must be greater than start date');
  return patch;
}
