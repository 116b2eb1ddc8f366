import type { AnyConnector } from '@syncline/connector-sdk';

/** What says which connector a connection is of, and what becomes of it there. */
interface ConnectorNaming {
  readonly connector: string;
  readonly settings?: unknown;
}

/** The connector of a connection as its settings make it; undefined: this version has none of that name. */
export function connectorFor(
  connectors: ReadonlyMap<string, AnyConnector>,
  { connector, settings }: ConnectorNaming,
): AnyConnector | undefined {
  const found = connectors.get(connector);
  return found?.forSettings?.((settings ?? {}) as Readonly<Record<string, unknown>>) ?? found;
}
