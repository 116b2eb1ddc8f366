import type { ErrorClass } from '@syncline/core';

/** What to do about a refusal that Salesforce names by code: of a whole answer, or of one entry of a collection. */
export function classOfCode(code: string): ErrorClass | null {
  const known = CLASSES.get(code);
  if (known !== undefined) return known;
  if (code.startsWith('INSUFFICIENT_ACCESS')) return 'permission';
  return null;
}

/**
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_calls_concepts_core_data_objects.htm
 * Codes not listed follow the HTTP status, and are `invalid` in an entry.
 */
const CLASSES: ReadonlyMap<string, ErrorClass> = new Map<string, ErrorClass>([
  ['INVALID_SESSION_ID', 'auth'],
  ['INVALID_AUTH_HEADER', 'auth'],
  ['INVALID_LOGIN', 'auth'],
  ['invalid_grant', 'auth'],
  ['invalid_client', 'auth'],
  ['invalid_client_id', 'auth'],
  ['inactive_user', 'auth'],
  ['inactive_org', 'auth'],
  ['unauthorized_client', 'auth'],
  ['REQUEST_LIMIT_EXCEEDED', 'rate_limited'],
  ['LOGIN_RATE_EXCEEDED', 'rate_limited'],
  ['EXCEEDED_ID_LIMIT', 'invalid'],
  ['UNABLE_TO_LOCK_ROW', 'transient'],
  ['SERVER_UNAVAILABLE', 'transient'],
  ['QUERY_TIMEOUT', 'transient'],
  ['UNKNOWN_EXCEPTION', 'transient'],
  ['INTERNAL_ERROR', 'transient'],
  ['API_DISABLED_FOR_ORG', 'permission'],
  ['API_CURRENTLY_DISABLED', 'permission'],
  ['FUNCTIONALITY_NOT_ENABLED', 'permission'],
  ['OPERATION_NOT_ALLOWED', 'permission'],
  ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'invalid'],
  // The object is not there for this user: not enabled in the organisation, or no right to it.
  ['INVALID_TYPE', 'permission'],
  ['INVALID_TYPE_FOR_OPERATION', 'permission'],
  ['NOT_FOUND', 'not_found'],
  ['ENTITY_IS_DELETED', 'not_found'],
  ['ENTITY_IS_LOCKED', 'permission'],
  ['PRECONDITION_FAILED', 'conflict'],
]);

export function classOfStatus(status: number): ErrorClass {
  if (status === 401) return 'auth';
  if (status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status === 420 || status >= 500) return 'transient';
  return 'invalid';
}
