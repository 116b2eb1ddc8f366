import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { OAuthServer } from '@syncline/sandbox';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFindings } from './open-browser.ts';
import type { Stage } from './stage.ts';
import { ask, until } from './start-syncline.ts';

/** To the vendor's page and back, in the tab that the link opens. */
async function authorise(page: Page): Promise<void> {
  const answered = page.waitForResponse(/\/oauth\/authorize$/);
  await page.getByRole('button', { name: 'Authorise in the browser' }).click();
  await answered;
  const tab = page.waitForEvent('popup');
  await page.getByRole('link', { name: /^Go on at/ }).click();
  const there = await tab;
  await there.getByText('Connection jira-oauth is authorised').waitFor();
  await there.close();
  // It leads there once.
  await page.getByText(/page was opened/).waitFor();
  expect(await page.getByRole('link', { name: /^Go on at/ }).count()).toBe(0);
}

/** Setting up what other people have prepared: a vendor's own page of consent, and a preset. */
export function itSetsUpWhatIsPrepared(stage: () => Stage): void {
  it("authorises a connection at the vendor's page, says when that was taken back, and how to do it again", async () => {
    const { syncline, open, settled } = stage();
    const server = await OAuthServer.listen({ redirectUris: [`${syncline.url}/oauth/callback`] });
    const jira = await createJiraSandbox({ issues: 1, projects: 1, acceptsToken: (token) => server.accepts(token) });
    try {
      const page = await open('/connections/new?vendor=jira');
      await settled(page);
      await page.getByLabel('Name').fill('jira-oauth');
      await page.getByLabel('Address').fill(jira.url);
      await page.getByLabel(/^Client id/).fill(server.clientId);
      await page.getByLabel(/^Secret of an OAuth app/).fill(server.clientSecret);
      for (const details of await page.locator('details.more > summary').all()) await details.click();
      await page.getByLabel(/^Authorization server/i).fill(server.url);
      await page.getByRole('button', { name: 'Save without a good test' }).click();
      await page.getByRole('heading', { level: 1, name: 'jira-oauth' }).waitFor();
      await authorise(page);
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await page.getByText(/works, as/).waitFor();

      server.revoke();
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await page.getByRole('alert').filter({ hasText: 'authorise it again' }).waitFor();
      await page.locator('.page-head').getByText('action required').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await authorise(page);
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await page.getByText(/works, as/).waitFor();
      // Each stream says it too, until the page has read it anew.
      await until(async () => (await page.getByText('action required').count()) === 0);
      await page.getByRole('button', { name: 'Remove…' }).click();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
    } finally {
      await jira.close();
      await server.close();
    }
  });

  it('saves a sync config of a preset, for the connections that it is told', async () => {
    const { syncline, open, settled } = stage();
    // What one config keeps in step another can't keep as well.
    await ask(`${syncline.url}/api/v1/sync/configs/1`, 'PATCH', { enabled: false });
    const page = await open('/sync-configs/new');
    await settled(page);
    await page.getByRole('button', { name: /^github-jira/ }).click();
    await page.getByLabel('Name', { exact: true }).fill('from the preset');
    for (const side of ['github', 'jira'])
      await until(async () => (await page.getByLabel(`${side} is`).inputValue()) === side);
    await page.getByRole('button', { name: 'Preview' }).click();
    const answer = page.getByText(/the newest of each kind|no records of these kinds yet/).or(page.getByRole('alert'));
    expect(await answer.first().textContent()).toMatch(/the newest of each kind|no records of these kinds yet/);
    await page.getByRole('button', { name: 'Put it into force' }).click();
    await page.getByRole('heading', { level: 1, name: 'from the preset' }).waitFor();
    const id = Number(new URL(page.url()).pathname.split('/').at(-1));
    const saved = await ask<{ settings: { kinds: object } }>(`${syncline.url}/api/v1/sync/configs/${id}`);
    const { items } = await ask<{ items: { name: string; settings: { kinds: object } }[] }>(
      `${syncline.url}/api/v1/sync/presets`,
    );
    const preset = items.find(({ name }) => name === 'github-jira')!;
    expect(Object.keys(saved.settings.kinds).sort()).toEqual(Object.keys(preset.settings.kinds).sort());
    await ask(`${syncline.url}/api/v1/sync/configs/${id}`, 'PATCH', { enabled: false });
    await ask(`${syncline.url}/api/v1/sync/configs/1`, 'PATCH', { enabled: true });
  });
}
