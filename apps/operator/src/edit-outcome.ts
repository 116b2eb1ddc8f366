import type { EditOutcome } from '@syncline/engine';
import { notFound, Problem } from './problem.ts';
import { stale } from './versioned.ts';

/** The entity that an edit in the hub was of. Throws Problem where the edit was refused. */
export function editedEntity(outcome: EditOutcome, id: string): string {
  switch (outcome.outcome) {
    case 'created':
    case 'edited':
    case 'unchanged':
      return outcome.entityId;
    case 'not_found':
      throw notFound('entity', id);
    case 'stale':
      throw stale(outcome.version);
    case 'refused':
      throw new Problem({
        status: 409,
        code: 'policy-forbids',
        title: 'The policy of the field forbids it',
        detail: `${outcome.field}: ${outcome.reason}`,
        errors: [{ field: outcome.field, message: outcome.reason }],
      });
    case 'faulty':
      throw new Problem({
        status: 422,
        code: 'required-field',
        title: 'A side requires another value of the field',
        detail: outcome.reason,
        errors: [{ field: outcome.field, message: outcome.reason }],
      });
    default:
      return outcome satisfies never;
  }
}
