import { asItem, cutVendorMessage, type Item, textOf } from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError, type SynclineErrorInit } from '@syncline/core';
import { OWN_KEY } from './object/object-definition.ts';

/** One error as HubSpot words it, in a refused answer or for an entry of a batch. */
export interface Refusal {
  /** `VALIDATION_ERROR`, `CONFLICT`, `OBJECT_NOT_FOUND` … */
  readonly category: string;
  /** Of the first detail: `INVALID_OPTION`, `CONFLICTING_UNIQUE_VALUE` … */
  readonly code: string;
  readonly message: string;
  /** The first property that is named. */
  readonly property: string | null;
  /** Which limit is spent: `TEN_SECONDLY_ROLLING`, `SECONDLY`, `DAILY`. */
  readonly policyName: string;
  /** Which entries of a batch it is about, by what we called them. */
  readonly traceIds: readonly string[];
  /** Which entries of a batch it is about, by id. */
  readonly ids: readonly string[];
}

/** https://developers.hubspot.com/docs/api-reference/error-handling: any member may be missing. */
export function readRefusal(value: unknown): Refusal {
  const body = asItem(value) ?? {};
  const context = asItem(body['context']) ?? {};
  const details = Array.isArray(body['errors']) ? body['errors'].map(asItem).filter((item) => item !== null) : [];
  const message = textOf(body['message']) ?? '';
  return {
    category: textOf(body['category']) ?? '',
    code: firstText(details.map((detail) => detail['code'])) ?? wordAfter(message, 'error') ?? '',
    message,
    property: propertyIn(details, context) ?? wordAfter(message, 'name'),
    policyName: textOf(body['policyName']) ?? '',
    traceIds: textsOf(context['objectWriteTraceId']),
    ids: [...textsOf(context['ids']), ...textsOf(context['id'])],
  };
}

export function refusalError(
  refusal: Refusal,
  status: number,
  place: string,
  more: Partial<SynclineErrorInit> = {},
): SynclineError {
  const words = refusal.message ? `: ${cutVendorMessage(refusal.message)}` : '';
  const property = isDuplicate(refusal) ? 'email' : refusal.property;
  return new SynclineError({
    class: classOfRefusal(refusal, status),
    code: codeOf(refusal, status),
    message: `HubSpot refused ${place} with ${status}${words}`,
    status,
    ...(property !== null && { field: property }),
    ...more,
  });
}

/** Our key is on another record already: an earlier attempt made it. */
export function isKeyTaken(error: unknown): boolean {
  return error instanceof SynclineError && error.code === 'hubspot_conflicting_unique_value' && error.field === OWN_KEY;
}

export function classOfRefusal(refusal: Refusal, status: number): ErrorClass {
  // A contact of that e-mail address is there: no repetition helps, as one would with a record that moved.
  if (isDuplicate(refusal) || refusal.code === 'CONFLICTING_UNIQUE_VALUE') return 'invalid';
  if (refusal.category === 'OBJECT_NOT_FOUND') return 'not_found';
  if (refusal.category === 'RATE_LIMITS') return 'rate_limited';
  if (status === 401) return 'auth';
  if (status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'rate_limited';
  // 423: locked for two seconds; 477: the account is being moved.
  if (status === 408 || status === 423 || status === 477 || status >= 500) return 'transient';
  return 'invalid';
}

function codeOf(refusal: Refusal, status: number): string {
  if (isDuplicate(refusal)) return 'hubspot_already_exists';
  const word = refusal.code || refusal.category || refusal.policyName || String(status);
  return `hubspot_${word.toLowerCase().replace(/\W+/g, '_').slice(0, 60)}`;
}

function isDuplicate({ category, message }: Refusal): boolean {
  return category === 'CONFLICT' && /already exists\. Existing ID/i.test(message);
}

function propertyIn(details: readonly Item[], context: Item): string | null {
  const contexts = [...details.map((detail) => asItem(detail['context']) ?? {}), context];
  const named = contexts.flatMap((each) => [...textsOf(each['propertyName']), ...textsOf(each['properties'])]);
  return named[0] ?? firstText(details.map((detail) => detail['in'])) ?? null;
}

/** Details stand in the message as JSON where they stand nowhere else: `Property values were not valid: [{"isValid":false,…}]`. */
function wordAfter(message: string, member: 'error' | 'name'): string | null {
  return new RegExp(`"${member}":"(\\w{1,100})"`).exec(message)?.[1] ?? null;
}

function firstText(values: readonly unknown[]): string | undefined {
  return values.find((each): each is string => typeof each === 'string' && each !== '');
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string' && each !== '');
}
