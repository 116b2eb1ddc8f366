import { SynclineError } from '@syncline/core';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { keyOf } from '../fields/make-field.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';

/** The same refusal with the field that its words name under our name, which is what the engine holds back (rule 3.5). */
export function withOwnFieldName<Thrown>(
  definition: ObjectDefinition,
  sent: Readonly<Record<string, unknown>>,
  error: Thrown,
  catalogue: Catalogue,
): Thrown | SynclineError {
  if (!(error instanceof SynclineError) || error.class !== 'invalid' || error.field !== undefined) return error;
  const isNamed = (term: string) => new RegExp(`\\b${term}\\b`).test(error.message);
  const named = definition.fields.find(({ name, api }) => name in sent && isNamed(keyOf(catalogue, name) ?? api));
  if (named === undefined) return error;
  return new SynclineError({
    class: error.class,
    code: error.code,
    message: error.message,
    field: named.name,
    ...(error.status !== undefined && { status: error.status }),
    cause: error,
  });
}
