import { randomBytes } from 'node:crypto';
import { isSetType, type Json, type NormalisedRecord, SynclineError } from '@syncline/core';
import type { NormalizeResult, RecordKey, Stream } from '../connector.ts';
import type { CreateRequest, StreamWrites, UpdateRequest, Written } from '../writing.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { draftedFile } from './draft-file.ts';
import { openSandbox, streamNamed } from './open-sandbox.ts';
import { walkStream } from './walk-stream.ts';
import type { WriteConformance, WriteDraft, WritePlace } from './write-conformance.ts';

/** One stream's writes over a running simulator, with what the tests of them have in common. */
export interface WriteBench extends WritePlace {
  readonly stream: Stream;
  readonly writes: StreamWrites;
  readonly trial: WriteConformance;
  readonly options: ConformanceOptions;
  /** The numbers of drafts and edits. */
  turn(): number;
  draft(): Promise<CreateRequest>;
  edit(key: RecordKey): Promise<UpdateRequest>;
  create(request: CreateRequest): Promise<Written>;
  update(request: UpdateRequest): Promise<Written>;
  /** A record to edit: created, or one that is there. */
  record(): Promise<RecordKey>;
  /** The record as the vendor shows it now; null when it is not there. */
  read(key: RecordKey): Promise<NormalisedRecord | null>;
  /** All records that the request made: by our key, or by the natural key. */
  madeBy(request: CreateRequest): Promise<readonly NormalisedRecord[]>;
  /** Our key as the record must show it. */
  keyShown(request: CreateRequest): string | undefined;
  close(): Promise<void>;
}

export async function openWriteBench(options: ConformanceOptions, trial: WriteConformance): Promise<WriteBench> {
  const { connector } = options;
  const stream = streamNamed(connector, trial.stream);
  const { writes } = stream;
  if (!writes) throw new Error(`${stream.name} declares no writes`);
  const sandbox = await options.startSandbox({ records: 3 });
  const { client } = openSandbox(connector, sandbox);
  const scope = trial.scope ? await trial.scope({ sandbox, client }) : await firstScopeOf(options, stream, client);
  const place = { sandbox, client, scope };
  let turns = 0;
  const bench: WriteBench = {
    ...place,
    stream,
    writes,
    trial,
    options,
    turn: () => ++turns,
    async draft() {
      if (!trial.draft) throw new Error(`${stream.name} creates, and the suite was given no draft`);
      const draft = await trial.draft(place, ++turns);
      return { locators: {}, parents: {}, ...draft, scope, ownKey: newOwnKey() };
    },
    async edit(key) {
      return updateOf(key, await trial.edit(place, ++turns), await bench.read(key));
    },
    create: (request) => createOne(bench, request),
    update: (request) => updateOne(bench, request),
    async record() {
      if (trial.draft) return (await bench.create(await bench.draft())).key;
      if (!trial.seed) throw new Error(`the suite was given neither a draft nor a seed of ${stream.name}`);
      return trial.seed(place, ++turns);
    },
    read: (key) => readRecord(bench, key),
    async madeBy(request) {
      await trial.settle?.(sandbox);
      const walk = await walkStream(stream, client, scope, never());
      const { naturalKey } = trial;
      const sent = expressed(stream, request.fields);
      return walk.results.flatMap((result) => {
        if (result.outcome !== 'record') return [];
        const { ownKey, fields } = result.record;
        const isIt = naturalKey === undefined ? ownKey === request.ownKey : fields[naturalKey] === sent[naturalKey];
        return isIt ? [result.record] : [];
      });
    },
    keyShown: (request) => (trial.naturalKey === undefined ? request.ownKey : undefined),
    close: () => sandbox.close(),
  };
  return bench;
}

/** An update of a record as the engine would ask for it. */
export function updateOf(key: RecordKey, draft: WriteDraft, before: NormalisedRecord | null): UpdateRequest {
  return {
    key,
    fields: draft.fields,
    locators: draft.locators ?? {},
    ownKey: before?.ownKey ?? null,
    expected: before?.fields ?? {},
    expectedVersion: before?.version ?? null,
  };
}

/** What the stream says that the vendor shows of each value. */
export function expressed(stream: Stream, fields: WriteDraft['fields']): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const field = stream.fields?.find((candidate) => candidate.name === name);
      return [name, field?.express?.(value) ?? value];
    }),
  );
}

/** The fields in one form: sets sorted, all that says "nothing" as null. */
export function comparable(stream: Stream, fields: WriteDraft['fields'], names = Object.keys(fields)): object {
  return Object.fromEntries(
    names.map((name) => {
      const value = fields[name] ?? null;
      const type = stream.fields?.find((candidate) => candidate.name === name)?.type;
      if (value === '' || (Array.isArray(value) && value.length === 0)) return [name, null];
      return [name, type && isSetType(type) && Array.isArray(value) ? [...value].map(String).sort() : value];
    }),
  );
}

/** The error that a promise must end with. */
export async function refusalOf(promise: Promise<unknown>): Promise<SynclineError> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof SynclineError) return outcome;
  throw new Error(`not refused with a SynclineError: ${String(outcome)}`);
}

export function newOwnKey(): string {
  return randomBytes(17).toString('base64url').slice(0, 22);
}

function never(): AbortSignal {
  return new AbortController().signal;
}

async function createOne({ writes, client, stream }: WriteBench, request: CreateRequest): Promise<Written> {
  const file = stream.content && { file: draftedFile(request) };
  if (writes.create) return writes.create(client, { ...request, ...file }, never());
  const [answer] = (await writes.createMany?.(client, [request], never())) ?? [];
  if (answer?.outcome === 'written') return answer.written;
  throw answer?.error ?? new Error('the stream declares creates, and has no call for them');
}

async function updateOne({ writes, client }: WriteBench, request: UpdateRequest): Promise<Written> {
  if (writes.update) return writes.update(client, request, never());
  const [answer] = (await writes.updateMany?.(client, [request], never())) ?? [];
  if (answer?.outcome === 'written') return answer.written;
  throw answer?.error ?? new Error('the stream has no call for updates');
}

/** Alone where the vendor can; what an issue's own answer leaves out, the reads that it asks for show. */
async function readRecord(bench: WriteBench, key: RecordKey): Promise<NormalisedRecord | null> {
  const { stream, client, scope, trial, sandbox } = bench;
  if (stream.fetchOne) {
    const fetched = await stream.fetchOne(client, key, never());
    if (fetched.outcome !== 'found') return null;
    const result = stream.normalize(stream.parsePage(fetched.raw)[0], key.scope);
    if (result.outcome !== 'record') throw new Error(`${key.externalId} comes back as ${result.outcome}`);
    return withFollowUps(bench, result, key);
  }
  await trial.settle?.(sandbox);
  const walk = await walkStream(stream, client, scope, never());
  for (const result of walk.results)
    if (result.outcome === 'record' && result.record.externalId === key.externalId) return result.record;
  return null;
}

/** The record with the fields that only another read shows, such as the dependencies of an issue. */
async function withFollowUps(
  { client, options }: WriteBench,
  result: Extract<NormalizeResult, { outcome: 'record' }>,
  key: RecordKey,
): Promise<NormalisedRecord> {
  let { record } = result;
  for (const followUp of result.followUps) {
    const stream = streamNamed(options.connector, followUp.stream);
    const { externalId, locator } = followUp;
    const fetched = await stream.fetchOne?.(client, { externalId, locator, scope: key.scope }, never());
    if (fetched?.outcome !== 'found') continue;
    const more = stream.normalize(stream.parsePage(fetched.raw)[0], key.scope);
    if (more.outcome !== 'record' || more.record.stream !== record.stream) continue;
    if (more.record.externalId === record.externalId)
      record = { ...record, fields: { ...record.fields, ...more.record.fields } };
  }
  return record;
}

async function firstScopeOf({ connector }: ConformanceOptions, stream: Stream, client: unknown): Promise<string> {
  const [scope] = await connector.listScopes(client, stream.scopeKind, never());
  if (!scope) throw new Error(`${connector.id} lists no scope of the kind ${stream.scopeKind}`);
  return scope.key;
}
