import { Dice, hash32 } from '@syncline/sandbox';
import type { SandboxLabel, SandboxMilestone, SandboxRepository } from './records.ts';
import type { DateTimeSeconds } from './time.ts';

const NAMES = [
  'api',
  'web',
  'mobile',
  'infra',
  'docs',
  'billing',
  'search',
  'design-system',
  'data',
  'gateway',
] as const;
const LANGUAGES = ['TypeScript', 'Go', 'Rust', 'Python', 'Kotlin'] as const;
const LABELS: readonly (readonly [string, string, string | null, boolean])[] = [
  ['bug', 'd73a4a', "Something isn't working", true],
  ['documentation', '0075ca', 'Improvements or additions to documentation', true],
  ['duplicate', 'cfd3d7', 'This issue or pull request already exists', true],
  ['enhancement', 'a2eeef', 'New feature or request', true],
  ['good first issue', '7057ff', 'Good for newcomers', true],
  ['help wanted', '008672', 'Extra attention is needed', true],
  ['question', 'd876e3', 'Further information is requested', true],
  ['wontfix', 'ffffff', 'This will not be worked on', true],
  ['priority: high', 'b60205', null, false],
  ['priority: low', 'c2e0c6', null, false],
  ['area/ui', 'fbca04', 'Übersicht, Menüs, Formulare', false],
  ['area/db', '1d76db', null, false],
  ['needs triage', 'ededed', 'Nobody has looked yet', false],
  ['fun size 🍫', 'f29c24', 'Small enough for an afternoon', false],
];
export const SEEDED_YEARS = 3;
const YEAR_SECONDS = 365 * 86_400;

export function seededStart(until: DateTimeSeconds): DateTimeSeconds {
  return until - SEEDED_YEARS * YEAR_SECONDS;
}

export function seededRepository(
  index: number,
  owner: string,
  seed: number,
  until: DateTimeSeconds,
): SandboxRepository {
  const dice = new Dice(hash32(seed, 0x7265706f, index));
  const base = NAMES[index % NAMES.length] ?? 'repo';
  return {
    id: 700_000_001 + index,
    index,
    owner,
    name: index < NAMES.length ? base : `${base}-${Math.floor(index / NAMES.length) + 1}`,
    description: `The ${base} of ${owner}: small & sturdy ✨`,
    isPrivate: dice.chance(0.4),
    isArchived: false,
    hasIssues: true,
    language: dice.pick(LANGUAGES),
    createdAt: seededStart(until) - (index + 1) * 3600,
    updatedAt: until,
  };
}

export function seededLabels(repositoryIndex: number): SandboxLabel[] {
  return LABELS.map(([name, color, description, isDefault], position) => ({
    id: 400_000_000 + repositoryIndex * 10_000 + position + 1,
    name,
    color,
    description,
    isDefault,
  }));
}

export function seededMilestones(
  repositoryIndex: number,
  seed: number,
  until: DateTimeSeconds,
  creatorIds: readonly number[],
): SandboxMilestone[] {
  const dice = new Dice(hash32(seed, 0x6d696c65, repositoryIndex));
  const start = seededStart(until);
  return Array.from({ length: 6 }, (_, position) => {
    const createdAt = start + Math.floor((position / 6) * SEEDED_YEARS * YEAR_SECONDS);
    const isClosed = position < 3;
    const closedAt = isClosed ? createdAt + YEAR_SECONDS / 2 : null;
    // Due dates are days: GitHub answers them at 07:00 or 08:00 UTC.
    const dueDay = Math.floor((createdAt + YEAR_SECONDS / 2) / 86_400) * 86_400 + 8 * 3600;
    return {
      id: 500_000_000 + repositoryIndex * 10_000 + position + 1,
      number: position + 1,
      title: `v${Math.floor(position / 2) + 1}.${position % 2}`,
      description: dice.chance(0.3) ? null : `Everything for v${Math.floor(position / 2) + 1}.${position % 2}`,
      state: isClosed ? ('closed' as const) : ('open' as const),
      creatorId: dice.pick(creatorIds),
      createdAt,
      updatedAt: closedAt ?? createdAt + 86_400,
      closedAt,
      dueOn: dice.chance(0.25) ? null : dueDay,
    };
  });
}
