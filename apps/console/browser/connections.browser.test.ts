import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFindings, keepScreenshot } from './open-browser.ts';
import { itSetsUpWhatIsPrepared } from './setup-cases.ts';
import { chromium, NARROW, useStage } from './stage.ts';
import { ask, until } from './start-syncline.ts';

describe.skipIf(chromium === null)('setting up in the console', { timeout: 300_000 }, () => {
  let github: { id: number; baseUrl: string; settings: { owner: string } };
  let token: string;
  const stage = useStage(['--issues', '60', '--no-edits'], async ({ syncline }) => {
    const { items } = await ask<{ items: (typeof github & { name: string })[] }>(`${syncline.url}/api/v1/connections`);
    github = items.find(({ name }) => name === 'github')!;
    const secrets = await ask<{ items: { name: string; reference: string }[] }>(
      `${syncline.url}/api/v1/connections/${github.id}/credentials`,
    );
    const { reference } = secrets.items.find(({ name }) => name === 'token')!;
    token = readFileSync(reference.replace('file:', ''), 'utf8').trim();
  });
  const open = async (path: string): Promise<Page> => {
    const page = await stage().open(path);
    await stage().settled(page);
    return page;
  };

  it('makes a connection of what the vendor offers, once it works', async () => {
    const page = await open('/connections');
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await page.getByRole('button', { name: /^Trello/ }).waitFor();
    await keepScreenshot(page, 'new-connection-vendor');
    await page.getByRole('button', { name: /^GitHub/ }).click();
    expect(await page.getByLabel('Name').inputValue()).toBe('github-2');

    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('Owner is missing.').waitFor();
    await page.getByLabel('Address').fill(github.baseUrl);
    await page.getByLabel('Owner', { exact: true }).fill(github.settings.owner);
    await page.getByLabel(/^Token/).fill('ghp_of_somebody_else');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'Look at the credentials' }).waitFor();
    await page.getByLabel(/^Token/).fill(token);
    await page.getByText('Pick from what the vendor has').first().click();
    await page.getByRole('list', { name: 'Repositories' }).getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText(/works, as/).waitFor();
    await keepScreenshot(page, 'new-connection');
    await page.getByRole('button', { name: 'Save', exact: true }).click();

    await page.getByRole('heading', { level: 1, name: 'github-2' }).waitFor();
    await page.getByText('in the vault').first().waitFor();
    expect(await page.content()).not.toContain(token);
  });

  it('changes what it is told on the version that was read, lets it wait, and removes it', async () => {
    const { items } = await ask<{ items: { id: number; name: string }[] }>(
      `${stage().syncline.url}/api/v1/connections`,
    );
    const { id } = items.find(({ name }) => name === 'github-2')!;
    const page = await open(`/connections/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const repositories = page.getByLabel(/^Repositories/).first();
    await repositories.fill('no such/name');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('owner/name or name').waitFor();
    await ask(`${stage().syncline.url}/api/v1/connections/${id}`, 'PATCH', { settings: github.settings });
    await repositories.fill('api');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'Somebody was quicker' }).waitFor();
    await page.getByRole('button', { name: 'Leave it' }).click();

    await page.getByRole('button', { name: 'Let it wait' }).click();
    await page.getByText(/Paused by/).waitFor();
    await page.getByRole('button', { name: 'Let it work again' }).click();
    await page.getByRole('button', { name: 'Enter secrets anew' }).click();
    await page.getByLabel(/^Token/).fill(token);
    await page.getByRole('button', { name: 'Seal and test' }).click();
    await page.getByText(/the vendor takes them/).waitFor();
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
    await until(async () => (await page.getByRole('link', { name: 'github-2' }).count()) === 0);
  });

  it('keeps what is in use, and tells a viewer what they may not do', async () => {
    const page = await open(`/connections/${github.id}`);
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'linked records' }).waitFor();

    const foreign = stage().foreign();
    const viewer = await stage().signIn('viewer');
    await viewer.goto(`${foreign}/connections`);
    const add = viewer.getByRole('button', { name: 'Add a connection' });
    await add.waitFor();
    expect(await add.getAttribute('title')).toContain('Needs the role admin');
    await viewer.goto(`${foreign}/connections/${github.id}`);
    for (const name of ['Edit', 'Let it wait', 'Remove…'])
      expect(await viewer.getByRole('button', { name }).getAttribute('aria-disabled'), name).toBe('true');
  });

  it('makes a sync config of a preset, tries it out on real records, and saves it on the version that was read', async () => {
    const page = await open('/sync-configs');
    await page.getByRole('button', { name: 'Add a sync config' }).click();
    await page.getByRole('button', { name: /^github-jira/ }).waitFor();
    await keepScreenshot(page, 'new-sync-config');
    await page.getByRole('button', { name: /^empty/ }).click();
    await page.getByLabel('Name').fill('labels');
    await page.getByLabel('Another kind').fill('label');
    await page.getByRole('button', { name: 'Add kind' }).click();
    await page.getByLabel('Another side').selectOption('github');
    await page.getByLabel('Stream of the side').selectOption('labels');
    await page.getByRole('button', { name: 'Add side' }).click();
    await page.getByLabel('Another field').fill('name');
    await page.getByRole('button', { name: 'Add field' }).click();
    await page.getByLabel('name at github/labels', { exact: true }).fill('nmae');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('alert').filter({ hasText: 'nmae' }).waitFor();
    await page.getByLabel('name at github/labels', { exact: true }).fill('name');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText(/the newest of each kind|no records of these kinds yet/).waitFor();
    await page.getByRole('button', { name: 'Put it into force' }).click();
    await page.getByRole('heading', { level: 1, name: 'labels' }).waitFor();

    const id = Number(new URL(page.url()).pathname.split('/').at(-1));
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Direction of github/labels', { exact: true }).selectOption('in');
    await ask(`${stage().syncline.url}/api/v1/sync/configs/${id}`, 'PATCH', { sync_interval: 600 });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'Somebody was quicker' }).waitFor();
    await page.getByRole('button', { name: 'Leave it' }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Policy of name').selectOption('remote_wins');
    await page.getByLabel('Who decides on name').selectOption('github/labels');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('remote wins').waitFor();
    const { settings } = await ask<{ settings: object }>(`${stage().syncline.url}/api/v1/sync/configs/${id}`);
    expect(settings).toMatchObject({
      kinds: { label: { policies: { name: { mode: 'remote_wins', streams: ['github/labels'] } } } },
    });
  });

  it('shows a whole field map being edited, and what it would do', async () => {
    const page = await open('/sync-configs/1');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText(/the newest of each kind/).waitFor();
    await keepScreenshot(page, 'sync-config-edit');
    await page.getByRole('heading', { name: 'What it would do' }).scrollIntoViewIfNeeded();
    await keepScreenshot(page, 'sync-config-preview');
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize(NARROW);
    expect(await stage().overflow(page)).toBeLessThanOrEqual(0);
  });

  itSetsUpWhatIsPrepared(stage);

  const forms = [
    ['new connection', '/connections/new?vendor=hubspot'],
    ['connection', '/connections/1'],
    ['new sync config', '/sync-configs/new?preset=github-jira'],
  ] as const;

  it.each(['light', 'dark'] as const)(
    'shuts nobody out of a form, all of it open, in %s, nor on 320 px',
    async (colorScheme) => {
      const { go, overflow } = stage();
      const page = await stage().open('/connections', { colorScheme });
      for (const [name, path] of forms) {
        await page.setViewportSize({ width: 1280, height: 860 });
        await go(page, path);
        for (const details of await page.locator('details.more > summary').all()) await details.click();
        expect(await axeFindings(page), `${name} in ${colorScheme}`).toEqual([]);
        await page.setViewportSize(NARROW);
        expect(await overflow(page), `${name} on 320 px`).toBeLessThanOrEqual(0);
      }
    },
  );
});
