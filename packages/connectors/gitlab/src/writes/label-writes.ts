import type { StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import type { GitLabClient, Parameters } from '../client.ts';
import { expressColor, expressLabelName, expressOptionalLine } from '../express.ts';
import { asItem, textOf } from '../item.ts';
import { readWholeList } from '../paging.ts';
import { type Place, parsePlace } from '../place.ts';
import { removeAt } from './remove-at.ts';
import { writtenAs } from './written.ts';

/** GitLab asks for a colour; this is what its own form offers. */
const DEFAULT_COLOR = '6699cc';

/** Labels have no room for our key: GitLab keeps their names unique in a place. */
export const labelWrites: StreamWrites<GitLabClient> = {
  concurrency: 'compare',
  creates: 'scan',
  async create(client, request, signal) {
    const place = parsePlace(request.scope);
    const sent = { color: `#${DEFAULT_COLOR}`, ...parametersOf(request.fields, 'name') };
    const { data, raw } = await client.json(`POST /${place.kind}/{id}/labels`, { id: place.id, ...sent }, signal);
    return writtenLabel(data, raw, request.scope);
  },
  async findCreated(client, search, signal) {
    const place = parsePlace(search.scope);
    const name = expressLabelName(search.fields['name'] ?? null);
    const all = await readWholeList(client, `GET /${place.kind}/{id}/labels`, ownLabels(place), signal);
    const found = all.find((label) => asItem(label)?.['name'] === name);
    return found === undefined ? null : writtenLabel(found, Buffer.from(JSON.stringify(found)), search.scope);
  },
  async update(client, request, signal) {
    const { kind, id } = parsePlace(request.key.scope);
    const sent = { id, label: request.key.externalId, ...parametersOf(request.fields, 'new_name') };
    const { data, raw } = await client.json(`PUT /${kind}/{id}/labels/{label}`, sent, signal);
    return writtenLabel(data, raw, request.key.scope);
  },
  remove(client, key, signal) {
    const { kind, id } = parsePlace(key.scope);
    return removeAt(client, `DELETE /${kind}/{id}/labels/{label}`, { id, label: key.externalId }, signal);
  },
};

/** The labels that were made in this place, without those that it has from the groups above it. */
export function ownLabels({ kind, id }: Place): Parameters {
  const own = { id, include_ancestor_groups: false };
  return kind === 'groups' ? { ...own, only_group_labels: true, include_descendant_groups: false } : own;
}

function parametersOf(fields: UpdateRequest['fields'], nameAs: 'name' | 'new_name'): Record<string, Json> {
  const { name, color, description } = fields;
  return {
    ...(name !== undefined && { [nameAs]: expressLabelName(name) }),
    ...(typeof color === 'string' && { color: `#${textOf(expressColor(color)) ?? ''}` }),
    ...(description !== undefined && { description: expressOptionalLine(description) ?? '' }),
  };
}

function writtenLabel(item: unknown, raw: Uint8Array, scope: string): Written {
  const { path } = parsePlace(scope);
  return writtenAs('a label', item, () => `${path}~${String(asItem(item)?.['name'])}`, scope, raw);
}
