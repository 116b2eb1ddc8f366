import type { Json } from '@syncline/core';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import { insertEvent } from '../events.ts';
import type { insightFindings } from '../schema/index.ts';

export type InsightFindingRow = typeof insightFindings.$inferSelect;

export interface SeenFinding {
  readonly key: string;
  readonly entityId: string;
  readonly summary: string;
  readonly evidence: Readonly<Record<string, Json>>;
  readonly fingerprint: string;
}

export interface RuleRun {
  readonly workspaceId: number;
  readonly rule: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly pass: number;
}

/**
 * Keeps what a run has seen: what is new opens, what was closed opens again, and what somebody dismissed does when the
 * evidence that is watched says something else. Returns all of it that is open.
 */
export async function keepFindings(
  tx: Sql,
  { workspaceId, rule, severity, pass }: RuleRun,
  seen: readonly SeenFinding[],
): Promise<InsightFindingRow[]> {
  if (seen.length === 0) return [];
  const { rows } = await tx.query({
    name: 'insight-findings-keep',
    text: `with seen as (
             select * from unnest($5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[]) as s (key, entity_id, summary, evidence, fingerprint)
           ), standing as (
             select f.key, f.state, f.fingerprint from seen s join insight_findings f on f.workspace_id = $1 and f.rule = $2 and f.key = s.key
           )
           insert into insight_findings as f (workspace_id, rule, severity, pass, key, entity_id, summary, evidence, fingerprint)
           select $1, $2, $3, $4, key, entity_id, summary, evidence::jsonb, fingerprint from seen order by key
           on conflict (workspace_id, rule, key) do update set severity = excluded.severity, summary = excluded.summary,
             evidence = excluded.evidence, fingerprint = excluded.fingerprint, seen_at = now(), pass = excluded.pass,
             state = case when f.state = 'dismissed' and f.fingerprint = excluded.fingerprint then 'dismissed' else 'open' end,
             opened_at = case when f.state = 'open' or f.state = 'dismissed' and f.fingerprint = excluded.fingerprint then f.opened_at else now() end,
             times_opened = f.times_opened + case when f.state = 'open' or f.state = 'dismissed' and f.fingerprint = excluded.fingerprint then 0 else 1 end,
             closed_at = null
           returning *, (select s.state from standing s where s.key = f.key) as stood`,
    values: [
      workspaceId,
      rule,
      severity,
      pass,
      seen.map((each) => each.key),
      seen.map((each) => each.entityId),
      seen.map((each) => each.summary),
      seen.map((each) => JSON.stringify(each.evidence)),
      seen.map((each) => each.fingerprint),
    ],
  });
  const found = rows.map((row) => camelCased<InsightFindingRow & { readonly stood: string | null }>(row));
  const open = found.filter(({ state }) => state === 'open');
  for (const finding of open) {
    if (finding.stood === null) await tell(tx, finding, 'insight.opened');
    else if (finding.stood !== 'open') await tell(tx, finding, 'insight.reopened');
  }
  return open;
}

/** Closes what the run has not seen any more. */
export async function closeUnseen(tx: Sql, { workspaceId, rule, pass }: RuleRun): Promise<InsightFindingRow[]> {
  return close(tx, 'rule = $2 and pass < $3', [workspaceId, rule, pass]);
}

/** Closes what rules had said that are in force no longer. */
export async function closeFindingsOfOthers(
  tx: Sql,
  workspaceId: number,
  rules: readonly string[],
): Promise<InsightFindingRow[]> {
  return close(tx, 'not (rule = any($2))', [workspaceId, rules]);
}

async function close(tx: Sql, which: string, values: unknown[]): Promise<InsightFindingRow[]> {
  const { rows } = await tx.query(
    `update insight_findings set state = 'closed', closed_at = now(), proposed_digest = null where workspace_id = $1 and state = 'open' and ${which} returning *`,
    values,
  );
  const closed = rows.map((row) => camelCased<InsightFindingRow>(row));
  for (const finding of closed) await tell(tx, finding, 'insight.closed');
  return closed;
}

/** An entity as it stands; null: there is none, or no longer. */
export async function readEntityFields(
  sql: Sql,
  workspaceId: number,
  entityId: string,
): Promise<{
  readonly kind: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, Json>>;
} | null> {
  const { rows } = await sql.query<{ kind: string; version: number; fields: Record<string, Json> }>(
    'select kind, version, fields from entities where workspace_id = $1 and id = $2 and deleted_at is null',
    [workspaceId, entityId],
  );
  return rows[0] ?? null;
}

export async function findInsight(tx: Sql, workspaceId: number, id: number): Promise<InsightFindingRow | null> {
  const { rows } = await tx.query('select * from insight_findings where workspace_id = $1 and id = $2 for update', [
    workspaceId,
    id,
  ]);
  return rows[0] ? camelCased<InsightFindingRow>(rows[0]) : null;
}

/** Somebody says that nothing is to be done about it. */
export async function dismissFinding(
  tx: Sql,
  { id, workspaceId }: Pick<InsightFindingRow, 'id' | 'workspaceId'>,
  by: { readonly actor: string; readonly why: string | null },
): Promise<void> {
  const { rows } = await tx.query(
    `update insight_findings set state = 'dismissed', dismissed_by = $3, dismissed_at = now(), why = $4
     where workspace_id = $1 and id = $2 returning *`,
    [workspaceId, id, by.actor, by.why],
  );
  await tell(tx, camelCased<InsightFindingRow>(rows[0]!), 'insight.dismissed');
}

/** What was proposed about a finding. */
export async function noteProposed(
  tx: Sql,
  { id, workspaceId }: Pick<InsightFindingRow, 'id' | 'workspaceId'>,
  proposalId: number,
  digest: string,
): Promise<void> {
  await tx.query(
    'update insight_findings set proposal_id = $3, proposed_digest = $4 where workspace_id = $1 and id = $2',
    [workspaceId, id, proposalId, digest],
  );
}

async function tell(tx: Sql, finding: InsightFindingRow, type: string): Promise<void> {
  const { workspaceId, entityId, id, rule, severity, summary } = finding;
  await insertEvent(tx, { workspaceId, type, entityId, payload: { insight: id, rule, severity, summary } });
}
