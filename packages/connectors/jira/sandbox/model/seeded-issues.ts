import { Dice, hash32, markdownFrom, paragraphFrom, titleFrom, unitHash } from '@syncline/sandbox';
import { documentFrom } from './adf.ts';
import { CUSTOM_FIELDS, type FieldOption, PRIORITIES, STATUSES } from './catalogue.ts';
import { issueId, seededCommentId } from './ids.ts';
import type { SandboxComment, SandboxIssue, SandboxUser } from './records.ts';
import { day, pickSome } from './seeded-site.ts';

/** What decides the seeded past of one project: issues are worked out from it and their number, never stored. */
export interface IssueSeed {
  readonly projectIndex: number;
  readonly seed: number;
  readonly total: number;
  readonly untilMs: number;
  readonly withComments: boolean;
  readonly users: readonly SandboxUser[];
  readonly versionIds: readonly number[];
  readonly componentIds: readonly number[];
  readonly sprintIds: readonly number[];
}

const SPAN_MS = 3 * 365 * 86_400_000;
const LABELS = ['bug', 'customer', 'needs-triage', 'ux', 'größe', 'tech-debt', 'security'] as const;
const TYPES = ['Story', 'Task', 'Task', 'Bug', 'Bug', 'Epic'] as const;

/** The cheap part, which searches are sorted by. */
export function seededTimes(
  from: IssueSeed,
  number: number,
): { readonly createdAt: number; readonly updatedAt: number } {
  const stretch = SPAN_MS / from.total;
  const chance = (part: number) => unitHash(from.seed, from.projectIndex, number, part);
  const createdAt = Math.floor(from.untilMs - SPAN_MS + (number - 1 + chance(6) / 2) * stretch);
  return { createdAt, updatedAt: createdAt + Math.floor(chance(5) ** 3 * (from.untilMs - createdAt)) };
}

export function seededIssue(from: IssueSeed, number: number): SandboxIssue {
  const dice = new Dice(hash32(from.seed, from.projectIndex, number, 7));
  const { createdAt, updatedAt } = seededTimes(from, number);
  const people = from.users.filter((user) => user.type === 'atlassian').map(({ accountId }) => accountId);
  const status = dice.pick(STATUSES);
  const creatorId = dice.pick(people);
  const text = markdownFrom(dice);
  return {
    id: issueId(from.projectIndex, number),
    projectIndex: from.projectIndex,
    number,
    summary: titleFrom(dice),
    description: text === null ? null : documentFrom(text),
    status: status.name,
    type: dice.pick(TYPES),
    priority: dice.pick(PRIORITIES).name,
    assigneeId: dice.chance(0.4) ? null : dice.pick(people),
    reporterId: creatorId,
    creatorId,
    labels: pickSome(dice, LABELS, dice.below(4)),
    dueDate: dice.chance(0.7) ? null : day(createdAt + 30 * 86_400_000),
    fixVersionIds: pickSome(dice, from.versionIds, dice.below(2)),
    componentIds: pickSome(dice, from.componentIds, dice.below(2)),
    parentId: null,
    sprintIds: pickSome(dice, from.sprintIds, dice.below(2)),
    custom: seededCustom(dice, people),
    properties: {},
    createdAt,
    updatedAt,
    resolvedAt: status.category.key === 'done' ? updatedAt : null,
  };
}

function seededCustom(dice: Dice, people: readonly string[]): Record<string, unknown> {
  const options = (name: string) => CUSTOM_FIELDS.find((field) => field.name === name)?.options ?? [];
  return {
    customfield_10010: dice.chance(0.5) ? null : option(dice.pick(options('Team'))),
    customfield_10011: dice.chance(0.7) ? null : `Customer ${dice.below(50)}`,
    customfield_10012: dice.chance(0.8) ? null : documentFrom(paragraphFrom(dice, 1)),
    customfield_10013: pickSome(dice, options('Platforms'), dice.below(3)).map(option),
    customfield_10014: dice.chance(0.8) ? null : pickSome(dice, people, 2),
    customfield_10015: null,
    customfield_10016: dice.chance(0.5) ? null : 1 + dice.below(8),
    customfield_10019: `0|i${dice.below(1_000_000).toString(36).padStart(5, '0')}:`,
  };
}

function option({ id }: FieldOption): { readonly id: string } {
  return { id };
}

export function seededComments(from: IssueSeed, number: number): SandboxComment[] {
  if (!from.withComments || number > from.total) return [];
  const share = unitHash(from.seed, from.projectIndex, number, 8);
  const count = share < 0.55 ? 0 : share < 0.8 ? 1 : share < 0.95 ? 2 : 5;
  const { createdAt } = seededTimes(from, number);
  const issue = issueId(from.projectIndex, number);
  return Array.from({ length: count }, (_, position) => {
    const dice = new Dice(hash32(from.seed, from.projectIndex, number, 100 + position));
    const time = createdAt + (position + 1) * 60_000;
    return {
      id: seededCommentId(issue, position),
      issueId: issue,
      authorId: dice.pick(from.users).accountId,
      body: documentFrom(paragraphFrom(dice)),
      properties: [],
      createdAt: time,
      updatedAt: time,
    };
  });
}
