import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { AlertMessageRow, AlertRow } from '../observe/alerts.ts';
import type { AlertSeverity, AlertState } from '../schema/index.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';

export interface AlertFilter {
  readonly state?: AlertState | undefined;
  readonly severity?: AlertSeverity | undefined;
  readonly rule?: string | undefined;
  readonly connectionId?: number | undefined;
}

export interface AlertView extends AlertRow {
  readonly connectionName: string | null;
}

export interface AlertDetail extends AlertView {
  readonly messages: readonly AlertMessageRow[];
}

const from = `select a.*, c.name as connection_name from alerts a left join connections c on c.id = a.connection_id`;

/** Alerts, the newest first. */
export async function listAlerts(
  sql: Sql,
  workspaceId: number,
  filter: AlertFilter,
  page: PageRequest,
): Promise<Paged<AlertView>> {
  const [before] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const { rows } = await sql.query(
    `${from} where a.workspace_id = $1 and ($2::bigint is null or a.id < $2) and ($3::text is null or a.state = $3)
       and ($4::text is null or a.severity = $4) and ($5::text is null or a.rule = $5) and ($6::int is null or a.connection_id = $6)
     order by a.id desc limit $7`,
    [
      workspaceId,
      before,
      filter.state ?? null,
      filter.severity ?? null,
      filter.rule ?? null,
      filter.connectionId ?? null,
      page.limit + 1,
    ],
  );
  return toPage(
    rows.map((row) => camelCased<AlertView>(row)),
    page.limit,
    (row) => [String(row.id)],
  );
}

export async function showAlert(sql: Sql, workspaceId: number, id: number): Promise<AlertDetail | null> {
  const { rows } = await sql.query(`${from} where a.workspace_id = $1 and a.id = $2`, [workspaceId, id]);
  if (!rows[0]) return null;
  const messages = await sql.query(`select * from alert_messages where alert_id = $1 order by id`, [id]);
  return { ...camelCased<AlertView>(rows[0]), messages: messages.rows.map((row) => camelCased<AlertMessageRow>(row)) };
}

/** Notes that somebody has seen an alert; silenced, it is not told of again before `silencedUntil`. Null: there is none. */
export async function acknowledgeAlert(
  sql: Sql,
  workspaceId: number,
  id: number,
  by: { readonly actor: string; readonly note: string | null; readonly silencedUntil: Date | null },
): Promise<AlertDetail | null> {
  await sql.query(
    `update alerts set acknowledged_by = $3, acknowledged_at = now(), note = coalesce($4, note), silenced_until = coalesce($5, silenced_until)
     where workspace_id = $1 and id = $2`,
    [workspaceId, id, by.actor, by.note, by.silencedUntil],
  );
  return showAlert(sql, workspaceId, id);
}
