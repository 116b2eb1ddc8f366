import type { InterestExplanation, Json } from '@syncline/core';
import {
  FADES_AFTER_DAYS,
  type Fit,
  fitOfInterest,
  fitOfSaid,
  type Item,
  keysOfInterest,
  keysOfSaid,
  readInterest,
  readSaid,
  soughtByInterest,
  soughtBySaid,
} from '@syncline/interests';
import type { Matchable } from '@syncline/store';
import { isTask, timeOf } from '../clients/standing.ts';

const DAY_MS = 24 * 3_600_000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An interest, or what was said, as items are held against it. */
export interface InterestSource {
  readonly id: string;
  readonly side: 'interest' | 'said';
  /** By what it is found, and what it finds items by. */
  readonly keys: readonly string[];
  readonly sought: readonly string[];
  /** Ids that its fields name. */
  readonly named: readonly string[];
  readonly fadesAt: Date | null;
  fitOf(item: Item): Fit | null;
  explain(fit: Fit): InterestExplanation;
}

/** Null: it says nothing that an item could be held against, or not any more. */
export function readSource(entity: Matchable, now: Date): InterestSource | null {
  if (entity.isDeleted) return null;
  return entity.kind === 'interest' ? readStated(entity) : readActivity(entity, now);
}

function readStated({ id, fields }: Matchable): InterestSource | null {
  const interest = readInterest(fields);
  if (interest === null) return null;
  return {
    id,
    side: 'interest',
    keys: keysOfInterest(interest),
    sought: soughtByInterest(interest),
    named: namedIn(fields, ['contact', 'account']),
    fadesAt: null,
    fitOf: (item) => fitOfInterest(interest, item),
    explain: ({ says, parts }) => ({
      by: 'interest',
      sourceId: id,
      says,
      parts,
      sentence: null,
      saidIn: null,
      saidAt: null,
    }),
  };
}

function readActivity({ id, fields, createdAt }: Matchable, now: Date): InterestSource | null {
  if (isTask(fields) || isOurs(fields)) return null;
  const saidAt = timeOf(fields, createdAt);
  const fadesAt = new Date(saidAt.getTime() + FADES_AFTER_DAYS * DAY_MS);
  if (fadesAt <= now) return null;
  const sentences = readSaid([fields['subject'], fields['body']].filter((text) => typeof text === 'string').join('\n'));
  if (sentences.length === 0) return null;
  const saidIn = typeof fields['type'] === 'string' ? fields['type'] : 'note';
  return {
    id,
    side: 'said',
    keys: keysOfSaid(sentences),
    sought: soughtBySaid(sentences),
    named: namedIn(fields, ['contact', 'account', 'who']),
    fadesAt,
    fitOf: (item) => fitOfSaid(sentences, item),
    explain: ({ says, parts, sentence }) => ({
      by: 'said',
      sourceId: id,
      says: `${says} (${saidIn}, ${saidAt.toISOString().slice(0, 10)})`,
      parts,
      sentence,
      saidIn,
      saidAt: saidAt.toISOString(),
    }),
  };
}

/** What we have sent is our own wording; of calls, meetings and notes nobody knows whose it is. */
function isOurs(fields: Readonly<Record<string, Json>>): boolean {
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name].toLowerCase() : '');
  return text('direction').startsWith('out') && /mail|sms|text|message/.test(text('type'));
}

function namedIn(fields: Readonly<Record<string, Json>>, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' && uuid.test(value) ? [value] : [];
  });
}
