import type { PageCursor, Stream } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { CrmAccess } from './access.ts';
import type { CrmRecord, MappingDiagnostic, SyncRequest, SyncResult } from './contract.ts';
import { readStages } from './stages.ts';
import { streamNamed } from './streams-of.ts';
import { toContract } from './to-contract.ts';
import { type ContractKind, contractKinds } from './vocabulary.ts';

interface Position {
  /** Which of the stream's scopes. */
  readonly scope: number;
  readonly page: PageCursor | null;
  /** The vendor's clock at the first page: what the next read begins from. */
  readonly began: string | null;
}

/** One page of what has changed in a stream. Reads again what it must: the same record may come twice, never not at all. */
export async function syncIncremental(
  access: CrmAccess,
  { stream: name, since, cursor }: SyncRequest,
  signal: AbortSignal,
): Promise<SyncResult> {
  const { connector, client } = access;
  const stream = streamNamed(connector, name);
  const kind = kindOf(stream);
  if (stream.incremental !== 'since' && since !== null)
    throw unusable('since', `can't be asked for: ${connector.title} lists ${stream.title} as a whole alone`);
  const at = cursor === null ? { scope: 0, page: null, began: null } : positionOf(cursor);
  const scopes = await connector.listScopes(client, stream.scopeKind, signal);
  const scope = scopes[at.scope];
  if (!scope) throw unusable('cursor', 'does not belong to this list; start without one');
  const from = since && new Date(since.getTime() - (stream.incrementalOverlapMs ?? 0));
  const page = await stream.readPage(client, { scope: scope.key, cursor: at.page, since: from }, signal);
  const began = at.began ?? page.observedAt.toISOString();
  const stages = kind === 'deal' ? await readStages(connector, client, stream.name, signal) : null;
  const records: CrmRecord[] = [];
  const diagnostics: MappingDiagnostic[] = [];
  const counts = { read: 0, ignored: 0, invalid: 0 };
  for (const item of stream.parsePage(page.raw)) {
    const result = stream.normalize(item, scope.key);
    if (result.outcome === 'ignored') counts.ignored += 1;
    else if (result.outcome === 'invalid') {
      counts.invalid += 1;
      for (const { field, message } of result.diagnostics)
        diagnostics.push({ field: field ?? '(record)', reason: 'wrong_type', message });
    } else if (result.record.stream === stream.name) {
      counts.read += 1;
      const reading = { kind, stream, source: access.source, stages, title: connector.title };
      records.push(toContract(reading, result.record, result.diagnostics));
    }
  }
  const next = nextPosition(at, page.next, scopes.length, began);
  const nextCursor = next && Buffer.from(JSON.stringify(next)).toString('base64url');
  return { stream: name, source: access.source, records, nextCursor, checkpoint: began, counts, diagnostics };
}

function nextPosition(at: Position, page: PageCursor | null, scopes: number, began: string): Position | null {
  if (page !== null) return { scope: at.scope, page, began };
  return at.scope + 1 < scopes ? { scope: at.scope + 1, page: null, began } : null;
}

function positionOf(cursor: string): Position {
  try {
    const { scope, page, began } = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Position;
    if (Number.isInteger(scope) && scope >= 0 && typeof began === 'string' && typeof page === 'object')
      return { scope, page, began };
  } catch {
    // Not one of ours.
  }
  throw unusable('cursor', 'does not belong to this list; start without one');
}

function kindOf({ kind, name }: Stream): ContractKind {
  const known = contractKinds.find((each) => each === kind);
  if (known) return known;
  throw unusable('stream', `${name} holds no accounts, contacts, deals, quotes or activities`);
}

function unusable(field: string, why: string): SynclineError {
  return new SynclineError({ class: 'invalid', code: 'invalid_request', field, message: `${field} ${why}.` });
}
