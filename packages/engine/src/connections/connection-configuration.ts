import type { AnyConnector } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { ConnectionRow } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { connectorFor } from './connector-for.ts';

/** What a connection is used by: its connector, and its settings as that connector reads them. */
export interface ConnectionConfiguration {
  readonly connector: AnyConnector;
  readonly settings: unknown;
}

/** The codes of errors that are about neither the vendor nor our credentials there. */
const MISCONFIGURATIONS: ReadonlySet<string> = new Set(['no_connector', 'settings_unreadable']);

export function isMisconfiguration(error: SynclineError): boolean {
  return MISCONFIGURATIONS.has(error.code);
}

/** Throws SynclineError `auth` when this version can't use the connection: then all of its work waits until it can. */
export function configurationOf(ctx: EngineContext, row: ConnectionRow): ConnectionConfiguration {
  const connector = connectorOf(ctx, row);
  const settings = connector.settings.safeParse(row.settings);
  if (settings.success) return { connector, settings: settings.data };
  const problems = settings.error.issues.map((issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`);
  throw new SynclineError({
    class: 'auth',
    code: 'settings_unreadable',
    message: `The settings of connection ${row.name} are not what ${connector.title} takes (${problems.join('; ')}). Its work waits until they are mended.`,
  });
}

export function connectorOf(ctx: EngineContext, row: ConnectionRow): AnyConnector {
  const connector = connectorFor(ctx.connectors, row);
  if (connector) return connector;
  throw new SynclineError({
    class: 'auth',
    code: 'no_connector',
    message: `Connection ${row.name} needs the connector ${row.connector}, which this version of Syncline does not have. Its work waits for one that has.`,
  });
}
