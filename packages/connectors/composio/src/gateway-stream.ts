import type { EntryAnswer, NormalizeResult, Stream, StreamField, StreamWrites, Written } from '@syncline/connector-sdk';
import type { NormalisedRecord } from '@syncline/core';
import type { ComposioClient } from './client.ts';
import { SCOPE_KIND } from './list-scopes.ts';
import type { Toolkit } from './toolkits.ts';

/**
 * A stream of the CRM's own connector under our name, read and written through the gateway: paging, windows, values,
 * keys and conditions are that connector's, so that a record comes out the same by either way.
 */
export function gatewayStream(toolkit: Toolkit, name: string): Stream<ComposioClient> {
  const inner = innerStream(toolkit, name);
  const { planWindows, fetchOne, probe, listAhead, writes, fields, ...shown } = inner;
  return {
    ...shown,
    name,
    scopeKind: SCOPE_KIND,
    ...(fields && { fields: fields.map((field) => ourField(toolkit, field)) }),
    ...(planWindows && { planWindows: (client, scope, signal) => planWindows(client.inner, scope, signal) }),
    ...(probe && { probe: (client, scope, signal) => probe(client.inner, scope, signal) }),
    ...(listAhead && {
      listAhead: (client, scope, head, expected, signal) => listAhead(client.inner, scope, head, expected, signal),
    }),
    ...(fetchOne && { fetchOne: (client, key, signal) => fetchOne(client.inner, key, signal) }),
    ...(writes && { writes: gatewayWrites(toolkit, writes) }),
    readPage: (client, request, signal) => inner.readPage(client.inner, request, signal),
    normalize: (item, scope) => renamed(toolkit, inner.normalize(item, scope)),
  };
}

/** What a field refers to is a stream under our name; one that is not carried is referred to by nothing. */
function ourField(toolkit: Toolkit, { references, ...field }: StreamField): StreamField {
  const stream = references === undefined ? null : ourName(toolkit, references);
  return { ...field, ...(stream !== null && { references: stream }) };
}

function gatewayWrites(toolkit: Toolkit, writes: StreamWrites): StreamWrites<ComposioClient> {
  const { create, createMany, findCreated, update, updateMany, remove, parents, announce: _, ...declared } = writes;
  return {
    ...declared,
    ...(parents && {
      parents: parents.map((rule) => ({ ...rule, stream: ourName(toolkit, rule.stream) ?? rule.stream })),
    }),
    ...(create && {
      create: async (client, request, signal) => at(await create(client.inner, request, signal), request.scope),
    }),
    ...(createMany && {
      createMany: async (client, requests, signal) =>
        (await createMany(client.inner, requests, signal)).map((answer, index) =>
          entryAt(answer, requests[index]!.scope),
        ),
    }),
    ...(findCreated && {
      findCreated: async (client, search, signal) => {
        const found = await findCreated(client.inner, search, signal);
        return found && at(found, search.scope);
      },
    }),
    ...(update && {
      update: async (client, request, signal) => at(await update(client.inner, request, signal), request.key.scope),
    }),
    ...(updateMany && {
      updateMany: async (client, requests, signal) =>
        (await updateMany(client.inner, requests, signal)).map((answer, index) =>
          entryAt(answer, requests[index]!.key.scope),
        ),
    }),
    ...(remove && { remove: (client, key, signal) => remove(client.inner, key, signal) }),
  };
}

/** The scope is the connected account, whatever the CRM's connector calls its own. */
function at(written: Written, scope: string): Written {
  return { ...written, key: { ...written.key, scope } };
}

function entryAt(answer: EntryAnswer, scope: string): EntryAnswer {
  return answer.outcome === 'written' ? { ...answer, written: at(answer.written, scope) } : answer;
}

function renamed(toolkit: Toolkit, result: NormalizeResult): NormalizeResult {
  if (result.outcome !== 'record') return result;
  return {
    ...result,
    record: ourRecord(toolkit, result.record),
    embedded: result.embedded.map((record) => ourRecord(toolkit, record)),
    followUps: result.followUps.flatMap((followUp) => {
      const stream = ourName(toolkit, followUp.stream);
      return stream === null ? [] : [{ ...followUp, stream }];
    }),
  };
}

/** Edges to what is not carried here lead nowhere, and are left out. */
function ourRecord(toolkit: Toolkit, record: NormalisedRecord): NormalisedRecord {
  return {
    ...record,
    stream: ourName(toolkit, record.stream) ?? record.stream,
    references: record.references.flatMap((reference) => {
      const stream = ourName(toolkit, reference.stream);
      return stream === null ? [] : [{ ...reference, stream }];
    }),
  };
}

function ourName({ streams }: Toolkit, name: string): string | null {
  return Object.entries(streams).find(([, inner]) => inner === name)?.[0] ?? null;
}

function innerStream({ connector, streams }: Toolkit, name: string): Stream {
  const stream = connector.streams.find((candidate) => candidate.name === streams[name]);
  if (!stream) throw new Error(`${connector.title} has no stream for ${name}`);
  return stream;
}
