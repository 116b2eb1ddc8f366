import { hash } from 'node:crypto';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from '../queries/cursor.ts';
import type { ProposalKind, ProposalState } from '../schema/index.ts';
import type { ProposalRow } from './proposals.ts';

export interface ProposalFilter {
  readonly state?: ProposalState | undefined;
  readonly kind?: ProposalKind | undefined;
  readonly policy?: string | undefined;
  readonly connectionId?: number | undefined;
  readonly stream?: string | undefined;
  readonly entityId?: string | undefined;
}

export type ProposalView = ProposalRow & {
  /** Of the version as it stands. */
  readonly approvals: number;
  readonly connectionName: string | null;
};

export interface DecisionView {
  readonly version: number;
  readonly verdict: 'approve' | 'reject';
  readonly actor: string;
  readonly words: string | null;
  readonly at: Date;
}

/** How many one batch decides about, at the most. */
export const MAX_BATCH = 1_000;

const view = `p.*, c.name as connection_name, (select count(*)::int from proposal_decisions d
  where d.proposal_id = p.id and d.version = p.version and d.verdict = 'approve') as approvals`;
const filtered = `p.workspace_id = $1 and ($2::text is null or p.state = $2) and ($3::text is null or p.kind = $3)
  and ($4::text is null or p.policy = $4) and ($5::int is null or p.connection_id = $5) and ($6::text is null or p.stream = $6)
  and ($7::uuid is null or p.entity_id = $7)`;

function valuesOf(workspaceId: number, filter: ProposalFilter): unknown[] {
  const { state, kind, policy, connectionId, stream, entityId } = filter;
  return [workspaceId, ...[state, kind, policy, connectionId, stream, entityId].map((each) => each ?? null)];
}

/** Proposals, newest first. */
export async function listProposals(
  sql: Sql,
  workspaceId: number,
  filter: ProposalFilter,
  page: PageRequest,
): Promise<Paged<ProposalView>> {
  const [before] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const { rows } = await sql.query(
    `select ${view} from proposals p left join connections c on c.id = p.connection_id
     where ${filtered} and p.id < coalesce($8::bigint, 9223372036854775807) order by p.id desc limit $9`,
    [...valuesOf(workspaceId, filter), before, page.limit + 1],
  );
  return toPage(
    rows.map((row) => camelCased<ProposalView>(row)),
    page.limit,
    (row) => [String(row.id)],
  );
}

export async function showProposal(
  sql: Sql,
  workspaceId: number,
  id: number,
): Promise<(ProposalView & { readonly decisions: readonly DecisionView[] }) | null> {
  const { rows } = await sql.query(
    `select ${view} from proposals p left join connections c on c.id = p.connection_id where p.workspace_id = $1 and p.id = $2`,
    [workspaceId, id],
  );
  if (!rows[0]) return null;
  const decisions = await sql.query<DecisionView>(
    'select version, verdict, actor, words, at from proposal_decisions where proposal_id = $1 order by id',
    [id],
  );
  return { ...camelCased<ProposalView>(rows[0]), decisions: decisions.rows };
}

/** What a batch would decide about: its size, a digest of all of it, and the digest of each. */
export async function readBatch(
  sql: Sql,
  workspaceId: number,
  filter: ProposalFilter,
): Promise<{ readonly digest: string; readonly items: readonly { readonly id: number; readonly digest: string }[] }> {
  const { rows } = await sql.query<{ id: number; digest: string }>(
    `select p.id, p.digest from proposals p where ${filtered} order by p.id limit ${MAX_BATCH}`,
    valuesOf(workspaceId, { ...filter, state: 'waiting' }),
  );
  return { digest: hash('sha256', rows.map(({ id, digest }) => `${id}:${digest}`).join('\n'), 'hex'), items: rows };
}

/** Waiting proposals whose time is over. */
export async function expiredProposals(sql: Sql, limit: number): Promise<{ id: number; workspaceId: number }[]> {
  const { rows } = await sql.query<{ id: number; workspaceId: number }>(
    `select id, workspace_id as "workspaceId" from proposals where state = 'waiting' and expires_at < now() order by expires_at limit $1`,
    [limit],
  );
  return rows;
}

/** The policies that writes wait for, and an example of each: for those that are no more. */
export async function policiesWaitedFor(sql: Sql): Promise<{ workspaceId: number; policy: string; ids: number[] }[]> {
  const { rows } = await sql.query<{ workspaceId: number; policy: string; ids: number[] }>(
    `select workspace_id as "workspaceId", policy, array_agg(writeback_id) as ids from proposals
     where state = 'waiting' and writeback_id is not null group by 1, 2`,
  );
  return rows;
}

/** What was approved and is to be done by somebody else than the writer, and was not for a while. */
export async function approvedProposals(sql: Sql, olderThanMs: number, limit: number): Promise<ProposalRow[]> {
  const { rows } = await sql.query(
    `select * from proposals where state = 'approved' and writeback_id is null and updated_at < now() - make_interval(secs => $1 / 1000.0)
     order by id limit $2`,
    [olderThanMs, limit],
  );
  return rows.map((row) => camelCased<ProposalRow>(row));
}
