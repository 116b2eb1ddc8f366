import {
  type AlertRow,
  applyFindings,
  claimEvaluation,
  insertEvent,
  listWorkspaces,
  type NewAlertMessage,
  queueAlertMessages,
  readConnectionStates,
  routesToldOf,
  type Sql,
} from '@syncline/store';
import { type AlertRouteSettings, alertSeverities } from '../configuration/alert-schema.ts';
import type { EngineContext } from '../context.ts';
import { keepServiceFigures } from '../service-levels/service-levels.ts';
import { readAlertSettings } from './alert-settings.ts';
import { findAlerts, rulesInForce } from './find-alerts.ts';
import { readSignals } from './read-signals.ts';

/**
 * Looks at every rule of every workspace: what holds now becomes, or stays, an alert, and what holds no longer ends.
 * One of those that evaluate at the same time does it, and counts what rules and service levels are read from. Alerts, their events and what is to be told of them are
 * committed together; the telling itself is somebody else's (`createAlertTeller`).
 */
export async function evaluateAlerts(ctx: EngineContext): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    if (!(await claimEvaluation(tx))) return;
    await keepServiceFigures(tx);
    const states = await readConnectionStates(tx);
    const names = new Map(states.map(({ connectionId, name }) => [connectionId, name]));
    for (const { id: workspaceId } of await listWorkspaces(tx)) {
      const { rules, routes } = await readAlertSettings(tx, workspaceId);
      const readings = await readSignals(tx, workspaceId, states);
      const findings = findAlerts(rulesInForce(rules), readings, ctx.config.docsUrl);
      const { fired, resolved } = await applyFindings(tx, workspaceId, findings);
      for (const alert of [...fired, ...resolved]) await announce(tx, alert);
      const name = ({ connectionId }: AlertRow): string | null =>
        connectionId === null ? null : (names.get(connectionId) ?? null);
      await queueAlertMessages(tx, [
        ...fired.flatMap((alert) => firedMessages(alert, name(alert), routes)),
        ...(await resolvedMessages(tx, resolved, name)),
      ]);
    }
  });
}

async function announce(tx: Sql, alert: AlertRow): Promise<void> {
  const { id, rule, severity, summary, workspaceId, connectionId, state } = alert;
  const type = state === 'firing' ? 'alert.fired' : 'alert.resolved';
  await insertEvent(tx, { workspaceId, type, connectionId, payload: { alertId: id, rule, severity, summary } });
}

function firedMessages(
  alert: AlertRow,
  connection: string | null,
  routes: ReadonlyMap<string, AlertRouteSettings>,
): NewAlertMessage[] {
  if (alert.silencedUntil !== null) return [];
  return [...routes].flatMap(([route, settings]): NewAlertMessage[] =>
    isTold(settings, alert, connection) ? [messageOf(alert, connection, route, 'fired')] : [],
  );
}

function isTold(
  { enabled, min_severity: least = 'info', rules, connections }: AlertRouteSettings,
  { severity, rule }: AlertRow,
  connection: string | null,
): boolean {
  if (enabled === false || (rules !== undefined && !rules.includes(rule))) return false;
  if (connections !== undefined && (connection === null || !connections.includes(connection))) return false;
  return alertSeverities.indexOf(severity) >= alertSeverities.indexOf(least);
}

/** Who was told of the beginning is told of the end. */
async function resolvedMessages(
  tx: Sql,
  resolved: readonly AlertRow[],
  nameOf: (alert: AlertRow) => string | null,
): Promise<NewAlertMessage[]> {
  if (resolved.length === 0) return [];
  const byId = new Map(resolved.map((alert) => [alert.id, alert]));
  const told = await routesToldOf(tx, [...byId.keys()]);
  return told.map(({ alertId, route }) => {
    const alert = byId.get(alertId)!;
    return messageOf(alert, nameOf(alert), route, 'resolved');
  });
}

function messageOf(
  alert: AlertRow,
  connection: string | null,
  route: string,
  kind: 'fired' | 'resolved',
): NewAlertMessage {
  const { id, workspaceId, rule, signal, severity, summary, value, threshold, runbook, firedAt, resolvedAt } = alert;
  const content = {
    id,
    rule,
    signal,
    severity,
    state: kind === 'fired' ? 'firing' : 'resolved',
    summary,
    connection,
    value,
    threshold,
    fired_at: firedAt,
    resolved_at: resolvedAt,
    runbook,
  };
  return { workspaceId, alertId: id, route, kind, content };
}
