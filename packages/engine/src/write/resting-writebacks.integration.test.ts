import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { newId } from '@syncline/core';
import { requestWritebacks } from '@syncline/store';
import { queueBackends, type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { writebackJob } from '../enqueue.ts';
import { sweep } from '../sweep.ts';

describe.each(queueBackends())('rule 2.3, of writebacks, with the queue on %s', (backend) => {
  let sandbox: SalesforceSandbox;
  let engine: SyncEngine;
  afterEach(async () => {
    await engine?.stop();
    await sandbox?.close();
  });
  const waiting = async (): Promise<number> => (await engine.ctx.queue.counts())['write-bulk']['waiting'] ?? 0;
  const request = async (count: number) =>
    requestWritebacks(
      engine.ctx.store,
      Array.from({ length: count }, () => ({
        workspaceId: 1,
        entityId: newId(),
        connectionId: engine.connectionId('crm'),
        stream: 'accounts',
        externalId: null,
        op: 'create' as const,
        lane: 'bulk' as const,
        scope: 'org',
        ownKey: null,
        processId: null,
        correlationId: null,
        causedAt: new Date(),
      })),
    );

  it('those in a long queue get no second job however often they are swept, and a new one each when it is lost', async () => {
    sandbox = await createSalesforceSandbox({ accounts: 0 });
    engine = await startSyncEngine({
      backend,
      workers: false,
      config: { sweepAfterMs: 0 },
      sides: [
        {
          name: 'crm',
          connector: 'salesforce',
          url: sandbox.url,
          settings: { organizationId: sandbox.organizationId },
          secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
        },
      ],
    });
    await engine.ctx.queue.enqueueAll((await request(30)).map(writebackJob));
    for (let round = 0; round < 3; round += 1) await sweep(engine.ctx);
    expect(await waiting()).toBe(30);
    await engine.ctx.queue
      .queues()
      .find(({ name }) => name.endsWith('write-bulk'))!
      .obliterate({ force: true });
    expect(await waiting()).toBe(0);
    expect(await sweep(engine.ctx)).toBe(30);
    expect(await sweep(engine.ctx)).toBe(0);
    expect(await waiting()).toBe(30);
  });
});
