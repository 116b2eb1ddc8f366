import { createMetrics } from '@syncline/observability';
import { expect, it } from 'vitest';
import { createHealth } from './create-health.ts';
import { startHealthServer } from './start-health-server.ts';

it('is ready when every check is, and says which is not', async () => {
  const health = createHealth({ checkTimeoutMs: 50 });
  health.addCheck('store', async () => {});
  expect(await health.readiness()).toMatchObject({ isReady: true });
  health.addCheck('queue', () => new Promise(() => {}));
  health.addCheck('bus', () => Promise.reject(new Error('refused')));
  const { isReady, checks } = await health.readiness();
  expect(isReady).toBe(false);
  expect(checks.map((check) => [check.name, check.isOk, check.error])).toEqual([
    ['store', true, undefined],
    ['queue', false, 'No answer within 50 ms'],
    ['bus', false, 'refused'],
  ]);
});

it('is served, and turns unready when the process drains', async () => {
  const health = createHealth();
  const server = await startHealthServer({ port: 0, host: '127.0.0.1', health, metrics: createMetrics() });
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
  expect((await get('/readyz')).status).toBe(200);
  health.startDraining();
  expect((await get('/readyz')).status).toBe(503);
  expect((await get('/livez')).status).toBe(200);
  expect(await (await get('/metrics')).text()).toContain('sync_operations_total');
  expect((await get('/else')).status).toBe(404);
  await server.close();
});
