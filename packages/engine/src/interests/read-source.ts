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
  /** By what it is found, and what it finds items by; made when they are asked for. */
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

function readStated(entity: Matchable): InterestSource | null {
  const { id, fields } = entity;
  const interest = readInterest(fields);
  if (interest === null) return null;
  return {
    id,
    side: 'interest',
    get keys() {
      return keysOfInterest(interest);
    },
    get sought() {
      return soughtByInterest(interest);
    },
    named: namedIn(entity),
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

function readActivity(entity: Matchable, now: Date): InterestSource | null {
  const { id, fields, createdAt } = entity;
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
    get keys() {
      return keysOfSaid(sentences);
    },
    get sought() {
      return soughtBySaid(sentences);
    },
    named: namedIn(entity),
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
  return text('direction').startsWith('out') && !/call|meeting|note/.test(text('type'));
}

/** Ids of whom an interest or an activity names as its own. */
export function namedIn({ kind, fields }: Pick<Matchable, 'kind' | 'fields'>): string[] {
  const names = kind === 'interest' ? ['contact', 'account'] : ['contact', 'account', 'who'];
  return names.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' && uuid.test(value) ? [value] : [];
  });
}
