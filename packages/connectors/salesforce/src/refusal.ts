import { cutVendorMessage } from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError } from '@syncline/core';
import { classOfCode, classOfStatus } from './refusal-class.ts';

/** One error as Salesforce words it, in a refused answer or in an entry of a collection. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** API names of the fields it is about. */
  readonly fields: readonly string[];
}

/** Our validation rule on quotes says this first; it can't be mistaken for a rule of the organisation's own. */
export const STALE_QUOTE = 'stale_outbound_write';
export const OWN_KEY = 'Syncline_Key__c';

/** The class of a refusal; `status` 400 for an entry, which has none of its own. */
export function classOfRefusal(refusal: Refusal, status: number): ErrorClass {
  // Two upserts under one new key met: the loser finds the winner's record when it tries again.
  if (refusal.code === 'DUPLICATE_VALUE' && refusal.message.includes(OWN_KEY)) return 'transient';
  return classOfCode(refusal.code) ?? classOfStatus(status);
}

export function refusalError(
  refusal: Refusal,
  status: number,
  place: string,
  more: { readonly retryAt?: Date } = {},
): SynclineError {
  const words = refusal.message ? `: ${cutVendorMessage(refusal.message)}` : '';
  const [field] = refusal.fields;
  const isStaleQuote = refusal.code === 'FIELD_CUSTOM_VALIDATION_EXCEPTION' && refusal.message.startsWith(STALE_QUOTE);
  return new SynclineError({
    class: classOfRefusal(refusal, status),
    code: isStaleQuote ? STALE_QUOTE : `salesforce_${(refusal.code || String(status)).toLowerCase()}`,
    message: `Salesforce refused ${place}${refusal.code ? ` (${refusal.code})` : ` with ${status}`}${words}`,
    status,
    ...(field !== undefined && { field }),
    ...more,
  });
}

/** Any of the shapes that an error has: `[{ errorCode, message, fields }]`, `{ statusCode, … }`, OAuth's `{ error, error_description }`. */
export function readRefusal(value: unknown): Refusal {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null) return { code: '', message: '', fields: [] };
  const member = (name: string) => (first as Readonly<Record<string, unknown>>)[name];
  const text = (...names: string[]) =>
    names.map(member).find((found) => typeof found === 'string') as string | undefined;
  const fields: unknown = member('fields');
  return {
    code: text('errorCode', 'statusCode', 'error') ?? '',
    message: text('message', 'error_description') ?? '',
    fields: Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [],
  };
}
