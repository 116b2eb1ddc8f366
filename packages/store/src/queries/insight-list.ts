import type { Json } from '@syncline/core';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { InsightState, ProposalState } from '../schema/index.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { titleOf } from './entity-words.ts';

export interface InsightFilter {
  readonly state?: InsightState | undefined;
  readonly rule?: string | undefined;
  readonly severity?: 'info' | 'warning' | 'critical' | undefined;
  readonly entityId?: string | undefined;
}

/** What a rule has found about an entity, with what it says so by. */
export interface InsightView {
  readonly id: number;
  readonly rule: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly state: InsightState;
  readonly summary: string;
  readonly entityId: string;
  readonly entityKind: string | null;
  readonly entityTitle: string | null;
  readonly evidence: Readonly<Record<string, Json>>;
  readonly openedAt: Date;
  readonly seenAt: Date;
  readonly closedAt: Date | null;
  readonly timesOpened: number;
  readonly dismissedBy: string | null;
  readonly dismissedAt: Date | null;
  readonly why: string | null;
  readonly proposalId: number | null;
  readonly proposalState: ProposalState | null;
}

const columns = `f.id, f.rule, f.severity, f.state, f.summary, f.entity_id, e.kind as entity_kind, ${titleOf('e')} as entity_title, f.evidence,
  f.opened_at, f.seen_at, f.closed_at, f.times_opened, f.dismissed_by, f.dismissed_at, f.why, f.proposal_id, p.state as proposal_state`;
const from = `insight_findings f left join entities e on e.workspace_id = f.workspace_id and e.id = f.entity_id
  left join proposals p on p.id = f.proposal_id`;

/** Findings, the newest first. */
export async function listInsights(
  sql: Sql,
  workspaceId: number,
  filter: InsightFilter,
  page: PageRequest,
): Promise<Paged<InsightView>> {
  const [before] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const { rows } = await sql.query(
    `select ${columns} from ${from}
     where f.workspace_id = $1 and ($2::text is null or f.state = $2) and ($3::text is null or f.rule = $3)
       and ($4::text is null or f.severity = $4) and ($5::uuid is null or f.entity_id = $5) and ($6::bigint is null or f.id < $6)
     order by f.id desc limit $7`,
    [
      workspaceId,
      filter.state ?? null,
      filter.rule ?? null,
      filter.severity ?? null,
      filter.entityId ?? null,
      before,
      page.limit + 1,
    ],
  );
  return toPage(
    rows.map((row) => camelCased<InsightView>(row)),
    page.limit,
    ({ id }) => [String(id)],
  );
}

export async function showInsight(sql: Sql, workspaceId: number, id: number): Promise<InsightView | null> {
  const { rows } = await sql.query(`select ${columns} from ${from} where f.workspace_id = $1 and f.id = $2`, [
    workspaceId,
    id,
  ]);
  return rows[0] ? camelCased<InsightView>(rows[0]) : null;
}

/** How many findings of each rule are open. */
export async function countOpenInsights(sql: Sql, workspaceId: number): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ rule: string; open: number }>(
    `select rule, count(*)::int as open from insight_findings where workspace_id = $1 and state = 'open' group by rule`,
    [workspaceId],
  );
  return new Map(rows.map(({ rule, open }) => [rule, open]));
}
