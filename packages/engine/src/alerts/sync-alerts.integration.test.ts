import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFields } from '../fields/check-fields.ts';
import { actOnItem } from '../sync/act-on-item.ts';
import { type AlertReceiver, configureAlerts, lookUntil, startAlertReceiver } from '../testing/alert-receiver.ts';
import { evaluateAlerts } from './evaluate-alerts.ts';

const ACCOUNTS = 11;

describe('an alert about what two sides say', () => {
  let left: SalesforceSandbox;
  let right: SalesforceSandbox;
  let engine: SyncEngine;
  let receiver: AlertReceiver;

  beforeAll(async () => {
    receiver = await startAlertReceiver();
    left = await createSalesforceSandbox({ accounts: 0 });
    right = await createSalesforceSandbox({ accounts: 0 });
    for (const sandbox of [left, right])
      sandbox.defineField('Account', 'Tier__c', { type: 'text', length: 255, label: 'Tier' });
    const side = (name: string, sandbox: SalesforceSandbox) => ({
      name,
      connector: 'salesforce',
      url: sandbox.url,
      settings: {
        organizationId: sandbox.organizationId,
        seesAllRecords: true,
        customFields: { accounts: ['Tier__c'] },
      },
      secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
    });
    engine = await startSyncEngine({
      config: { fieldCheckIntervalMs: 0 },
      sides: [side('left', left), side('right', right)],
    });
    // What the vendors' schemas say of the field is known before a config rests on it.
    for (const name of ['left', 'right'])
      await checkFields(engine.ctx, engine.connectionId(name), { streams: ['accounts'] });
    await engine.configure('accounts', {
      kinds: {
        account: {
          policies: { description: 'manual' },
          members: ['left', 'right'].map((connection) => ({
            connection,
            stream: 'accounts',
            createIn: 'org',
            match: ['name'],
            fields: { name: 'name', description: 'description', tier: 'Tier__c' },
          })),
        },
      },
    });
    for (const rule of ['conflicts_unresolved', 'state_drift'])
      await configureAlerts(engine.ctx, {
        routes: { [rule]: { kind: 'webhook', url: `${receiver.url}/${rule}`, rules: [rule] } },
      });
  });
  afterAll(async () => {
    await engine?.stop();
    await Promise.all([left?.close(), right?.close(), receiver?.close()]);
  });

  const checkBoth = async (): Promise<void> => {
    for (const name of ['left', 'right']) await checkFields(engine.ctx, engine.connectionId(name));
    await engine.quiet();
  };
  const look = async (side: 'left' | 'right', ids: readonly string[]): Promise<void> => {
    for (const externalId of ids)
      await engine.hint(side, { stream: 'accounts', externalId, locator: null, scope: 'org' });
    await engine.quiet();
  };
  const idsAt = (sandbox: SalesforceSandbox) => [...sandbox.records('Account')].map(({ Id }) => String(Id));
  const told = (rule: string) => receiver.told(`/${rule}`);
  const fires = async (rule: string): Promise<void> => {
    await lookUntil(engine.ctx, () => expect(told(rule)).toEqual([`${rule} fired`]));
    for (let again = 0; again < 3; again++) await evaluateAlerts(engine.ctx);
    await lookUntil(engine.ctx, () => expect(told(rule)).toEqual([`${rule} fired`]));
  };
  const ends = (rule: string) =>
    lookUntil(engine.ctx, () => expect(told(rule)).toEqual([`${rule} fired`, `${rule} resolved`]));

  it('fires when more than 10 conflicts wait, and ends when people have decided', async () => {
    for (let n = 0; n < ACCOUNTS; n++) left.create('Account', { Name: `Account ${n}`, Description: 'as it was' });
    await look('left', idsAt(left));
    expect(idsAt(right)).toHaveLength(ACCOUNTS);
    for (const sandbox of [left, right])
      for (const id of idsAt(sandbox))
        sandbox.edit('Account', id, { Description: sandbox === left ? 'of the left' : 'of the right' });
    await look('left', idsAt(left));
    await look('right', idsAt(right));
    await fires('conflicts_unresolved');
    const { rows } = await engine.ctx.store.query<{ id: number; workspaceId: number }>(
      `select id, workspace_id as "workspaceId" from reconciliation_items where state = 'open' and class = 'conflict' order by id`,
    );
    expect(rows).toHaveLength(ACCOUNTS);
    const { id, workspaceId } = rows[0]!;
    await actOnItem(engine.ctx, Number(id), { action: 'take_local' }, { workspaceId, actor: 'anna', why: null });
    await engine.quiet();
    await ends('conflicts_unresolved');
  });

  it('fires when a field of an account is gone, and ends when it is back', async () => {
    right.removeField('Account', 'Tier__c');
    await checkBoth();
    await fires('state_drift');
    right.defineField('Account', 'Tier__c', { type: 'text', length: 255, label: 'Tier' });
    await checkBoth();
    await ends('state_drift');
  });
});
