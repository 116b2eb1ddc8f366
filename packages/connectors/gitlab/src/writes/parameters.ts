import { type Json, SynclineError } from '@syncline/core';
import { expressText, textsOf } from '../express.ts';
import { textOf } from '../item.ts';
import { checkedId } from '../numbered.ts';
import { withOwnKey } from '../own-key.ts';
import { disarmQuickActions } from '../quick-actions.ts';

/** A Markdown text with our key on it, in which nothing is a command to GitLab. */
export function keyedText(value: Json | undefined, ownKey: string | null): string {
  const text = textOf(expressText(value ?? null));
  return withOwnKey(text === null ? null : disarmQuickActions(text), ownKey);
}

/** GitLab moves states by events. */
export function stateEvent(value: Json, events: Readonly<Record<string, string>>): string {
  const event = typeof value === 'string' ? events[value] : undefined;
  if (event !== undefined) return event;
  throw new SynclineError({
    class: 'invalid',
    code: 'gitlab_no_state',
    field: 'state',
    message: `GitLab has no state ${JSON.stringify(value)}; known are ${Object.keys(events).join(', ')}`,
    choices: Object.keys(events),
  });
}

export const WORK_STATES = { opened: 'reopen', closed: 'close' } as const;

/** Ids as GitLab takes them; none are said by a zero. */
export function idList(value: Json): number[] {
  const ids = textsOf(value).map(checkedId);
  return ids.length === 0 ? [0] : ids;
}

/** A single id; none is said by a zero. */
export function idOrZero(value: Json): number {
  return typeof value === 'string' ? checkedId(value) : 0;
}
