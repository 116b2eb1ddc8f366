import { type ConnectionDraft, connectorFor, draftProblems } from '@syncline/engine';
import type { OperatorDeps } from './operator-deps.ts';
import { Problem } from './problem.ts';

interface DraftBody {
  readonly baseUrl: string;
  readonly settings: Record<string, unknown>;
  readonly secrets: Record<string, string>;
}

/** A connection as it is sent, with its connector. Throws Problem: 422 where this version has none of that name. */
export function draftOf(
  { context }: Pick<OperatorDeps, 'context'>,
  connectorId: string,
  { baseUrl, settings, secrets }: DraftBody,
): ConnectionDraft {
  const connector = connectorFor(context.connectors, { connector: connectorId, settings });
  if (connector) return { connector, baseUrl, settings, secrets };
  const message = `this version has no such connector; it has ${[...context.connectors.keys()].join(', ')}`;
  throw notRight([{ field: 'connector', message }]);
}

/** Refuses a draft that can't be right, whatever the vendor says. Throws Problem. */
export function refuseDraft(draft: ConnectionDraft): void {
  const errors = draftProblems(draft);
  if (errors.length > 0) throw notRight(errors);
}

export function notRight(errors: readonly { readonly field: string; readonly message: string }[]): Problem {
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new Problem({ status: 422, code: 'invalid-connection', title: 'The connection is not right', detail, errors });
}
