import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { axeFindings, keepScreenshot, openBrowser, openPage } from './open-browser.ts';
import { ask, type RunningSyncline, startSyncline, until } from './start-syncline.ts';

const chromium = findChromium();

describe.skipIf(chromium === null)('setting up in the console', { timeout: 300_000 }, () => {
  let syncline: RunningSyncline;
  let browser: Browser;
  let github: { id: number; baseUrl: string; settings: { owner: string } };
  let token: string;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    syncline = await startSyncline(['--issues', '60', '--no-edits']);
    browser = await openBrowser(chromium!);
    const { items } = await ask<{ items: (typeof github & { name: string })[] }>(`${syncline.url}/api/v1/connections`);
    github = items.find(({ name }) => name === 'github')!;
    token = await secretOf(github.id, 'token');
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await syncline?.stop();
  });

  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });

  const secretOf = async (id: number, name: string): Promise<string> => {
    const { items } = await ask<{ items: { name: string; reference: string }[] }>(
      `${syncline.url}/api/v1/connections/${id}/credentials`,
    );
    return readFileSync(items.find((each) => each.name === name)!.reference.replace('file:', ''), 'utf8').trim();
  };
  const open = async (path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
    contexts.push(context);
    const page = await openPage(context, complaints);
    await page.goto(path.startsWith('http') ? path : `${syncline.url}${path}`);
    await page.locator('h1').waitFor();
    await until(async () => (await page.locator('.waiting').count()) === 0);
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
    const { items } = await ask<{ items: { id: number; name: string }[] }>(`${syncline.url}/api/v1/connections`);
    const { id } = items.find(({ name }) => name === 'github-2')!;
    const page = await open(`/connections/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const repositories = page.getByLabel(/^Repositories/).first();
    await repositories.fill('no such/name');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('owner/name or name').waitFor();
    await ask(`${syncline.url}/api/v1/connections/${id}`, 'PATCH', { settings: github.settings });
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

    const { key } = await ask<{ key: string }>(`${syncline.url}/api/v1/keys`, 'POST', { name: 'eyes', role: 'viewer' });
    const foreign = syncline.url.replace('127.0.0.1', 'console.test');
    const context = await browser.newContext();
    contexts.push(context);
    const viewer = await openPage(context, complaints);
    await viewer.goto(`${foreign}/connections`);
    await viewer.getByLabel('API key').fill(key);
    await viewer.getByRole('button', { name: 'Sign in' }).click();
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
    await ask(`${syncline.url}/api/v1/sync/configs/${id}`, 'PATCH', { sync_interval: 600 });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'Somebody was quicker' }).waitFor();
    await page.getByRole('button', { name: 'Leave it' }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Policy of name').selectOption('remote_wins');
    await page.getByLabel('Who decides on name').selectOption('github/labels');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('remote wins').waitFor();
    const { settings } = await ask<{ settings: object }>(`${syncline.url}/api/v1/sync/configs/${id}`);
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
    await page.setViewportSize({ width: 320, height: 640 });
    const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(over).toBeLessThanOrEqual(0);
  });

  const pages = [
    ['vendors', '/connections/new'],
    ['new connection', '/connections/new?vendor=hubspot'],
    ['connection', '/connections/1'],
    ['presets', '/sync-configs/new'],
    ['new sync config', '/sync-configs/new?preset=github-jira'],
  ] as const;

  it.each(['light', 'dark'] as const)('shuts nobody out, in %s, nor on 320 px', async (colorScheme) => {
    const page = await open('/connections', { colorScheme });
    for (const [name, path] of pages) {
      await page.setViewportSize({ width: 1280, height: 860 });
      await page.goto(`${syncline.url}${path}`);
      await page.locator('h1').waitFor();
      await until(async () => (await page.locator('.waiting').count()) === 0);
      for (const details of await page.locator('details.more > summary').all()) await details.click();
      expect(await axeFindings(page), `${name} in ${colorScheme}`).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(over, `${name} on 320 px`).toBeLessThanOrEqual(0);
    }
  });
});
