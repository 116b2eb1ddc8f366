import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { AlertSeverity, alertMessages, alerts } from '../schema/index.ts';

export type AlertRow = typeof alerts.$inferSelect;
export type AlertMessageRow = typeof alertMessages.$inferSelect;

/** A rule that holds, of what it holds, and by how much. */
export interface AlertFinding {
  readonly rule: string;
  readonly signal: string;
  readonly connectionId: number | null;
  readonly fingerprint: string;
  readonly severity: AlertSeverity;
  readonly summary: string;
  readonly value: number;
  readonly threshold: number;
  readonly runbook: string;
  /** For how long it must hold before it fires, in ms. */
  readonly forMs: number;
}

/** True for one of those who evaluate at the same time; the others have nothing to do. Held to the end of the transaction. */
export async function claimEvaluation(tx: Sql): Promise<boolean> {
  const { rows } = await tx.query<{ claimed: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('syncline.alerts')) as claimed`,
  );
  return rows[0]!.claimed;
}

/**
 * Brings the alerts of a workspace in line with what holds now, in the caller's transaction. Returns those that
 * began to fire just now, and those that fired and hold no longer.
 */
export async function applyFindings(
  tx: Sql,
  workspaceId: number,
  findings: readonly AlertFinding[],
): Promise<{ readonly fired: readonly AlertRow[]; readonly resolved: readonly AlertRow[] }> {
  await tx.query({
    name: 'alerts-see',
    text: `insert into alerts as a (workspace_id, rule, signal, connection_id, fingerprint, severity, state, summary, value, threshold, runbook, silenced_until)
      select $1, f.rule, f.signal, f."connectionId", f.fingerprint, f.severity, 'pending', f.summary, f.value, f.threshold, f.runbook,
        (select max(s.silenced_until) from alerts s where s.workspace_id = $1 and s.fingerprint = f.fingerprint and s.silenced_until > now())
      from jsonb_to_recordset($2) as f (rule text, signal text, "connectionId" int, fingerprint text, severity text, summary text, value float8, threshold float8, runbook text)
      on conflict (workspace_id, fingerprint) where state <> 'resolved' do update set seen_at = now(), value = excluded.value,
        threshold = excluded.threshold, summary = excluded.summary, severity = excluded.severity, runbook = excluded.runbook`,
    values: [workspaceId, JSON.stringify(findings)],
  });
  const fired = await tx.query({
    name: 'alerts-fire',
    text: `update alerts a set state = 'firing', fired_at = now() from jsonb_to_recordset($2) as f (fingerprint text, "forMs" float8)
      where a.workspace_id = $1 and a.fingerprint = f.fingerprint and a.state = 'pending' and a.since <= now() - make_interval(secs => f."forMs" / 1000.0)
      returning a.*`,
    values: [workspaceId, JSON.stringify(findings)],
  });
  const still = findings.map(({ fingerprint }) => fingerprint);
  // What never fired leaves nothing behind.
  await tx.query(
    `delete from alerts where workspace_id = $1 and state = 'pending' and fingerprint <> all($2::text[])`,
    [workspaceId, still],
  );
  const resolved = await tx.query(
    `update alerts set state = 'resolved', resolved_at = now() where workspace_id = $1 and state = 'firing' and fingerprint <> all($2::text[]) returning *`,
    [workspaceId, still],
  );
  return {
    fired: fired.rows.map((row) => camelCased<AlertRow>(row)),
    resolved: resolved.rows.map((row) => camelCased<AlertRow>(row)),
  };
}

export interface NewAlertMessage {
  readonly workspaceId: number;
  readonly alertId: number;
  readonly route: string;
  readonly kind: 'fired' | 'resolved';
  readonly content: Record<string, unknown>;
}

/** To be told once each, whoever asks for it how often. */
export async function queueAlertMessages(tx: Sql, messages: readonly NewAlertMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.query(
    `insert into alert_messages (workspace_id, alert_id, route, kind, content)
     select m."workspaceId", m."alertId", m.route, m.kind, m.content
     from jsonb_to_recordset($1) as m ("workspaceId" int, "alertId" bigint, route text, kind text, content jsonb)
     on conflict (alert_id, route, kind) do nothing`,
    [JSON.stringify(messages)],
  );
}

/** The routes that were, or will be, told that these alerts fired. */
export async function routesToldOf(
  tx: Sql,
  alertIds: readonly number[],
): Promise<{ readonly alertId: number; readonly route: string }[]> {
  const { rows } = await tx.query<{ alertId: number; route: string }>(
    `select alert_id::int8 as "alertId", route from alert_messages where alert_id = any($1::bigint[]) and kind = 'fired'`,
    [alertIds],
  );
  return rows.map((row) => ({ ...row, alertId: Number(row.alertId) }));
}

/**
 * Takes messages whose time has come, for `leaseMs`: who takes one and dies leaves it to the next. An end is told after
 * its beginning. Routes that are busy are left out.
 */
export async function claimAlertMessages(
  sql: Sql,
  {
    leaseMs,
    limit,
    without,
  }: { readonly leaseMs: number; readonly limit: number; readonly without: readonly string[] },
): Promise<AlertMessageRow[]> {
  const { rows } = await sql.query(
    `update alert_messages set attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $1 / 1000.0) where id in (
       select m.id from alert_messages m where m.state = 'queued' and m.next_attempt_at <= now() and m.workspace_id || ' ' || m.route <> all($3::text[])
         and not (m.kind = 'resolved' and exists (
           select from alert_messages b where b.alert_id = m.alert_id and b.route = m.route and b.kind = 'fired' and b.state = 'queued'))
       order by m.next_attempt_at, m.id limit $2 for update skip locked)
     returning *`,
    [leaseMs, limit, without],
  );
  return rows.map((row) => camelCased<AlertMessageRow>(row)).sort((a, b) => a.id - b.id);
}

export async function finishAlertMessage(
  sql: Sql,
  id: number,
  end: { readonly state: 'done' | 'given_up'; readonly error: string | null },
): Promise<void> {
  await sql.query(`update alert_messages set state = $2, error = $3, finished_at = now() where id = $1`, [
    id,
    end.state,
    end.error,
  ]);
}

/** Puts a message off that could not be delivered; one older than `patienceMs` is given up. */
export async function deferAlertMessage(
  sql: Sql,
  id: number,
  { delayMs, error, patienceMs }: { readonly delayMs: number; readonly error: string; readonly patienceMs: number },
): Promise<void> {
  await sql.query(
    `update alert_messages set error = $3, next_attempt_at = now() + make_interval(secs => $2 / 1000.0),
       state = case when created_at < now() - make_interval(secs => $4 / 1000.0) then 'given_up' else state end,
       finished_at = case when created_at < now() - make_interval(secs => $4 / 1000.0) then now() end
     where id = $1`,
    [id, delayMs, error.slice(0, 1_000), patienceMs],
  );
}
