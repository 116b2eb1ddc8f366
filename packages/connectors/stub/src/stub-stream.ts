import type { Stream, StreamField, StreamWrites, Written } from '@syncline/connector-sdk';
import type { StubClient } from './client.ts';
import type { StubDefinition, StubField } from './definitions.ts';
import { expressValue } from './express-value.ts';
import { normalizeItem } from './normalize.ts';
import { fetchRecord, PAGE_SIZE, parsePage, planWindows, rawOf, readPage } from './reading.ts';
import { rowByKey, type StubRow } from './world/rows.ts';
import { createRow, removeRow, updateRow } from './world/write-record.ts';

export const SCOPE_KIND = 'world';

export function stubStream(definition: StubDefinition): Stream<StubClient> {
  return {
    name: definition.stream,
    title: definition.title,
    kind: definition.kind,
    scopeKind: SCOPE_KIND,
    backfill: 'windows',
    incremental: 'since',
    pageSize: PAGE_SIZE,
    idsNeverReused: true,
    locatorsAreStable: true,
    fields: definition.fields.map(streamField),
    ...(!definition.isReadOnly && { writes: stubWrites(definition) }),
    planWindows: async (client, _, signal) => planWindows(client, definition, signal),
    readPage: async (client, request, signal) => readPage(client, definition, request, signal),
    fetchOne: async (client, key, signal) => fetchRecord(client, definition, key, signal),
    parsePage,
    normalize: (item) => normalizeItem(definition, item),
  };
}

function stubWrites(definition: StubDefinition): StreamWrites<StubClient> {
  const written = (row: StubRow, scope: string): Written => ({
    key: { externalId: row.id, locator: null, scope },
    raw: rawOf(definition, [row]),
  });
  return {
    concurrency: 'conditional',
    creates: 'upsert',
    ...(definition.parents && { parents: definition.parents }),
    create: async (client, { fields, parents, ownKey, scope }, signal) => {
      const all = { ...parentFields(definition, parents), ...fields };
      return written(
        client.write(signal, (world) => createRow(world, definition, ownKey, all)),
        scope,
      );
    },
    findCreated: async (client, { ownKey, scope }, signal) => {
      const row = client.read(signal, (world) => rowByKey(world, definition.stream, ownKey));
      return row && written(row, scope);
    },
    update: async (client, { key, fields, expected, expectedVersion, ownKey }, signal) => {
      // A patch of a quote carries the version that it belongs to.
      const { versionField } = definition;
      const version = versionField === undefined ? undefined : expected[versionField];
      const sent =
        versionField === undefined || version === undefined ? fields : { [versionField]: version, ...fields };
      const update = { id: key.externalId, fields: sent, expectedVersion, ownKey };
      return written(
        client.write(signal, (world) => updateRow(world, definition, update)),
        key.scope,
      );
    },
    remove: async (client, { externalId }, signal) =>
      client.write(signal, (world) => removeRow(world, definition, externalId)),
  };
}

/** The references that a create's parents fill, where its fields do not already. */
function parentFields(
  { fields, parents = [] }: StubDefinition,
  given: Readonly<Record<string, { readonly externalId: string }>>,
): Record<string, string> {
  return Object.fromEntries(
    parents.flatMap(({ relation, stream }) => {
      const field = fields.find((each) => each.relation === relation && each.references === stream);
      const parent = given[relation];
      return field && parent ? [[field.name, parent.externalId]] : [];
    }),
  );
}

function streamField(field: StubField): StreamField {
  const { name, type, writable, required, references } = field;
  return {
    name,
    type,
    writable,
    ...(required !== undefined && { required }),
    ...(references !== undefined && { references }),
    ...(writable !== 'no' && { express: (value) => expressValue(field, value) }),
  };
}
