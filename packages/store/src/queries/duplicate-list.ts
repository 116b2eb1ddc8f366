import type { FieldOrigin, Json } from '@syncline/core';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { DuplicateState } from '../schema/index.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { titleOf } from './entity-words.ts';

export interface DuplicateFilter {
  readonly state?: DuplicateState | undefined;
  readonly kind?: string | undefined;
  readonly verdict?: 'link' | 'propose' | undefined;
  readonly entityId?: string | undefined;
  /** At least so likely. */
  readonly probabilityFrom?: number | undefined;
  /** Less likely than this. */
  readonly probabilityBelow?: number | undefined;
}

/** One thing that speaks for or against two being one. */
export interface DuplicateEvidence {
  readonly feature: string;
  readonly verdict: 'same' | 'alike' | 'different';
  readonly bits: number;
  readonly because: string;
}

export interface DuplicateView {
  readonly id: number;
  readonly kind: string;
  readonly aId: string;
  readonly aTitle: string | null;
  readonly bId: string;
  readonly bTitle: string | null;
  readonly probability: number;
  readonly verdict: 'link' | 'propose';
  readonly evidence: readonly DuplicateEvidence[];
  readonly heldBack: readonly string[];
  readonly state: DuplicateState;
  readonly refused: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly why: string | null;
  readonly mergeId: number | null;
  /** The proposal by which its merge waits for an approval. */
  readonly proposalId: number | null;
  readonly foundAt: Date;
  readonly updatedAt: Date;
}

const columns = `d.id, d.kind, d.a_id, ${titleOf('a')} as a_title, d.b_id, ${titleOf('b')} as b_title, d.probability::float8 as probability, d.verdict,
  d.evidence, d.held_back, d.state, d.refused, d.decided_by, d.decided_at, d.why, d.merge_id, d.found_at, d.updated_at,
  (select p.id from proposals p where p.workspace_id = d.workspace_id and p.key = 'duplicate ' || d.id and p.state in ('waiting', 'approved')) as proposal_id`;
const from = `duplicates d left join entities a on a.workspace_id = d.workspace_id and a.id = d.a_id
  left join entities b on b.workspace_id = d.workspace_id and b.id = d.b_id`;

/** Pairs that may be one, the likeliest first. */
export async function listDuplicates(
  sql: Sql,
  workspaceId: number,
  filter: DuplicateFilter,
  page: PageRequest,
): Promise<Paged<DuplicateView>> {
  const [probability, after] = decodeCursor(page.cursor, [/^[01](\.\d{1,20})?(e-\d{1,3})?$/, cursorPattern.serial]);
  const { rows } = await sql.query(
    `select ${columns} from ${from}
     where d.workspace_id = $1 and ($2::text is null or d.state = $2) and ($3::text is null or d.kind = $3)
       and ($4::text is null or d.verdict = $4) and ($5::uuid is null or d.a_id = $5 or d.b_id = $5)
       and ($6::real is null or d.probability < $6 or (d.probability = $6 and d.id > $7::bigint))
       and ($8::real is null or d.probability >= $8) and ($9::real is null or d.probability < $9)
     order by d.probability desc, d.id limit $10`,
    [
      workspaceId,
      filter.state ?? null,
      filter.kind ?? null,
      filter.verdict ?? null,
      filter.entityId ?? null,
      probability,
      after,
      filter.probabilityFrom ?? null,
      filter.probabilityBelow ?? null,
      page.limit + 1,
    ],
  );
  return toPage(
    rows.map((row) => camelCased<DuplicateView>(row)),
    page.limit,
    (row) => [String(row.probability), String(row.id)],
  );
}

/** One side of a pair, with whose records it is made of. */
export interface DuplicateSide {
  readonly id: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, Json>>;
  readonly origins: Readonly<Record<string, FieldOrigin>>;
  readonly deletedAt: Date | null;
  readonly mergedInto: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly records: readonly {
    readonly connectionId: number;
    readonly connectionName: string;
    readonly stream: string;
    readonly externalId: string;
    readonly url: string | null;
    readonly state: 'linked' | 'gone' | 'duplicate';
    readonly remoteUpdatedAt: string | null;
  }[];
}

export interface DuplicateDetail extends DuplicateView {
  readonly a: DuplicateSide | null;
  readonly b: DuplicateSide | null;
}

export async function showDuplicate(sql: Sql, workspaceId: number, id: number): Promise<DuplicateDetail | null> {
  const { rows } = await sql.query(`select ${columns} from ${from} where d.workspace_id = $1 and d.id = $2`, [
    workspaceId,
    id,
  ]);
  if (!rows[0]) return null;
  const view = camelCased<DuplicateView>(rows[0]);
  const sides = await readSides(sql, workspaceId, [view.aId, view.bId]);
  return { ...view, a: sides.get(view.aId) ?? null, b: sides.get(view.bId) ?? null };
}

async function readSides(sql: Sql, workspaceId: number, ids: readonly string[]): Promise<Map<string, DuplicateSide>> {
  const { rows } = await sql.query<DuplicateSide>(
    `select e.id, e.version, e.fields, coalesce(e.origins, '{}') as origins, e.deleted_at as "deletedAt", e.merged_into as "mergedInto",
       e.created_at as "createdAt", e.updated_at as "updatedAt",
       coalesce((select jsonb_agg(jsonb_build_object('connectionId', m.connection_id, 'connectionName', c.name, 'stream', m.stream,
           'externalId', m.external_id, 'url', m.url, 'state', m.state, 'remoteUpdatedAt', m.remote_updated_at) order by m.created_at)
         from mappings m join connections c on c.id = m.connection_id where m.workspace_id = e.workspace_id and m.entity_id = e.id), '[]') as records
     from entities e where e.workspace_id = $1 and e.id = any($2::uuid[])`,
    [workspaceId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
