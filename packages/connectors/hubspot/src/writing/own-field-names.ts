import { SynclineError } from '@syncline/core';
import type { ObjectDefinition } from '../object/object-definition.ts';

/** The same error with its field under our name, which is what the engine holds back (rule 3.5). What is no refusal passes. */
export function withOwnFieldName<Thrown>(definition: ObjectDefinition, error: Thrown): Thrown | SynclineError {
  if (!(error instanceof SynclineError)) return error;
  const own = definition.fields.find(({ property }) => property !== null && property === error.field)?.name;
  if (own === undefined || own === error.field) return error;
  return new SynclineError({
    class: error.class,
    code: error.code,
    message: error.message,
    field: own,
    ...(error.status !== undefined && { status: error.status }),
    ...(error.retryAt && { retryAt: error.retryAt }),
    cause: error,
  });
}
