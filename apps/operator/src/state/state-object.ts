import { createHash } from 'node:crypto';
import type { Json } from '@syncline/core';
import type { EntityView, MappingView } from '@syncline/store';
import canonicalize from 'canonicalize';
import type { z } from 'zod';
import type { stateObjectSchema } from '../schemas/state.ts';

export type StateObject = z.input<typeof stateObjectSchema>;

/** What a connector is to the state: `github` and `crm` have places of their own. */
export type PlaceOf = (connector: string) => 'github' | 'crm' | 'other';

/** An entity with its records and relations, as one document whose sum anybody can check. */
export function stateObjectOf(entity: EntityView, placeOf: PlaceOf): StateObject {
  // The record that the entity was made from first, then those that still stand.
  const records = [...entity.mappings].sort((a, b) => rankOf(a) - rankOf(b));
  const [github = null] = records.filter((each) => placeOf(each.connector) === 'github');
  const [crm = null] = records.filter((each) => placeOf(each.connector) === 'crm');
  const content = {
    id: entity.id,
    kind: entity.kind,
    fields: entity.fields as Record<string, Json>,
    github: github && recordOf(github),
    crm: crm && recordOf(crm),
    others: records.filter((each) => each !== github && each !== crm).map(recordOf),
    relationships: entity.relations.map((relation) => ({
      connection_id: relation.connectionId,
      direction: relation.direction,
      type: relation.type,
      entity_id: relation.entityId,
      kind: relation.kind,
      title: relation.title,
      target: relation.target,
    })),
  };
  return {
    ...content,
    metadata: {
      version: entity.version,
      sha256: sumOf(content),
      more_relationships: entity.moreRelations,
      created_at: entity.createdAt,
      updated_at: entity.updatedAt,
      deleted_at: entity.deletedAt,
    },
  };
}

/** SHA-256, in hex, of the canonical text (RFC 8785) of what `value` is as JSON. */
export function sumOf(value: unknown): string {
  const text = canonicalize(JSON.parse(JSON.stringify(value))) ?? '';
  return createHash('sha256').update(text).digest('hex');
}

function rankOf({ state, home }: MappingView): number {
  return (state === 'linked' ? 0 : 2) + (home ? 0 : 1);
}

function recordOf(mapping: MappingView): NonNullable<StateObject['github']> {
  return {
    connection_id: mapping.connectionId,
    connection_name: mapping.connectionName,
    connector: mapping.connector,
    stream: mapping.stream,
    external_id: mapping.externalId,
    locator: mapping.locator,
    url: mapping.url,
    state: mapping.state,
    remote_version: mapping.remoteVersion,
    remote_updated_at: mapping.remoteUpdatedAt?.toISOString() ?? null,
    fields: mapping.seen as Record<string, Json>,
  };
}
