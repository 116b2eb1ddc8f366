import { listConfigResources, type Sql } from '@syncline/store';
import type { AlertRouteSettings, AlertRuleSettings } from '../configuration/alert-schema.ts';

/** What a workspace has configured about alerts, by name. */
export interface AlertSettings {
  readonly rules: ReadonlyMap<string, AlertRuleSettings>;
  readonly routes: ReadonlyMap<string, AlertRouteSettings>;
}

/** Told of everything, unless the configuration has a route of its name. */
const logRoute = 'log';

export async function readAlertSettings(sql: Sql, workspaceId: number): Promise<AlertSettings> {
  const rows = await listConfigResources(sql, workspaceId);
  const named = <Settings>(kind: 'alert_rule' | 'alert_route') =>
    rows.flatMap(({ kind: own, name, value }): [string, Settings][] =>
      own === kind && value !== null ? [[name, value as unknown as Settings]] : [],
    );
  const routes = new Map<string, AlertRouteSettings>([
    [logRoute, { kind: 'log' }],
    ...named<AlertRouteSettings>('alert_route'),
  ]);
  return { rules: new Map(named<AlertRuleSettings>('alert_rule')), routes };
}
