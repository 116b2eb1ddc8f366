import type { Dice } from '@syncline/sandbox';
import type { SandboxLabel, SandboxMilestone, SandboxPlace, SandboxUser } from './records.ts';

const PEOPLE = [
  ['sync-bot', 'Syncline'],
  ['mkrystof', 'Mia Krystof'],
  ['jonas', 'Jonas Weber'],
  ['atanaka', 'Aiko Tanaka'],
  ['praman', 'Priya Raman'],
  ['therrera', 'Tomás Herrera'],
  ['zmueller', 'Zoë Müller'],
  ['_olu.adeyemi', 'Olu Adeyemi'],
  ['ipetrov', 'Ivan Petrov'],
] as const;

const LABELS = [
  ['bug', '#d73a4a', 'Something is broken'],
  ['customer', '#5843ad', null],
  ['needs triage', '#ed9121', null],
  ['größe::klein', '#009966', 'Scoped'],
] as const;

const PROJECTS = ['api', 'web', 'platform/ops', 'docs', 'mobile'] as const;

export const ROOT_GROUP: SandboxPlace = { kind: 'groups', id: 100, name: 'Acme', path: 'acme' };
export const SUBGROUP: SandboxPlace = { kind: 'groups', id: 101, name: 'Platform', path: 'acme/platform' };

export function seededUsers(): SandboxUser[] {
  return PEOPLE.map(([username, name], i) => ({
    id: 11 + i,
    username,
    name,
    state: username === 'ipetrov' ? 'blocked' : 'active',
    bot: i === 0,
  }));
}

export function seededProject(index: number): SandboxPlace {
  const name = PROJECTS[index] ?? `project-${index}`;
  return { kind: 'projects', id: 201 + index, name: name.split('/').at(-1) ?? name, path: `acme/${name}` };
}

/** A group's labels are those of its projects too, under the same names. */
export function seededLabels(place: SandboxPlace, firstId: number): SandboxLabel[] {
  const own = place.kind === 'projects' ? LABELS : ([['epic-sized', '#36c', 'More than a sprint']] as const);
  return own.map(([name, color, description], i) => ({
    id: firstId + i,
    place,
    name,
    color,
    description,
    priority: null,
  }));
}

export function seededMilestones(place: SandboxPlace, firstId: number, untilMs: number): SandboxMilestone[] {
  const month = 30 * 86_400_000;
  return Array.from({ length: place.kind === 'projects' ? 3 : 1 }, (_, i) => ({
    id: firstId + i,
    iid: i + 1,
    place,
    title: place.kind === 'projects' ? `v${i + 1}.0` : `${place.name} 2027`,
    description: i === 0 ? '' : `Everything for ${i + 1}`,
    state: i === 0 && place.kind === 'projects' ? 'closed' : 'active',
    startDate: i === 2 ? null : day(untilMs - (4 - i) * month),
    dueDate: i === 2 ? null : day(untilMs - (3 - i) * month),
    createdAt: untilMs - (5 - i) * month + 0.25,
    updatedAt: untilMs - (4 - i) * month + 0.25,
  }));
}

export function day(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

export function pickSome<T>(dice: Dice, from: readonly T[], count: number): T[] {
  const picked = new Set<T>();
  for (let tries = 0; tries < count && from.length > 0; tries += 1) picked.add(dice.pick(from));
  return [...picked];
}
