import type { NormalizeResult, StreamField } from '@syncline/connector-sdk';
import type { Diagnostic, Json, Reference } from '@syncline/core';
import { type Item, sortedSet, textOf, utcTime } from '../item.ts';
import { recordResult } from '../normal-result.ts';
import { callerRecord } from './callers.ts';

const read = (name: string, type: StreamField['type'], references?: string): StreamField => ({
  name,
  type,
  writable: 'no',
  ...(references !== undefined && { references }),
});

/** What calls and texts have in common, in the words of every CRM. */
export const activityFields: readonly StreamField[] = [
  read('type', 'choice'),
  read('subject', 'text'),
  read('body', 'text'),
  read('status', 'choice'),
  read('direction', 'choice'),
  read('occurred_at', 'instant'),
  read('who', 'reference', 'callers'),
  read('owner', 'reference', 'users'),
  read('phone', 'text'),
  read('participants', 'text_set'),
  read('number_id', 'text'),
  read('created_at', 'instant'),
];

export interface Activity {
  readonly stream: 'calls' | 'messages';
  readonly externalId: string;
  readonly item: Item;
  /** The numbers at the other end, the one that counts first; null for who does not show one. */
  readonly parties: readonly (string | null)[];
  /** `US…`; null for nobody of the workspace, or a system of Quo's. */
  readonly ownerId: string | null;
  readonly fields: Readonly<Record<string, Json>>;
}

const DIRECTIONS: Readonly<Record<string, string>> = { incoming: 'inbound', outgoing: 'outbound' };

/** `inbound` or `outbound`; null for another word, which is an error. */
export function directionOf(item: Item, diagnostics: Diagnostic[]): string | null {
  const shown = textOf(item['direction']);
  const direction = shown !== null && Object.hasOwn(DIRECTIONS, shown) ? DIRECTIONS[shown]! : null;
  if (direction === null) {
    const message = `Quo sent ${shown === null ? 'none' : `"${shown.slice(0, 40)}"`} as direction, known are incoming and outgoing`;
    diagnostics.push({ severity: 'error', code: 'quo_unknown_value', field: 'direction', message });
  }
  return direction;
}

/** A call or text in canonical form, with who was on the other end. */
export function activityResult(activity: Activity, diagnostics: Diagnostic[]): NormalizeResult {
  const { stream, externalId, item, ownerId } = activity;
  const parties = activity.parties.filter((party) => party !== null);
  const who = parties[0] ?? null;
  const occurredAt = utcTime(item['createdAt']);
  if (occurredAt === null) {
    const message = 'Quo sent no time as createdAt';
    diagnostics.push({ severity: 'error', code: 'quo_field_missing', field: 'occurred_at', message });
  }
  const fields: Record<string, Json> = {
    ...activity.fields,
    occurred_at: occurredAt,
    who,
    owner: ownerId,
    phone: who,
    participants: sortedSet(parties),
    number_id: textOf(item['phoneNumberId']),
    created_at: occurredAt,
  };
  const references: Reference[] = [];
  if (who !== null) references.push({ relation: 'belongs_to', stream: 'callers', externalId: who });
  if (ownerId !== null) references.push({ relation: 'assigned_to', stream: 'users', externalId: ownerId });
  return recordResult(
    {
      kind: 'activity',
      stream,
      externalId,
      locator: externalId,
      fields,
      references,
      relations: ['belongs_to', 'assigned_to'],
      remoteUpdatedAt: utcTime(item['updatedAt']) ?? occurredAt,
      url: null,
    },
    diagnostics,
    parties.map(callerRecord),
  );
}

/** People have ids that begin with `US`; what Quo does by itself goes by `SYU`. */
export function personOf(...ids: readonly unknown[]): string | null {
  return ids.map(textOf).find((id) => id?.startsWith('US')) ?? null;
}
