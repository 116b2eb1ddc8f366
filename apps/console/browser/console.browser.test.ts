import { describe, expect, it } from 'vitest';
import { itShowsInsights } from './insight-cases.ts';
import { itIsLive } from './live-cases.ts';
import { makeConflict, priorityAt } from './make-conflict.ts';
import { axeFindings, keepScreenshot } from './open-browser.ts';
import { chromium, useStage } from './stage.ts';
import { ask, until } from './start-syncline.ts';
import { itWalksEveryPage } from './walk-cases.ts';

describe.skipIf(chromium === null)('the console', { timeout: 300_000 }, () => {
  const stage = useStage(['--issues', '1500', '--no-edits'], async ({ syncline }) => {
    const people = [{ email: 'ada@walk.example', 'last name': 'Long', company: 'Walk Ltd' }];
    await ask(`${syncline.url}/api/v1/imports?name=people.json`, 'POST', people);
  });

  it('shows the bar of a backfill move', async () => {
    const { syncline, open, settled } = stage();
    const page = await open('/processes');
    const bar = page.getByRole('progressbar', { name: 'github backfill' });
    const value = async (): Promise<number> => Number((await bar.getAttribute('aria-valuenow')) ?? Number.NaN);
    const first = await until(async () => {
      const now = await value();
      return now > 0 && now;
    });
    await until(async () => (await bar.count()) === 0 || (await value()) > first);
    const list = await open('/processes');
    await list.getByRole('link', { name: /github backfill/ }).click();
    await settled(list);
    await keepScreenshot(list, 'process');
    await page.getByRole('row', { name: /github backfill completed/ }).waitFor({ timeout: 240_000 });
    await until(async () => {
      const { items } = await ask<{ items: unknown[] }>(`${syncline.url}/api/v1/processes?open=true`);
      return items.length === 0;
    });
  });

  it('lets a conflict be resolved in three clicks, and the vendor has it', async () => {
    const { syncline, open, settled } = stage();
    const { title, taskId } = await makeConflict(syncline, 'Priorities at odds');
    expect(await priorityAt(syncline, taskId)).toBe('Low');
    const page = await open('/');
    await page.getByRole('link', { name: /wait for a decision/ }).click();
    await page.getByRole('article').waitFor();
    await settled(page);
    await keepScreenshot(page, 'reconciliation');
    await page.getByRole('link', { name: /salesforce\/tasks/ }).click();
    await page.getByRole('article').getByRole('link', { name: title }).waitFor();
    await page.getByRole('button', { name: 'Take ours' }).click();
    await page.getByRole('status').filter({ hasText: 'take ours' }).waitFor();
    await until(async () => (await priorityAt(syncline, taskId)) === 'High');

    // And is taken back by one key, also there.
    await page.keyboard.press('u');
    await page.getByRole('status').filter({ hasText: 'taken back' }).waitFor();
    await until(async () => (await priorityAt(syncline, taskId)) === 'Low');
    await page.getByRole('article').getByRole('link', { name: title }).waitFor();
  });

  it('is used without a mouse: a conflict is merged by hand by keys alone', async () => {
    const { syncline, open } = stage();
    const { title, taskId, entityId } = await makeConflict(syncline, 'Keys alone');
    const page = await open(`/reconciliation?entity=${entityId}`);
    await page.getByRole('article').getByRole('link', { name: title }).waitFor();
    await page.keyboard.press('j');
    const isTask = page.getByRole('article', { name: taskId });
    if ((await isTask.count()) === 0) await page.keyboard.press('k');
    await isTask.waitFor();
    await page.keyboard.press('m');
    await page.getByRole('textbox', { name: /The value that is to stand/ }).fill('Medium');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(async () => (await priorityAt(syncline, taskId)) === 'Normal');
    await page.keyboard.press('Escape');
    await page.locator('h1').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.getByRole('heading', { level: 1, name: 'Processes' }).waitFor();
    await page.locator('[data-row="0"]').focus();
    await page.keyboard.press('j');
    expect(await page.evaluate(`document.activeElement?.getAttribute('data-row')`)).toBe('1');
  });

  it('pauses and resumes a process, and shows what another has done to it without being asked', async () => {
    const { syncline, open, settled } = stage();
    const page = await open('/connections/1');
    await page.getByRole('button', { name: 'Read everything' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1);
    await settled(page);
    await ask(`${syncline.url}/api/v1/processes/${id}/resume`, 'POST', {});
    await page.getByRole('button', { name: 'Pause' }).or(page.getByText('completed').first()).first().waitFor();
    await until(async () => /completed/.test((await page.locator('.page-head .state').textContent()) ?? ''));
  });

  it('replays a delivery, and a group of items', async () => {
    const { syncline, open, settled } = stage();
    await makeConflict(syncline, 'One of a group');
    await makeConflict(syncline, 'Another of it');
    const { items } = await ask<{ items: { id: number }[] }>(`${syncline.url}/api/v1/inbox?limit=1`);
    const page = await open(`/inbox/${items[0]!.id}`);
    await settled(page);
    await keepScreenshot(page, 'delivery');
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('understood once more').waitFor();

    await page.goto(`${syncline.url}/reconciliation`);
    await page.getByRole('link', { name: /salesforce\/tasks/ }).click();
    await page.getByRole('group', { name: /^All/ }).getByRole('button', { name: 'take theirs' }).click();
    await page.getByRole('button', { name: 'Do it' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /take theirs: \d+ items done/ })
      .waitFor();
  });

  itIsLive(stage);

  describe('for each role', () => {
    it('lets nobody in with a key that is none', async () => {
      const { open, foreign } = stage();
      const page = await open(`${foreign()}/processes`);
      await page.getByLabel('API key').fill('syn_00000000_none');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').filter({ hasText: 'The key is not right' }).waitFor();
      await keepScreenshot(page, 'sign-in');
      expect(await axeFindings(page)).toEqual([]);
    });

    it.each([
      ['viewer', { test: false, turnOff: false }],
      ['operator', { test: true, turnOff: false }],
      ['approver', { test: true, turnOff: false }],
      ['admin', { test: true, turnOff: true }],
    ])('shows a %s what they may do, and the API refuses the rest', async (role, may) => {
      const { foreign, signIn } = stage();
      const page = await signIn(role);
      const isOff = async (name: string): Promise<boolean> => {
        const button = page.getByRole('button', { name });
        await button.waitFor();
        return (await button.getAttribute('aria-disabled')) === 'true';
      };
      await page.goto(`${foreign()}/connections/2`);
      expect(await isOff('Test')).toBe(!may.test);
      if (may.test) {
        await page.getByRole('button', { name: 'Test' }).click();
        await page.getByText(/works, as/).waitFor();
      } else expect(await page.getByRole('button', { name: 'Test' }).getAttribute('title')).toContain('operator');
      await page.goto(`${foreign()}/sync-configs/1`);
      expect(await isOff('Turn off')).toBe(!may.turnOff);

      const answer = await page.evaluate(async () => {
        const { csrfToken } = (await (await fetch('/api/v1/session')).json()) as { csrfToken: string };
        const call = await fetch('/api/v1/connections/2/test', {
          method: 'POST',
          headers: { 'x-csrf-token': csrfToken },
        });
        return call.status;
      });
      expect(answer).toBe(may.test ? 200 : 403);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByLabel('API key').waitFor();
    });
  });

  itShowsInsights(stage);
  itWalksEveryPage(stage);

  it('keeps only the rows in sight in the page, and reads on when the end comes near', async () => {
    const { open, settled } = stage();
    const page = await open('/entities');
    await settled(page);
    await page.mouse.wheel(0, 4_000);
    await page
      .getByRole('status')
      .filter({ hasText: /(1\d\d|2\d\d) read so far/ })
      .waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    await page.getByLabel('Kind').selectOption('deal');
    await until(() => new URL(page.url()).searchParams.get('kind') === 'deal');
    await page.reload();
    await settled(page);
    expect(await page.getByLabel('Kind').inputValue()).toBe('deal');
  });
});
