import { Dice, hash32, markdownFrom, paragraphFrom, titleFrom, unitHash } from '@syncline/sandbox';
import { issueId, seededNoteId } from './ids.ts';
import type { SandboxIssue, SandboxNote, SandboxUser, WorkType } from './records.ts';
import { day, pickSome } from './seeded-instance.ts';

/** What decides the seeded past of one project: issues are worked out from it and their number, never stored. */
export interface IssueSeed {
  readonly projectIndex: number;
  readonly seed: number;
  readonly total: number;
  readonly untilMs: number;
  readonly withNotes: boolean;
  readonly users: readonly SandboxUser[];
  readonly labels: readonly string[];
  readonly milestoneIds: readonly number[];
  readonly epicIds: readonly number[];
}

const SPAN_MS = 3 * 365 * 86_400_000;

/** The cheap part, which lists are sorted by. */
export function seededTimes(from: IssueSeed, iid: number): { readonly createdAt: number; readonly updatedAt: number } {
  const stretch = SPAN_MS / from.total;
  const chance = (part: number) => unitHash(from.seed, from.projectIndex, iid, part);
  // Half a millisecond: what GitLab keeps is finer than what it shows.
  const createdAt = Math.floor(from.untilMs - SPAN_MS + (iid - 1 + chance(6) / 2) * stretch) + 0.5;
  return { createdAt, updatedAt: createdAt + Math.floor(chance(5) ** 3 * (from.untilMs - createdAt)) };
}

export function seededIssue(from: IssueSeed, iid: number): SandboxIssue {
  const dice = new Dice(hash32(from.seed, from.projectIndex, iid, 7));
  const { createdAt, updatedAt } = seededTimes(from, iid);
  const people = from.users.filter((user) => user.state === 'active' && !user.bot).map(({ id }) => id);
  const isClosed = dice.chance(0.4);
  const type: WorkType = dice.chance(0.1) ? 'incident' : 'issue';
  return {
    id: issueId(from.projectIndex, iid),
    iid,
    projectIndex: from.projectIndex,
    type,
    title: titleFrom(dice),
    description: markdownFrom(dice),
    state: isClosed ? 'closed' : 'opened',
    authorId: dice.pick(people),
    assigneeIds: pickSome(dice, people, dice.below(3)),
    labels: pickSome(dice, from.labels, dice.below(3)),
    milestoneId: dice.chance(0.5) ? null : dice.pick(from.milestoneIds),
    startDate: null,
    dueDate: dice.chance(0.7) ? null : day(createdAt + 30 * 86_400_000),
    weight: dice.chance(0.6) ? null : 1 + dice.below(8),
    confidential: dice.chance(0.05),
    epicId: type !== 'issue' || from.epicIds.length === 0 || dice.chance(0.6) ? null : dice.pick(from.epicIds),
    parentId: null,
    movedToId: null,
    createdAt,
    updatedAt,
    closedAt: isClosed ? updatedAt : null,
  };
}

/** What was said on an issue or epic, and what GitLab noted down itself. */
export function seededNotes(
  from: Pick<IssueSeed, 'seed' | 'users' | 'withNotes'>,
  on: SandboxNote['on'],
  subject: { readonly id: number; readonly createdAt: number },
): SandboxNote[] {
  if (!from.withNotes) return [];
  const share = unitHash(from.seed, subject.id, on === 'issue' ? 8 : 9);
  const count = share < 0.55 ? 0 : share < 0.8 ? 1 : share < 0.95 ? 2 : 5;
  return Array.from({ length: count }, (_, position) => {
    const dice = new Dice(hash32(from.seed, subject.id, 100 + position));
    const time = subject.createdAt + (position + 1) * 60_000;
    const system = position === 1;
    return {
      id: seededNoteId(subject.id + (on === 'epic' ? 5_000_000_000 : 0), position),
      on,
      subjectId: subject.id,
      authorId: dice.pick(from.users).id,
      body: system ? 'changed the description' : paragraphFrom(dice),
      system,
      internal: position === 2,
      createdAt: time,
      updatedAt: time,
    };
  });
}
