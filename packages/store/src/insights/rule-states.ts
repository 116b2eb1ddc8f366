import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { insightRules } from '../schema/index.ts';

export type InsightRuleState = typeof insightRules.$inferSelect;

/** Takes a rule that is due for some time; null: it is not, or another worker is at it. Returns the number of the run. */
export async function claimInsightRule(
  sql: Sql,
  workspaceId: number,
  rule: string,
  leaseMs: number,
): Promise<number | null> {
  const { rows } = await sql.query<{ pass: number }>({
    name: 'insight-rule-claim',
    text: `insert into insight_rules as r (workspace_id, rule, pass, leased_until) values ($1, $2, 1, now() + $3 * interval '1 ms')
           on conflict (workspace_id, rule) do update set pass = r.pass + 1, leased_until = excluded.leased_until
             where r.due_at <= now() and (r.leased_until is null or r.leased_until <= now())
           returning pass`,
    values: [workspaceId, rule, leaseMs],
  });
  return rows[0]?.pass ?? null;
}

/** Under its lock, whether a run is still the rule's last. */
export async function isLastRun(tx: Sql, workspaceId: number, rule: string, pass: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select from insight_rules where workspace_id = $1 and rule = $2 and pass = $3 for update',
    [workspaceId, rule, pass],
  );
  return rowCount === 1;
}

/** How a run went, and when the next one is due. */
export async function noteRun(
  sql: Sql,
  run: Pick<InsightRuleState, 'workspaceId' | 'rule' | 'pass' | 'tookMs' | 'found' | 'error'>,
  everyMs: number,
): Promise<void> {
  await sql.query(
    `update insight_rules set ran_at = now(), due_at = now() + $4 * interval '1 ms', leased_until = null, took_ms = $5,
       found = coalesce($6, found), error = $7
     where workspace_id = $1 and rule = $2 and pass = $3`,
    [run.workspaceId, run.rule, run.pass, everyMs, run.tookMs, run.found, run.error],
  );
}

/** Has rules run at the next look at them; also while one is running. */
export async function makeRulesDue(sql: Sql, workspaceId: number, rules: readonly string[]): Promise<void> {
  await sql.query(
    `insert into insight_rules as r (workspace_id, rule) select $1, unnest($2::text[]) order by 2
     on conflict (workspace_id, rule) do update set due_at = now()`,
    [workspaceId, rules],
  );
}

export async function readRuleStates(sql: Sql, workspaceId: number): Promise<InsightRuleState[]> {
  const { rows } = await sql.query('select * from insight_rules where workspace_id = $1', [workspaceId]);
  return rows.map((row) => camelCased<InsightRuleState>(row));
}
