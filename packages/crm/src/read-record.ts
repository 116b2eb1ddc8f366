import type { NormalizeResult, RecordKey, Stream } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { CrmAccess } from './access.ts';

export type ReadRecord = Extract<NormalizeResult, { outcome: 'record' }>;

/** A record as it is now; null where it is not to be had, for whatever reason. */
export async function readRecord(
  { connector, client }: CrmAccess,
  stream: Stream,
  key: RecordKey,
  signal: AbortSignal,
): Promise<ReadRecord | null> {
  if (!stream.fetchOne)
    throw new SynclineError({
      class: 'invalid',
      code: 'crm_not_offered',
      message: `${connector.title} reads no ${stream.title} one by one.`,
    });
  const fetched = await stream.fetchOne(client, key, signal);
  return fetched.outcome === 'found' ? recordIn(stream, fetched.raw, key.scope) : null;
}

/** The record in a raw answer of one. Throws `mapping` where it is not usable. */
export function recordIn(stream: Stream, raw: Uint8Array, scope: string): ReadRecord | null {
  const result = stream.normalize(stream.parsePage(raw)[0], scope);
  if (result.outcome === 'record') return result;
  if (result.outcome === 'ignored') return null;
  throw new SynclineError({
    class: 'mapping',
    code: 'unusable_record',
    message: result.diagnostics[0]?.message ?? `A record of ${stream.title} can't be read.`,
  });
}

/** The place that records of a stream are in; CRMs have one. */
export async function scopeOf({ connector, client }: CrmAccess, stream: Stream, signal: AbortSignal): Promise<string> {
  const [scope] = await connector.listScopes(client, stream.scopeKind, signal);
  if (scope) return scope.key;
  throw new SynclineError({
    class: 'permission',
    code: 'no_scope',
    message: `${connector.title} shows no place of ${stream.title} to this connection.`,
  });
}

export function noSuchRecord(stream: Stream, id: string): SynclineError {
  return new SynclineError({
    class: 'not_found',
    code: 'no_record',
    message: `${stream.title}: there is no ${id}, or it can't be seen.`,
  });
}
