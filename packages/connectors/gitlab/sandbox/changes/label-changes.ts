import type { Instance } from '../model/instance.ts';
import type { SandboxLabel, SandboxPlace } from '../model/records.ts';
import { type Input, textIn } from './input.ts';
import { badParameter, Refusal, unfit } from './refusal.ts';

export function createLabel(instance: Instance, place: SandboxPlace, input: Input): SandboxLabel {
  const { name, color, description } = input;
  if (name === undefined || color === undefined)
    throw badParameter(`${name === undefined ? 'name' : 'color'} is missing`);
  checkName(instance, place, textIn(name), null);
  const label: SandboxLabel = {
    id: instance.takeId(),
    place,
    name: textIn(name).trim(),
    color: checkedColor(color),
    description: description === undefined || description === '' ? null : textIn(description),
    priority: null,
  };
  instance.labels.set(label.id, label);
  return label;
}

export function editLabel(instance: Instance, label: SandboxLabel, input: Input): SandboxLabel {
  const { new_name: name, color, description } = input;
  if (name !== undefined) checkName(instance, label.place, textIn(name), label);
  const edited: SandboxLabel = {
    ...label,
    ...(name !== undefined && { name: textIn(name).trim() }),
    ...(color !== undefined && { color: checkedColor(color) }),
    ...(description !== undefined && { description: description === '' ? null : textIn(description) }),
  };
  instance.labels.set(label.id, edited);
  if (edited.name !== label.name) renameOnIssues(instance, label, edited.name);
  return edited;
}

/** GitLab makes the labels that an issue is given and that nobody has made. */
export function ensureLabels(instance: Instance, place: SandboxPlace, names: readonly string[]): void {
  const known = [...instance.labels.values()].filter(
    (label) =>
      label.place.id === place.id || (label.place.kind === 'groups' && place.path.startsWith(label.place.path)),
  );
  for (const name of names)
    if (!known.some((label) => label.name === name)) createLabel(instance, place, { name, color: '#6699cc' });
}

function renameOnIssues(instance: Instance, { name: old, place }: SandboxLabel, name: string): void {
  for (const project of instance.projects) {
    if (place.kind === 'projects' && place.id !== project.place.id) continue;
    for (const iid of project.numbers()) {
      const issue = project.issue(iid);
      if (!issue?.labels.includes(old)) continue;
      project.put({ ...issue, labels: issue.labels.map((label) => (label === old ? name : label)).sort() });
    }
  }
}

function checkName(instance: Instance, place: SandboxPlace, name: string, but: SandboxLabel | null): void {
  if (name.trim() === '' || name.includes(',')) throw unfit('title', 'is invalid');
  if (name.length > 255) throw unfit('title', 'is too long (maximum is 255 characters)');
  if (instance.labelsOf(place).some((label) => label.name === name.trim() && label.id !== but?.id))
    throw new Refusal(409, 'Label already exists');
}

function checkedColor(color: unknown): string {
  if (typeof color === 'string' && /^#([\da-f]{3}|[\da-f]{6})$/i.test(color)) return color;
  throw unfit('color', 'must be a valid color code');
}
