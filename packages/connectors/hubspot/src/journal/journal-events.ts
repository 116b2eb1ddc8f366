import { asItem, type ChangeHint, type Item, textOf } from '@syncline/connector-sdk';
import { hintsOf, onePerRecord } from '../webhooks/decode-delivery.ts';

/** What webhooks call the same. */
const CHANGES: Readonly<Record<string, string>> = {
  CREATE: 'creation',
  UPDATE: 'propertyChange',
  DELETE: 'deletion',
  MERGE: 'merge',
  RESTORE: 'restore',
  ASSOCIATION_ADDED: 'associationChange',
  ASSOCIATION_REMOVED: 'associationChange',
};

interface JournalFile {
  readonly hints: readonly ChangeHint[];
  /** Events that are of no shape we know. */
  readonly passedOver: number;
}

/**
 * Which records a file of the journal says have changed: `{ offset, publishedAt, journalEvents: [{ portalId, action,
 * objectTypeId, objectId … }] }`. Null for what is no such file. A file tells of what was, up to three days ago: whether a
 * record that was deleted is gone now, its own read tells, so that one restored since is not buried for a moment.
 */
export function readJournalFile(value: unknown): JournalFile | null {
  const events = asItem(value)?.['journalEvents'];
  if (!Array.isArray(events)) return null;
  let passedOver = 0;
  const found = events.flatMap((each: unknown) => {
    const event = asItem(each);
    const hints = event && asWebhook(event);
    if (hints) return hints;
    passedOver += 1;
    return [];
  });
  return { hints: onePerRecord(found.map((hint) => ({ ...hint, op: 'changed' }))), passedOver };
}

function asWebhook(event: Item): ChangeHint[] | null {
  const change = CHANGES[textOf(event['action']) ?? ''];
  return change === undefined ? null : hintsOf({ ...event, subscriptionType: `object.${change}` });
}
