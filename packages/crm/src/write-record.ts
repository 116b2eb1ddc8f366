import { createHash } from 'node:crypto';
import type { RecordKey, Stream, Written } from '@syncline/connector-sdk';
import { isEmpty, type Json, type NormalisedRecord, SynclineError, sameValue } from '@syncline/core';
import type { CrmAccess } from './access.ts';
import type { PlannedWrite } from './plan-write.ts';
import { noSuchRecord, type ReadRecord, readRecord, recordIn } from './read-record.ts';
import { notPossible } from './streams-of.ts';

/** How far back what an earlier attempt made is looked for, where the vendor can only list by time, in ms. */
const LOOK_BACK_MS = 24 * 3_600_000;

export interface WrittenRecord {
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly read: ReadRecord;
}

/** Our key of a request: the same for every repeat at this connection. 22 characters. */
export function ownKeyOf(connectionId: number, idempotencyKey: string): string {
  return createHash('sha256').update(`${connectionId}\n${idempotencyKey}`).digest('base64url').slice(0, 22);
}

/** Creates once: what an earlier attempt has made under the key is the answer, and nothing is written over it. */
export async function createOnce(
  access: CrmAccess,
  stream: Stream,
  create: { readonly planned: PlannedWrite; readonly scope: string; readonly ownKey: string; readonly now: Date },
  signal: AbortSignal,
): Promise<WrittenRecord> {
  const { client, connector } = access;
  const { writes } = stream;
  if (!writes?.creates || !(writes.create || writes.createMany))
    throw notPossible(`${connector.title} takes no new ${stream.title}.`);
  const { planned, scope, ownKey, now } = create;
  const fields = Object.fromEntries(Object.entries(planned.fields).filter(([, value]) => !isEmpty(value)));
  const request = { fields, parents: planned.parents, locators: planned.locators, scope, ownKey };
  const since = new Date(now.getTime() - LOOK_BACK_MS);
  const earlier = await writes.findCreated?.(client, { ...request, since }, signal);
  if (earlier) return { outcome: 'unchanged', read: await showWritten(access, stream, earlier, signal) };
  const carried = Object.entries(fields).filter(([name]) => writes.carriedByCreate?.(name) !== false);
  const written = await callCreate(stream, client, { ...request, fields: Object.fromEntries(carried) }, signal);
  const made = await showWritten(access, stream, written, signal);
  const later = Object.fromEntries(Object.entries(fields).filter(([name]) => writes.carriedByCreate?.(name) === false));
  if (Object.keys(later).length === 0) return { outcome: 'created', read: made };
  const patched = await update(access, stream, { ...planned, fields: later }, made, written.key, signal);
  return { outcome: 'created', read: patched.read };
}

/** Updates what differs, against the record as it was just read. */
export async function update(
  access: CrmAccess,
  stream: Stream,
  planned: PlannedWrite,
  before: ReadRecord,
  key: RecordKey,
  signal: AbortSignal,
): Promise<WrittenRecord> {
  const patch = differing(stream, planned.fields, before.record);
  if (Object.keys(patch).length === 0) return { outcome: 'unchanged', read: before };
  const { writes } = stream;
  const { fields, ownKey, version } = before.record;
  const request = {
    key: { ...key, locator: before.record.locator },
    fields: patch,
    locators: planned.locators,
    ownKey: ownKey ?? null,
    expected: fields,
    expectedVersion: version ?? null,
  };
  const written = writes?.update
    ? await writes.update(access.client, request, signal)
    : entryWritten(await writes?.updateMany?.(access.client, [request], signal));
  if (!written) throw notPossible(`${access.connector.title} takes no edits of ${stream.title}.`);
  return { outcome: 'updated', read: await showWritten(access, stream, written, signal) };
}

/** The fields that the vendor would show otherwise. */
export function differing(
  stream: Stream,
  fields: Readonly<Record<string, Json>>,
  { fields: held }: NormalisedRecord,
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => {
      const declared = stream.fields?.find((field) => field.name === name);
      const shown = declared?.express?.(value) ?? value;
      return !(isEmpty(shown) && isEmpty(held[name])) && !sameValue(shown, held[name]);
    }),
  );
}

async function callCreate(
  { writes }: Stream,
  client: unknown,
  request: Parameters<NonNullable<NonNullable<Stream['writes']>['create']>>[1],
  signal: AbortSignal,
): Promise<Written> {
  if (writes?.create) return writes.create(client, request, signal);
  return entryWritten(await writes?.createMany?.(client, [request], signal))!;
}

function entryWritten(
  answers: Awaited<ReturnType<NonNullable<NonNullable<Stream['writes']>['createMany']>>> | undefined,
): Written | null {
  const [answer] = answers ?? [];
  if (answer?.outcome === 'refused') throw answer.error;
  return answer?.written ?? null;
}

async function showWritten(
  access: CrmAccess,
  stream: Stream,
  written: Written,
  signal: AbortSignal,
): Promise<ReadRecord> {
  const { key, raw } = written;
  const shown = raw === null ? null : recordIn(stream, raw, key.scope);
  const read = shown ?? (await readRecord(access, stream, key, signal));
  if (read) return read;
  throw new SynclineError({
    class: 'partial',
    code: 'written_not_shown',
    message: `It was written, but can't be read back: ${noSuchRecord(stream, key.externalId).message}`,
  });
}
