import type { DescribedField, DescribedFieldType } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { OpenProjectClient } from './client.ts';
import { elementsOf, unpagedElements } from './collection.ts';
import { isCustomField } from './custom-fields.ts';
import { asItem, type Item, idOf, textOf } from './item.ts';
import { linkOf } from './links.ts';
import { listProjects } from './project-list.ts';
import { customOptions, workPackageSchema } from './writes/custom-payload.ts';

const TYPES: Readonly<Record<string, DescribedFieldType>> = {
  String: 'text',
  Link: 'text',
  Formattable: 'text',
  Version: 'text',
  Integer: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Date: 'date',
  CustomOption: 'select',
  '[]CustomOption': 'multi_select',
  '[]Version': 'multi_select',
  User: 'user',
};

/** Schemas a call: their ids go in the address. */
const A_CALL = 50;

/**
 * The instance's custom fields that work packages of the projects have, by their API names. OpenProject has no list of
 * them for others than administrators: they are those of the schemas of all types in all projects that take part.
 */
export async function describeFields(
  client: OpenProjectClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly DescribedField[]> {
  if (stream !== 'work_packages') return [];
  const described = new Map<string, DescribedField>();
  for (const schema of await readSchemas(client, signal))
    for (const [key, value] of Object.entries(schema)) {
      const field = isCustomField(key) ? describedField(key, asItem(value)) : null;
      if (field !== null) described.set(key, joined(described.get(key), field));
    }
  return [...described.values()].sort((a, b) => numberOf(a) - numberOf(b));
}

async function readSchemas(client: OpenProjectClient, signal: AbortSignal): Promise<readonly Item[]> {
  const ids: string[] = [];
  for (const { id: projectId } of await listProjects(client, signal)) {
    const types = await unlessHidden(() => unpagedElements(client, `/projects/${projectId}/types`, signal));
    ids.push(...(types ?? []).flatMap((type) => (idOf(type) === null ? [] : `${projectId}-${idOf(type)}`)));
  }
  const schemas: Item[] = [];
  for (let at = 0; at < ids.length; at += A_CALL) {
    const wanted = ids.slice(at, at + A_CALL);
    const query = { filters: [{ id: { operator: '=', values: wanted } }] };
    const { data } = await client.send({ path: '/work_packages/schemas', query }, signal);
    const found = new Map(elementsOf(data).map((value) => [schemaId(value), asItem(value) ?? {}]));
    // What is left out of the list may still be there: to lack a field is to say that it is gone.
    for (const id of wanted) {
      const [projectId = '', typeId = ''] = id.split('-');
      const schema = found.get(id) ?? (await unlessHidden(() => workPackageSchema(client, projectId, typeId, signal)));
      if (schema !== null) schemas.push(schema);
    }
  }
  if (schemas.length > 0) return schemas;
  throw new SynclineError({
    class: 'permission',
    code: 'openproject_no_schema',
    message: 'OpenProject shows the account no schema of work packages: it has to be able to view them in a project.',
  });
}

/** Null for what the account may not see: an archived project, one without work packages. */
async function unlessHidden<Result>(read: () => Promise<Result>): Promise<Result | null> {
  try {
    return await read();
  } catch (thrown) {
    const error = toSynclineError(thrown);
    if (error.class === 'not_found' || error.class === 'permission') return null;
    throw error;
  }
}

function schemaId(value: unknown): string {
  const href = textOf(asItem(linkOf(asItem(value), 'self'))?.['href']) ?? '';
  return /\/schemas\/(\d+-\d+)$/.exec(href)?.[1] ?? '';
}

function describedField(key: string, described: Item | null): DescribedField | null {
  const shown = textOf(described?.['type']);
  if (described === null || shown === null) return null;
  const type = TYPES[shown] ?? 'other';
  return {
    key,
    name: textOf(described['name']) ?? key,
    type,
    ...(shown.endsWith('CustomOption') && { options: customOptions(described) }),
    writable: described['writable'] !== false && (type !== 'other' || shown === '[]User'),
  };
}

/** A project may offer what another does not. */
function joined(before: DescribedField | undefined, field: DescribedField): DescribedField {
  if (before === undefined) return field;
  const options = before.options?.concat(
    (field.options ?? []).filter(({ id }) => !before.options?.some((option) => option.id === id)),
  );
  return { ...before, ...(options && { options }), writable: before.writable || field.writable };
}

function numberOf({ key }: DescribedField): number {
  return Number(key.replace(/\D+/, ''));
}
