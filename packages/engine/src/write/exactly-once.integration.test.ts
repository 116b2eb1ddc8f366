import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EngineConfig } from '../context.ts';

const fields = { name: 'name', industry: 'industry', domain: 'domain' };
const settings = {
  backfillWritesBack: true,
  kinds: {
    account: {
      members: [
        { connection: 'left', stream: 'accounts', createIn: 'org', fields },
        { connection: 'right', stream: 'accounts', createIn: 'org', fields },
      ],
    },
  },
};
const side = (name: string, sandbox: SalesforceSandbox) => ({
  name,
  connector: 'salesforce',
  url: sandbox.url,
  settings: { organizationId: sandbox.organizationId, seesAllRecords: true },
  secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
});

describe('rule 5.6: create exactly once', () => {
  let left: SalesforceSandbox;
  let right: SalesforceSandbox;
  let engine: SyncEngine;
  const start = async (
    config: Partial<EngineConfig> = { vendorTimeoutMs: 1_000, writeLeaseMs: 1_500 },
  ): Promise<void> => {
    left = await createSalesforceSandbox({ accounts: 0 });
    right = await createSalesforceSandbox({ accounts: 0 });
    engine = await startSyncEngine({
      sides: [side('left', left), side('right', right)],
      config,
    });
    await engine.configure('mirror', settings);
  };
  afterEach(async () => {
    await engine?.stop();
    await left?.close();
    await right?.close();
  });

  it('lost answers to creates leave one twin each', async () => {
    await start();
    for (let index = 0; index < 60; index += 1) left.create('Account', { Name: `Company ${index}` });
    for (let index = 0; index < 12; index += 1)
      right.faults.add({
        kind: index % 3 === 0 ? 'reset' : 'lost_answer',
        method: 'PATCH',
        path: '/sobjects/Account/Syncline_Key__c',
        skip: index * 4,
      });
    const ids = [...left.records('Account')].map((row) => String(row.Id));
    for (const id of ids) await engine.hint('left', { stream: 'accounts', externalId: id, locator: id, scope: 'org' });
    await engine.quiet(60_000);
    const names = [...right.records('Account')].map((row) => String(row.Name)).sort();
    expect(names).toEqual([...left.records('Account')].map((row) => String(row.Name)).sort());
    const { rows } = await engine.ctx.store.query(`select state, count(*)::int as count from writebacks group by 1`);
    expect(rows).toEqual([{ state: 'done', count: 60 }]);
  }, 90_000);

  it('what a person edits between a create without an answer and its repetition stays, and is carried', async () => {
    await start();
    const id = String(left.create('Account', { Name: 'Company', Industry: 'Banking' }).Id);
    right.faults.add({ kind: 'lost_answer', method: 'PATCH', path: '/sobjects/Account/Syncline_Key__c' });
    await engine.hint('left', { stream: 'accounts', externalId: id, locator: id, scope: 'org' });
    await vi.waitUntil(() => right.count('Account') === 1, { timeout: 60_000, interval: 2 });
    const twin = String([...right.records('Account')][0]!.Id);
    right.edit('Account', twin, { Industry: 'Energy' });
    await engine.quiet(60_000);
    expect(right.record('Account', twin)).toMatchObject({ Name: 'Company', Industry: 'Energy' });
    expect(left.record('Account', id)).toMatchObject({ Name: 'Company', Industry: 'Energy' });
    expect(right.count('Account')).toBe(1);
  }, 90_000);

  it('a call that takes longer than a lease keeps its writeback, which nobody else takes up', async () => {
    await start({ vendorTimeoutMs: 30_000, writeLeaseMs: 300, sweepAfterMs: 100 });
    const id = String(left.create('Account', { Name: 'Company' }).Id);
    const look = () => engine.hint('left', { stream: 'accounts', externalId: id, locator: id, scope: 'org' });
    await look();
    await engine.quiet(60_000);
    left.edit('Account', id, { Name: 'Corporation' });
    right.faults.add({ kind: 'slow', delayMs: 2_000, method: 'PATCH', path: '/sobjects/Account/' });
    await look();
    await engine.quiet(60_000);
    const { rows } = await engine.ctx.store.query(
      `select w.op, count(*)::int as attempts from writebacks w join writeback_attempts a on a.writeback_id = w.id group by w.id order by 1`,
    );
    expect(rows).toEqual([
      { op: 'create', attempts: 1 },
      { op: 'update', attempts: 1 },
    ]);
    expect([...right.records('Account')].map((row) => row.Name)).toEqual(['Corporation']);
  });

  it('a record that the vendor refuses becomes an item, and the others all land', async () => {
    await start();
    right.addDuplicateRule('Account', 'Industry');
    left.create('Account', { Name: 'One', Industry: 'Banking' });
    left.create('Account', { Name: 'Two', Industry: 'Banking' });
    left.create('Account', { Name: 'Three', Industry: 'Energy' });
    for (const row of left.records('Account'))
      await engine.hint('left', {
        stream: 'accounts',
        externalId: String(row.Id),
        locator: String(row.Id),
        scope: 'org',
      });
    await engine.quiet(60_000);
    expect(right.count('Account')).toBe(2);
    const { rows } = await engine.ctx.store.query<{ class: string; code: string; fingerprint: string }>(
      `select class, code, fingerprint from reconciliation_items where state = 'open'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ class: 'invalid' });
  });
});
