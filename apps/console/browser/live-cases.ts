import { createTcpProxy } from '@syncline/testing';
import { expect, it } from 'vitest';
import { eventTypes } from '../src/api/event-types.ts';
import { makeConflict } from './make-conflict.ts';
import { axeFindings, keepScreenshot } from './open-browser.ts';
import type { Stage } from './stage.ts';
import { ask, until } from './start-syncline.ts';
import { eventsBetween, eventsSeenBy, watchEvents } from './watched-events.ts';

/** What happens is on the page without anybody asking, also after the connection was lost. */
export function itIsLive(stage: () => Stage): void {
  it('shows an alert that fires without being asked, with what to do about it, and who looks after it', async () => {
    const { syncline, open, settled } = stage();
    const page = await open('/alerts');
    await settled(page);
    await page.getByText('Nothing is wrong by any rule').waitFor();
    const { itemId } = await makeConflict(syncline, 'Alarming');
    const empty = { connections: {}, sync_configs: {}, schedules: {}, windows: {}, alert_routes: {} };
    const alerts = { decisions_wait: { signal: 'open_conflicts', above: 0 } };
    await ask(`${syncline.url}/api/v1/configuration/apply`, 'POST', {
      configuration: { workspaces: { default: { ...empty, alerts } } },
    });
    const alert = page.getByRole('article', { name: /open_conflicts is/ });
    await alert.waitFor();
    await alert.getByText('What to do').click();
    await alert.getByText('syncline conflicts list').waitFor();
    await keepScreenshot(page, 'alerts');
    expect(await axeFindings(page)).toEqual([]);
    await alert.getByLabel('Note').fill('on it');
    await alert.getByRole('button', { name: 'I look after it' }).click();
    await alert.getByText(/looks after it.*: on it/).waitFor();
    await alert.getByRole('link', { name: 'what waits for a decision' }).click();
    await page.getByRole('heading', { level: 1, name: 'Reconciliation' }).waitFor();
    await ask(`${syncline.url}/api/v1/reconciliation/actions`, 'POST', {
      filter: { class: 'conflict' },
      action: 'take_remote',
      why: 'the alert is to end',
    });
    expect(await ask(`${syncline.url}/api/v1/reconciliation/${itemId}`)).toMatchObject({ state: 'resolved' });
    await page.goto(`${syncline.url}/alerts`);
    await page.getByRole('article').filter({ hasText: 'resolved' }).waitFor();
  });

  it('goes on where it was when the connection to it is lost: no event is missed, none comes twice', async () => {
    const { syncline, open } = stage();
    const proxy = await createTcpProxy(syncline.url);
    try {
      const page = await open(new URL('/reconciliation?state=any&stream=tasks', proxy.url).href, {}, watchEvents);
      await page.getByText('live', { exact: true }).waitFor();
      await makeConflict(syncline, 'Before it broke');
      const [first] = await until(async () => {
        const seen = await eventsSeenBy(page);
        return seen.length > 0 && seen;
      });
      proxy.cut();
      await page.getByText('not connected').waitFor();
      const { itemId } = await makeConflict(syncline, 'While it was away');
      proxy.restore();
      await page.getByText('live', { exact: true }).waitFor();
      await page
        .getByRole('button', { name: /While it was away/ })
        .first()
        .waitFor();

      await ask(`${syncline.url}/api/v1/reconciliation/${itemId}/actions`, 'POST', {
        action: 'ignore',
        why: 'the end',
      });
      const seen = await until(async () => {
        const now = await eventsSeenBy(page);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        return now.length === (await eventsSeenBy(page)).length && now;
      });
      const told = await eventsBetween(syncline.url, eventTypes.join(','), first!, seen.at(-1)!);
      expect(seen.slice(1)).toEqual(told);
    } finally {
      await proxy.close();
    }
  });
}
