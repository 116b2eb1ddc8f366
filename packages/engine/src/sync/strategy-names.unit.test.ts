import { gitHub } from '@syncline/connector-github';
import { salesforce } from '@syncline/connector-salesforce';
import type { AnyConnector } from '@syncline/connector-sdk';
import type { ConnectionRow, SyncConfigRow } from '@syncline/store';
import { expect, it } from 'vitest';
import { compilePlan } from './compile-plan.ts';

const connectors = new Map<string, AnyConnector>([gitHub, salesforce].map((each) => [each.id, each]));
const connections = [
  { id: 1, name: 'code', connector: 'github' },
  { id: 2, name: 'sales', connector: 'salesforce' },
] as ConnectionRow[];

function policyOf(policy: unknown) {
  const settings = {
    kinds: {
      work_item: {
        policies: { title: policy },
        members: [
          { connection: 'code', stream: 'issues', fields: { title: 'title' } },
          { connection: 'sales', stream: 'tasks', fields: { title: 'subject' } },
        ],
      },
    },
  };
  const configs = [{ name: 'c', settings, twoWayCreate: true } as unknown as SyncConfigRow];
  const plan = compilePlan({ version: '', workspaceId: 1, configs, connections, connectors });
  return plan.memberOf(1, 'issues')!.rules[0]!.policy;
}

it.each([
  ['elder_wins', 'local_wins', 'code/issues'],
  ['external_wins', 'remote_wins', 'code/issues'],
  ['merge', 'merge_with_audit', 'code/issues'],
  ['crm_wins', 'remote_wins', 'sales/tasks'],
  [{ mode: 'crm_wins', sensitive: true }, 'remote_wins', 'sales/tasks'],
  [{ mode: 'external_wins', streams: ['sales/tasks'] }, 'remote_wins', 'sales/tasks'],
  ['manual', 'manual', 'code/issues'],
])('%j means %s, first of all for %s', (given, mode, first) => {
  const policy = policyOf(given);
  expect([policy.mode, policy.streams[0]]).toEqual([mode, first]);
});

it('a group of fields has one policy, which a field of its own may replace', () => {
  const settings = (policies: object) => ({
    kinds: {
      account: {
        policies,
        members: [
          { connection: 'code', stream: 'organizations', fields: { name: 'name', domain: 'domain' } },
          { connection: 'sales', stream: 'accounts', fields: { name: 'name', domain: 'domain', segment: 'segment' } },
        ],
      },
    },
  });
  const rulesOf = (policies: object) => {
    const configs = [{ name: 'c', settings: settings(policies), twoWayCreate: true } as unknown as SyncConfigRow];
    const plan = compilePlan({ version: '', workspaceId: 1, configs, connections, connectors });
    return Object.fromEntries(plan.memberOf(2, 'accounts')!.rules.map(({ field, policy }) => [field, policy]));
  };
  const identity = { mode: 'immutable_after_bind', owner: 'crm' };
  expect(rulesOf({ 'group:identity': identity, 'group:segment': 'local_wins', domain: 'manual' })).toMatchObject({
    name: { mode: 'immutable_after_bind', owner: 'sales/accounts' },
    domain: { mode: 'manual', owner: null },
    segment: { mode: 'local_wins' },
  });
  expect(rulesOf({ 'group:identity': 'immutable_after_bind' })['name']).toMatchObject({ owner: null });
  expect(() => rulesOf({ 'group:stage': 'manual' })).toThrow(/account has no group:stage; it has group:identity/);
});
