import { asItem, cutVendorMessage } from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError } from '@syncline/core';

/** One error as Zoho words it, of a whole answer or of one entry: `{ code, details, message, status: 'error' }`. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** API name of the field, or name of the parameter, that it is about. */
  readonly field: string | null;
}

export const OWN_KEY = 'Syncline_Key';
export const STALE_QUOTE = 'stale_outbound_write';

/** https://www.zoho.com/crm/developer/docs/api/v8/status-codes.html; codes not listed follow the HTTP status. */
const CLASSES: ReadonlyMap<string, ErrorClass> = new Map<string, ErrorClass>([
  ['INVALID_TOKEN', 'auth'],
  ['INVALID_OAUTHTOKEN', 'auth'],
  ['AUTHENTICATION_FAILURE', 'auth'],
  ['invalid_client', 'auth'],
  ['invalid_code', 'auth'],
  ['invalid_grant', 'auth'],
  ['OAUTH_SCOPE_MISMATCH', 'permission'],
  ['NO_PERMISSION', 'permission'],
  ['AUTHORIZATION_FAILED', 'permission'],
  ['NOT_ALLOWED', 'permission'],
  ['RECORD_LOCKED', 'permission'],
  ['FEATURE_NOT_SUPPORTED', 'permission'],
  // The module is not there for this user: not in the edition, or no right to it.
  ['INVALID_MODULE', 'permission'],
  ['TOO_MANY_REQUESTS', 'rate_limited'],
  // Of the accounts server: the eleventh token within ten minutes.
  ['Access Denied', 'rate_limited'],
  ['INTERNAL_ERROR', 'transient'],
  ['INTERNAL_SERVER_ERROR', 'transient'],
  ['NO_CONTENT', 'not_found'],
  ['NOT_FOUND', 'not_found'],
  ['NO_RECORDS_FOUND', 'not_found'],
  ['PRECONDITION_FAILED', 'conflict'],
]);

export function classOfRefusal(refusal: Refusal, status: number): ErrorClass {
  if (status === 429) return 'rate_limited';
  const known = CLASSES.get(refusal.code);
  if (known !== undefined) return known;
  // Two upserts under one new key met: the loser finds the winner's record when it tries again.
  if (refusal.code === 'DUPLICATE_DATA' && refusal.field === OWN_KEY) return 'transient';
  if (refusal.code === 'INVALID_DATA' && isUnknownId(refusal)) return 'not_found';
  return classOfStatus(status);
}

/** The record's own id, not that of one it points to. */
function isUnknownId({ field, message }: Refusal): boolean {
  if (field !== null && field !== 'id') return false;
  return /\bid\b.*invalid|record not deleted|no record found/i.test(message);
}

function classOfStatus(status: number): ErrorClass {
  if (status === 401) return 'auth';
  if (status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 408 || status >= 500) return 'transient';
  return 'invalid';
}

export function refusalError(
  refusal: Refusal,
  status: number,
  place: string,
  more: { readonly retryAt?: Date } = {},
): SynclineError {
  const words = refusal.message ? `: ${cutVendorMessage(refusal.message)}` : '';
  const about = refusal.field === null ? '' : ` (${refusal.field})`;
  return new SynclineError({
    class: classOfRefusal(refusal, status),
    code: `zoho_${(refusal.code || String(status)).toLowerCase().replaceAll(/\W+/g, '_')}`,
    message: `Zoho refused ${place}${refusal.code ? ` with ${refusal.code}` : ` with ${status}`}${words}${about}`,
    status,
    ...(refusal.field !== null && { field: refusal.field }),
    ...more,
  });
}

/** Any of the shapes that an error has: alone, the first of `data` or `watch`, or OAuth's `{ error }`. */
export function readRefusal(value: unknown): Refusal {
  const body = asItem(value);
  const list = body?.['data'] ?? body?.['watch'] ?? body?.['users'];
  const item = Array.isArray(list) ? asItem(list[0]) : body;
  const text = (name: string) => (typeof item?.[name] === 'string' ? (item[name] as string) : '');
  const details = asItem(item?.['details']);
  const field = details?.['api_name'] ?? details?.['column_name'] ?? details?.['param_name'];
  return {
    code: text('code') || text('error'),
    message: text('message') || text('error_description'),
    field: typeof field === 'string' && field !== '' ? field : null,
  };
}
