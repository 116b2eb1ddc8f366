import { canonicalJson, type Json } from '@syncline/core';
import type { Sql } from '@syncline/store';
import type { FilledVendor, VendorRecord } from './filled-vendor.ts';

interface GraphRecord {
  readonly id: string;
  readonly entityId: string;
  readonly isDeleted: boolean;
  readonly fields: Readonly<Record<string, Json>>;
  /** The other ends of its edges, with whatever of these they have. */
  readonly edges: readonly {
    readonly type: string;
    readonly id: string | null;
    readonly [told: string]: string | null;
  }[];
}

export interface Differences {
  /** Ids of records that are not in the graph, are dead there, or live in the graph alone. */
  readonly missing: readonly string[];
  readonly dead: readonly string[];
  readonly extra: readonly string[];
  /** A sentence each: what is doubled, and where a field or an edge differs. */
  readonly doubled: readonly string[];
  readonly different: readonly string[];
  readonly compared: number;
}

/**
 * Compares every record that the vendor holds with the graph: fields, and what its edges lead to. `unsaid` are ids of
 * records whose end the vendor told nobody, not even those that name them: what names them still is no difference.
 */
export async function compareRecords(
  sql: Sql,
  connectionId: number,
  vendor: FilledVendor,
  unsaid: ReadonlySet<string> = new Set(),
): Promise<Differences> {
  const graph = await loadGraph(sql, connectionId, vendor.stream);
  const found = { missing: [] as string[], dead: [] as string[], doubled: doubledIn(graph), different: [] as string[] };
  const left = new Map(graph.map((record) => [record.id, record]));
  let compared = 0;
  for (const record of vendor.records()) {
    compared++;
    const ours = left.get(record.id);
    left.delete(record.id);
    if (!ours) found.missing.push(record.id);
    else if (ours.isDeleted) found.dead.push(record.id);
    else found.different.push(...differencesOf(record, ours, vendor.textField, unsaid));
  }
  const extra = [...left.values()].filter(({ isDeleted }) => !isDeleted).map(({ id }) => id);
  return { ...found, extra, compared };
}

export function sentencesOf({ missing, dead, extra, doubled, different }: Differences): string[] {
  return [
    ...missing.map((id) => `${id} is missing`),
    ...dead.map((id) => `${id} is a tombstone and should live`),
    ...extra.map((id) => `${id} lives in the graph and not at the vendor`),
    ...doubled,
    ...different,
  ];
}

function doubledIn(graph: readonly GraphRecord[]): string[] {
  const byEntity = Map.groupBy(graph, ({ entityId }) => entityId);
  return [...byEntity]
    .filter(([, records]) => records.length > 1)
    .map(([entityId, records]) => `${records.map(({ id }) => id).join(' and ')} are one entity, ${entityId}`);
}

function differencesOf(
  { id, shown }: VendorRecord,
  ours: GraphRecord,
  textField: string,
  unsaid: ReadonlySet<string>,
): string[] {
  return Object.entries(shown).flatMap(([name, value]) => {
    const held = name.includes('.') ? edgesOf(ours, name) : ours.fields[name];
    const inWords = name === textField ? lettersOf : plain;
    return inWords(without(unsaid, held)) === inWords(without(unsaid, value))
      ? []
      : [`${id} ${name}: ${JSON.stringify(held ?? null)} should be ${JSON.stringify(value ?? null)}`];
  });
}

function without(unsaid: ReadonlySet<string>, value: unknown): unknown {
  if (unsaid.size === 0) return value;
  if (Array.isArray(value)) return value.filter((item) => !unsaid.has(plain(item)));
  return unsaid.has(plain(value)) ? null : value;
}

/** `assigned_to.login`: the logins at the far ends of those edges. An edge that leads nowhere is a null. */
function edgesOf({ edges }: GraphRecord, name: string): (string | null)[] {
  const [type, told = ''] = name.split('.');
  return edges.filter((edge) => edge.type === type).map((edge) => edge[told] ?? null);
}

/** Sets have no order, and what is empty is nothing. */
function plain(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : canonicalJson(value.map(plain).sort());
  return typeof value === 'string' ? value : canonicalJson(value as Json);
}

/** Each side writes marks of its own around the same text. */
export function lettersOf(value: unknown): string {
  return plain(value)
    .replaceAll(/^ *(`{3,}|~{3,})\S*$/gm, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

async function loadGraph(sql: Sql, connectionId: number, stream: string): Promise<GraphRecord[]> {
  const { rows } = await sql.query<GraphRecord>(
    `select m.external_id as id, m.entity_id as "entityId", m.state <> 'linked' or e.deleted_at is not null as "isDeleted",
       e.fields, coalesce(r.edges, '[]') as edges
     from mappings m join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id
     left join lateral (
       select jsonb_agg(jsonb_build_object('type', r.type, 'id', t.external_id, 'name', te.fields->>'name',
         'title', te.fields->>'title', 'login', te.fields->>'login')) as edges
       from relations r
       left join mappings t on t.workspace_id = r.workspace_id and t.connection_id = r.connection_id
         and t.stream = r.to_stream and t.entity_id = r.to_entity_id
       left join entities te on te.workspace_id = r.workspace_id and te.id = r.to_entity_id
       where r.workspace_id = m.workspace_id and r.from_entity_id = m.entity_id) r on true
     where m.connection_id = $1 and m.stream = $2`,
    [connectionId, stream],
  );
  return rows;
}
