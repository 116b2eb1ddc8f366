import { Dice, hash32, markdownFrom, paragraphFrom, titleFrom, unitHash } from '@syncline/sandbox';
import { issueId, SEEDED_COMMENTS_PER_ISSUE, seededCommentId } from './ids.ts';
import type { SandboxComment, SandboxIssue } from './records.ts';
import { SEEDED_YEARS, seededStart } from './seeded-repositories.ts';
import type { DateTimeSeconds } from './time.ts';

/** What decides the seeded past of one repository: issues are worked out from it and their number, never stored. */
export interface IssueSeed {
  readonly repositoryIndex: number;
  readonly seed: number;
  readonly total: number;
  readonly until: DateTimeSeconds;
  readonly pullRequestShare: number;
  readonly withComments: boolean;
  readonly userIds: readonly number[];
  readonly memberIds: readonly number[];
  readonly labelIds: readonly number[];
  readonly milestoneNumbers: readonly number[];
}

/** The cheap part, worked out for every number at the start: what lists are filtered and sorted by. */
export interface IssueFacts {
  readonly isPullRequest: boolean;
  readonly isClosed: boolean;
  /** 0: none. */
  readonly milestone: number;
  readonly createdAt: DateTimeSeconds;
  readonly updatedAt: DateTimeSeconds;
  readonly comments: number;
}

const SPAN_SECONDS = SEEDED_YEARS * 365 * 86_400;

export function issueFacts(from: IssueSeed, number: number): IssueFacts {
  const hash = hash32(from.seed, from.repositoryIndex, number);
  const createdAt = createdAtOf(from, number);
  const comments = from.withComments ? commentCount(unitHash(hash, 4)) : 0;
  const lastComment = comments === 0 ? createdAt : commentTime(from, createdAt, comments - 1);
  const updatedAt = Math.max(lastComment, createdAt + Math.floor(unitHash(hash, 5) ** 3 * (from.until - createdAt)));
  const milestone = unitHash(hash, 3) < 0.35 ? (from.milestoneNumbers[hash % from.milestoneNumbers.length] ?? 0) : 0;
  return {
    isPullRequest: unitHash(hash, 1) < from.pullRequestShare,
    isClosed: unitHash(hash, 2) < 0.55,
    milestone,
    createdAt,
    updatedAt,
    comments,
  };
}

export function seededIssue(from: IssueSeed, number: number): SandboxIssue {
  const facts = issueFacts(from, number);
  const dice = new Dice(hash32(from.seed, from.repositoryIndex, number, 7));
  const authorId = dice.pick(dice.chance(0.6) ? from.memberIds : from.userIds);
  const closedAt = facts.isClosed
    ? facts.updatedAt - Math.floor(dice.next() * Math.min(3600, facts.updatedAt - facts.createdAt))
    : null;
  const isMerged = facts.isPullRequest && closedAt !== null && dice.chance(0.8);
  return {
    number,
    id: issueId(from.repositoryIndex, number),
    isPullRequest: facts.isPullRequest,
    title: titleFrom(dice),
    body: markdownFrom(dice),
    state: facts.isClosed ? 'closed' : 'open',
    stateReason: !facts.isClosed || facts.isPullRequest ? null : dice.chance(0.8) ? 'completed' : 'not_planned',
    labelIds: pickSome(dice, from.labelIds, dice.below(5)),
    milestone: facts.milestone === 0 ? null : facts.milestone,
    assigneeIds: pickSome(dice, from.memberIds, dice.chance(0.4) ? 0 : 1 + dice.below(2)),
    authorId,
    createdAt: facts.createdAt,
    updatedAt: facts.updatedAt,
    closedAt,
    mergedAt: isMerged ? closedAt : null,
    isDraft: facts.isPullRequest && !facts.isClosed && dice.chance(0.15),
  };
}

export function seededComment(from: IssueSeed, number: number, position: number): SandboxComment {
  const dice = new Dice(hash32(from.seed, from.repositoryIndex, number, 100 + position));
  const time = commentTime(from, createdAtOf(from, number), position);
  return {
    id: seededCommentId(from.repositoryIndex, number, position),
    issueNumber: number,
    authorId: dice.pick(dice.chance(0.7) ? from.memberIds : from.userIds),
    body: dice.chance(0.3) ? `> ${paragraphFrom(dice, 1)}\n\n${paragraphFrom(dice)}` : paragraphFrom(dice),
    createdAt: time,
    updatedAt: time,
  };
}

/** Strictly growing with the number: each has its own stretch of the years and uses its first half. */
function createdAtOf(from: IssueSeed, number: number): DateTimeSeconds {
  const stretch = SPAN_SECONDS / from.total;
  return (
    seededStart(from.until) +
    Math.floor((number - 1 + unitHash(from.seed, from.repositoryIndex, number, 6) / 2) * stretch)
  );
}

/** Comments fall into the second half of their issue's stretch, so that their ids grow with time over the whole repository. */
function commentTime(from: IssueSeed, createdAt: DateTimeSeconds, position: number): DateTimeSeconds {
  const stretch = SPAN_SECONDS / from.total;
  return createdAt + Math.max(1, Math.floor(((position + 1) / (2 * SEEDED_COMMENTS_PER_ISSUE + 2)) * stretch));
}

function commentCount(share: number): number {
  if (share < 0.55) return 0;
  if (share < 0.75) return 1;
  if (share < 0.87) return 2;
  return share < 0.95 ? 3 : 5;
}

function pickSome(dice: Dice, from: readonly number[], count: number): number[] {
  const picked = new Set<number>();
  for (let tries = 0; tries < count && from.length > 0; tries += 1) picked.add(dice.pick(from));
  return [...picked].sort((a, b) => a - b);
}
