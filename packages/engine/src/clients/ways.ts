import type { EntityKind, RelationType } from '@syncline/core';
import type { Way } from '@syncline/store';

/**
 * Where a step begins: `placed work` is work by its project or repository alone, `near work` hangs on other work, and
 * `edge` leads no further.
 */
export type Footing =
  | 'account'
  | 'person'
  | 'deal'
  | 'quote'
  | 'place'
  | 'work'
  | 'near work'
  | 'placed work'
  | 'interaction'
  | 'edge';

export interface ClientWay extends Way {
  readonly from: Footing;
  /** What is found that way is this to the client; `waits`: work waits for it. */
  readonly finds: 'person' | 'deal' | 'quote' | 'place' | 'work' | 'activity' | 'comment' | 'file' | 'waits';
  readonly next: Footing;
}

const about = ['belongs_to', 'part_of', 'related_to', 'tracks'] as const;
const within = ['belongs_to', 'part_of'] as const;
const works = ['work_item', 'change_request'] as const;
const places = ['project', 'repository'] as const;

function ways(
  from: Footing,
  direction: 'in' | 'out',
  kinds: readonly EntityKind[],
  types: readonly RelationType[],
  finds: ClientWay['finds'],
  next: Footing = 'edge',
): ClientWay[] {
  return kinds.flatMap((kind) => types.map((type) => ({ from, direction, kind, type, finds, next })));
}

/** What people said and put at a record. */
function talkAt(from: Footing): ClientWay[] {
  return [
    ...ways(from, 'in', ['activity'], about, 'activity', 'interaction'),
    ...ways(from, 'in', ['comment'], ['comments_on', ...within], 'comment'),
    ...ways(from, 'in', ['attachment'], ['comments_on', ...about], 'file'),
  ];
}

/** Of work: what was said about it, and what it waits for. */
function aroundWork(from: Footing): ClientWay[] {
  return [
    ...ways(from, 'in', ['comment'], ['comments_on'], 'comment'),
    ...ways(from, 'in', ['attachment'], ['comments_on', ...within], 'file'),
    ...ways(from, 'out', [...works, 'activity'], ['depends_on'], 'waits'),
    ...ways(from, 'in', [...works, 'activity'], ['blocks'], 'waits'),
  ];
}

/** What belongs to a client: every way that leads from its account to a record (ADR 32). */
export const clientWays: readonly ClientWay[] = [
  ...ways('account', 'in', ['contact'], about, 'person', 'person'),
  ...ways('account', 'in', ['deal'], about, 'deal', 'deal'),
  ...ways('account', 'in', ['quote'], about, 'quote', 'quote'),
  ...ways('account', 'in', works, about, 'work', 'work'),
  ...ways('account', 'out', works, ['related_to', 'tracks'], 'work', 'work'),
  ...ways('account', 'in', places, about, 'place', 'place'),
  ...ways('account', 'out', places, ['related_to', 'tracks'], 'place', 'place'),
  ...talkAt('account'),
  ...talkAt('person'),
  ...ways('person', 'in', works, about, 'work', 'work'),
  ...talkAt('deal'),
  ...ways('deal', 'in', ['quote'], about, 'quote', 'quote'),
  // Who takes part in a deal may be somebody else's: what is said to them is not this client's.
  ...ways('deal', 'out', ['contact'], ['related_to', 'belongs_to'], 'person'),
  ...ways('deal', 'in', works, about, 'work', 'work'),
  ...ways('deal', 'out', works, ['related_to', 'tracks', 'depends_on'], 'work', 'work'),
  ...ways('deal', 'out', places, ['related_to', 'tracks'], 'place', 'place'),
  ...ways('deal', 'in', places, about, 'place', 'place'),
  ...talkAt('quote'),
  ...ways('place', 'in', works, within, 'work', 'placed work'),
  ...ways('place', 'in', ['activity'], within, 'activity', 'interaction'),
  ...aroundWork('work'),
  ...ways('work', 'in', works, ['child_of', 'part_of', 'tracks', 'related_to'], 'work', 'near work'),
  ...ways('work', 'out', works, ['tracks', 'related_to'], 'work', 'near work'),
  ...ways('work', 'in', ['activity'], about, 'activity', 'interaction'),
  ...aroundWork('near work'),
  ...ways('near work', 'in', works, ['child_of', 'part_of', 'tracks'], 'work', 'placed work'),
  ...aroundWork('placed work'),
  ...ways('interaction', 'in', ['comment'], ['comments_on'], 'comment'),
  ...ways('interaction', 'in', ['attachment'], ['comments_on', ...within], 'file'),
  ...ways('interaction', 'out', [...works, 'activity'], ['depends_on'], 'waits'),
  ...ways('interaction', 'in', [...works, 'activity'], ['blocks'], 'waits'),
];
