import { expect, it } from 'vitest';
import { createMetrics } from './create-metrics.ts';

it('keeps the metrics of two contexts apart', async () => {
  const first = createMetrics();
  const second = createMetrics({ processMetrics: true });
  first.syncOperations.inc({ platform: 'github', status: 'ok' });
  expect(await first.text()).toContain('sync_operations_total{platform="github",status="ok"} 1');
  expect(await second.text()).not.toContain('sync_operations_total{platform="github"');
  expect(await second.text()).toContain('process_resident_memory_bytes');
});
