import { metricDefinitions } from '@syncline/observability';
import { insertDeliveries, setSubscriptions } from '@syncline/store';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';
import { contactSettings, startTwoOrganisations, type TwoOrganisations } from './testing/two-organisations.ts';

let sides: TwoOrganisations;
let app: App;
let text: string;
const { post } = callApi(() => app, 'anna');

/** A small sync, and a cause of everything that a sync without trouble does not show. */
beforeAll(async () => {
  sides = await startTwoOrganisations();
  const { ctx, connectionId, quiet } = sides.engine;
  app = await createOperatorApp({ context: ctx });
  await post('/api/v1/sync/configs', { name: 'mirror', two_way_create: true, settings: contactSettings() });
  const twins = await sides.makeTwins({ LastName: 'Muster', Email: 'm@example.org', Title: 'before' });
  sides.left.edit('Contact', twins.left, { Title: 'of the left' });
  sides.right.edit('Contact', twins.right, { Title: 'of the right' });
  await sides.settle(['left', twins.left], ['right', twins.right]);
  await post('/api/v1/sync', { connectionId: connectionId('left'), mode: 'backfill' });
  await insertDeliveries(ctx.store, [
    {
      workspaceId: 1,
      connectionId: connectionId('left'),
      deliveryId: 'one',
      event: 'unknown',
      headers: {},
      body: Buffer.from('{}'),
    },
  ]);
  await quiet();
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const subscription = { id: '1', scope: 'org', expiresAt };
  await setSubscriptions(ctx.store, connectionId('left'), [subscription]);
  const { body } = await post('/api/v1/sync', { connectionId: connectionId('right'), mode: 'backfill' });
  await post(`/api/v1/processes/${body.processId}/pause`, {});
  await vi.waitFor(
    async () => {
      text = (await app.inject('/metrics')).body;
      expect(text).toContain('syncline_process_progress_ratio{');
    },
    { timeout: 60_000, interval: 500 },
  );
});
afterAll(async () => {
  await app?.close();
  await sides?.stop();
});

/** Of parts that are off by default; their own tests see to it that they are given. */
const ofOtherParts = /^syncline_(events|log|state_cache)_/;

it.each(metricDefinitions.filter(({ name }) => !ofOtherParts.test(name)))(
  '$name is given, with the labels that it declares',
  ({ name, type, labels, from }) => {
    const series = type === 'histogram' ? `${name}_count` : name;
    const samples = text.split('\n').filter((line) => new RegExp(`^${series}[{ ]`).test(line));
    expect(samples.length).toBeGreaterThan(0);
    for (const label of labels) expect(samples[0]).toContain(`${label}="`);
    // What a process counts has been counted; a gauge may well be at zero.
    if (from === 'process' && type !== 'gauge')
      expect(samples.some((sample) => Number(sample.split(' ').at(-1)) > 0)).toBe(true);
  },
);
