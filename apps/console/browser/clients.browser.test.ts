import { describe, expect, it } from 'vitest';
import { axeFindings, keepScreenshot } from './open-browser.ts';
import { chromium, NARROW, useStage } from './stage.ts';
import { ask, until } from './start-syncline.ts';

const people = `Vorname;Nachname;E-Mail;Firma;Website;Telefon
Jürgen;Müller;J.Mueller@walk.example;Walk Motors;walk.example;+49 30 901820
Eva;Klein;eva@walk.example;Walk Motors;walk.example;
`;

/** From a file to all that is known of a client. */
describe.skipIf(chromium === null)('clients in the console', { timeout: 300_000 }, () => {
  const stage = useStage(['--issues', '60', '--no-edits'], async ({ syncline: { url } }) => {
    const answer = await fetch(`${url}/api/v1/imports?name=people.csv`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: people,
    });
    const { id } = (await answer.json()) as { id: string };
    const { processId } = await ask<{ processId: string }>(`${url}/api/v1/imports/${id}/apply`, 'POST', {});
    await until(async () => {
      const { finishedAt } = await ask<{ finishedAt: string | null }>(`${url}/api/v1/processes/${processId}`);
      return finishedAt !== null;
    });
    await until(async () => (await clientsOf(url, 'eva@walk')).length === 1);
  });
  const clientsOf = async (url: string, text: string) =>
    (await ask<{ items: { id: string }[] }>(`${url}/api/v1/clients?text=${text}`)).items;

  it('finds a client by an address of its people, and shows all that is known of it', async () => {
    const { open, settled, overflow } = stage();
    const page = await open('/clients');
    await settled(page);
    await page.getByRole('searchbox', { name: 'Search' }).fill('eva@walk');
    await page.waitForURL(/text=eva/);
    await until(async () => (await page.getByRole('table', { name: 'Clients' }).getByRole('link').count()) === 1);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Walk Motors' }).click();
    await page.getByRole('heading', { level: 1, name: 'Walk Motors' }).waitFor();
    await settled(page);
    for (const name of ['Eva Klein', 'Jürgen Müller']) await page.getByRole('link', { name }).first().waitFor();
    await page.getByText('fields that complete records have').waitFor();
    const relations = page.getByRole('group', { name: 'Relations' });
    await relations.getByText(/Eva Klein.*belongs to.*Walk Motors/).waitFor();
    await page.getByRole('rowheader', { name: 'name', exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize(NARROW);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  it('lists clients by what waits for somebody and by what is missing of them, as the address says', async () => {
    const { open, settled, overflow } = stage();
    const page = await open('/clients');
    await settled(page);
    await page.getByLabel(/^Order/).selectOption('quality');
    await page.waitForURL(/sort=quality/);
    await page.getByRole('columnheader', { name: 'To decide' }).waitFor();
    await page.getByRole('searchbox', { name: 'Search' }).fill('walk');
    await page.getByLabel(/^To decide/).selectOption('conflicts');
    await page.waitForURL(/has=conflicts/);
    await page.getByText('No client is like that.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize(NARROW);
    await page.getByLabel(/^To decide/).selectOption('');
    await page.getByRole('link', { name: 'Walk Motors' }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  it('shows what changes of a client while it is looked at', async () => {
    const { syncline, open, settled } = stage();
    const [client] = await clientsOf(syncline.url, 'eva@walk');
    const page = await open(`/clients/${client!.id}`);
    await settled(page);
    await until(async () => (await page.getByText('live', { exact: true }).count()) > 0);
    const { parts } = await ask<{ parts: { person: { items: { id: string; name: string }[] } } }>(
      `${syncline.url}/api/v1/clients/${client!.id}`,
    );
    const eva = parts.person.items.find(({ name }) => name === 'Eva Klein')!;
    await ask(`${syncline.url}/api/v1/entities/${eva.id}`, 'PATCH', { fields: { last_name: 'Gross' } });
    await page.getByRole('link', { name: 'Eva Gross' }).first().waitFor({ timeout: 60_000 });
    await page.goto(`${syncline.url}/clients/${eva.id}`);
    await page.getByText('you were led here').waitFor();
  });

  it('says what in stock a client may want and why, on its page and on those of both ends', async () => {
    const { syncline, open, settled, overflow } = stage();
    const [client] = await clientsOf(syncline.url, 'eva@walk');
    const make = (kind: string, fields: object) =>
      ask<{ id: string }>(`${syncline.url}/api/v1/entities`, 'POST', { kind, fields });
    const boat = await make('inventory_item', { name: 'Wooden boat Elsa', category: 'boats', price: 9_000 });
    await make('interest', { account: client!.id, category: 'boat', words: 'wooden', price_to: 10_000 });
    const says = 'Stated: category “boat”, word “wooden”, price 9000 (at most 10000)';
    const page = await open(`/clients/${client!.id}`);
    const wanted = page.locator('#matches');
    await wanted.getByText(says).waitFor({ timeout: 60_000 });
    await wanted.getByText('fits by 100 %').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize(NARROW);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    for (const id of [boat.id, client!.id]) {
      await page.goto(`${syncline.url}/entities/${id}`);
      await settled(page);
      await page.getByText(says).waitFor();
      await page
        .getByRole('link', { name: id === boat.id ? 'Walk Motors' : 'Wooden boat Elsa' })
        .last()
        .waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }
  });

  it('shows a client of a CRM with its deals and its thread', async () => {
    const { syncline, open, settled } = stage();
    // The CRM is read in the background, and its clients are counted as they come.
    const client = await until(async () => {
      const { items } = await ask<{ items: { id: string; people: number }[] }>(
        `${syncline.url}/api/v1/clients?openDeals=true&limit=200`,
      );
      return items.filter(({ people }) => people > 0).sort((a, b) => b.people - a.people)[0];
    });
    const page = await open(`/clients/${client.id}`);
    await settled(page);
    await page.getByRole('heading', { level: 2, name: /Deals/ }).waitFor();
    await keepScreenshot(page, 'client');
    expect(await axeFindings(page)).toEqual([]);
  });
});
