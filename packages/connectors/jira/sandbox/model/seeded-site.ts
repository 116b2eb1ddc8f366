import { type Dice, hash32 } from '@syncline/sandbox';
import type { SandboxComponent, SandboxSprint, SandboxUser, SandboxVersion } from './records.ts';

const NAMES = [
  'Mia Krystof',
  'Jonas Weber',
  'Aiko Tanaka',
  'Priya Raman',
  'Tomás Herrera',
  'Zoë Müller',
  'Olu Adeyemi',
  'Ewa Nowak',
  'Liam O’Brien',
  'Chen Wei',
  'Sara Lindqvist',
  'Ivan Petrov',
] as const;

const PROJECTS = ['API', 'WEB', 'MOB', 'OPS', 'DOC', 'PAY'] as const;

export function projectKey(index: number): string {
  return PROJECTS[index] ?? `PRJ${index}`;
}

export function seededUsers(seed: number, viewerEmail: string): SandboxUser[] {
  const accountId = (i: number) => `5b10ac8d82e05b22cc${hash32(seed, 0x75736572, i).toString(16).padStart(8, '0')}`;
  const people = NAMES.map(
    (name, i): SandboxUser => ({
      accountId: accountId(i + 1),
      name,
      email: `${
        name
          .split(' ')[0]
          ?.toLowerCase()
          .normalize('NFD')
          .replace(/[^a-z]/g, '') ?? 'someone'
      }@acme.example`,
      active: i !== 11,
      type: 'atlassian',
      showsEmail: i % 4 !== 3,
    }),
  );
  const viewer: SandboxUser = {
    accountId: accountId(0),
    name: 'Syncline',
    email: viewerEmail,
    active: true,
    type: 'app',
    showsEmail: true,
  };
  return [viewer, ...people];
}

export function seededVersions(projectIndex: number, untilMs: number): SandboxVersion[] {
  return Array.from({ length: 4 }, (_, i) => ({
    id: 10_000 + projectIndex * 100 + i,
    projectIndex,
    name: `v${i + 1}.0`,
    description: i === 0 ? null : `Release ${i + 1}`,
    released: i < 2,
    archived: i === 0,
    startDate: i < 3 ? day(untilMs - (4 - i) * 60 * 86_400_000) : null,
    releaseDate: i < 3 ? day(untilMs - (3 - i) * 60 * 86_400_000) : null,
  }));
}

export function seededComponents(projectIndex: number, users: readonly SandboxUser[]): SandboxComponent[] {
  return ['Backend', 'Frontend', 'Billing'].map((name, i) => ({
    id: 20_000 + projectIndex * 100 + i,
    projectIndex,
    name,
    description: i === 2 ? null : `${name} of everything`,
    leadId: i === 1 ? null : (users[1 + i]?.accountId ?? null),
  }));
}

/** Each project has one board, and boards have closed, active and future sprints. */
export function seededSprints(projectIndex: number, untilMs: number): SandboxSprint[] {
  const fortnight = 14 * 86_400_000;
  return (['closed', 'closed', 'active', 'future'] as const).map((state, i) => {
    const startAt = state === 'future' ? null : untilMs - (3 - i) * fortnight;
    const endAt = startAt === null ? null : startAt + fortnight;
    return {
      id: 1 + projectIndex * 100 + i,
      boardId: projectIndex + 1,
      name: `Sprint ${i + 1}`,
      goal: i % 2 === 0 ? 'Ship it' : null,
      state,
      startAt,
      endAt,
      completeAt: state === 'closed' ? endAt : null,
    };
  });
}

export function day(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

export function pickSome<T>(dice: Dice, from: readonly T[], count: number): T[] {
  const picked = new Set<T>();
  for (let tries = 0; tries < count && from.length > 0; tries += 1) picked.add(dice.pick(from));
  return [...picked];
}
