import { hubspot } from '@syncline/connector-hubspot';
import { salesforce } from '@syncline/connector-salesforce';
import type { AnyConnector } from '@syncline/connector-sdk';
import type { ConnectionRow, SyncConfigRow } from '@syncline/store';
import { expect, it } from 'vitest';
import { compilePlan } from '../sync/compile-plan.ts';
import { connectorFor } from './connector-for.ts';

/** One connector for two CRMs, as a gateway to them is. */
const gateway: AnyConnector = {
  ...salesforce,
  id: 'gateway',
  forSettings: ({ crm }) => (crm === 'hubspot' ? hubspot : salesforce),
};
const connectors = new Map([gateway, hubspot].map((each) => [each.id, each]));
const connection = (id: number, name: string, settings: object) =>
  ({ id, name, connector: 'gateway', settings }) as unknown as ConnectionRow;

it('of two connections of one connector each has the streams and fields that its settings make', () => {
  const connections = [connection(1, 'one', { crm: 'salesforce' }), connection(2, 'two', { crm: 'hubspot' })];
  const compile = (name: string, stream: string, remote: string) => {
    const settings = { kinds: { deal: { members: [{ connection: name, stream, fields: { track: remote } }] } } };
    const configs = [{ name: 'c', settings, twoWayCreate: true } as unknown as SyncConfigRow];
    return () => compilePlan({ version: '', workspaceId: 1, configs, connections, connectors });
  };
  expect(compile('two', 'deals', 'pipeline')().memberOf(2, 'deals')?.rules[0]?.remote).toBe('pipeline');
  expect(compile('one', 'opportunities', 'next_step')().memberOf(1, 'opportunities')?.rules).toHaveLength(1);
  expect(compile('one', 'opportunities', 'pipeline')).toThrow(/pipeline/);
  expect(compile('one', 'deals', 'pipeline')).toThrow(/no stream deals/);
});

it('a connector that is the same for all connections is itself, and one that there is not is none', () => {
  expect(connectorFor(connectors, { connector: 'hubspot', settings: { crm: 'x' } })).toBe(hubspot);
  expect(connectorFor(connectors, { connector: 'gateway' })).toBe(salesforce);
  expect(connectorFor(connectors, { connector: 'none' })).toBeUndefined();
});
