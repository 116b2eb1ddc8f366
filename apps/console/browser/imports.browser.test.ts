import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFindings, keepScreenshot } from './open-browser.ts';
import { chromium, NARROW, useStage } from './stage.ts';
import { ask, until } from './start-syncline.ts';

const lines = [
  'Vorname;Nachname;E-Mail;Firma;Website;Auftrag;Betrag;Abschlussdatum;Vermerk',
  'Jürgen;Möller;j.moeller@wizard.example;Wizard GmbH;www.wizard.example;Dach;1.200,50;03/04/2026;ruft zurück',
  'Eva;Klein;eva@wizard.example;Wizard GmbH;www.wizard.example;Keller;90;05/06/2026;',
  'Otto;Kurz;otto@kurz.example;Kurz AG;kurz.example;Zaun;zehn;07/08/2026;',
];
const csv = (rows: readonly string[]) => ({
  name: 'kunden.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`\ufeff${rows.join('\r\n')}\r\n`),
});

describe.skipIf(chromium === null)('bringing files in the console', { timeout: 300_000 }, () => {
  const stage = useStage(['--issues', '60', '--no-edits']);
  const open = async (path: string): Promise<Page> => {
    const page = await stage().open(path);
    await stage().settled(page);
    return page;
  };
  const choose = async (page: Page, rows: readonly string[] = lines): Promise<string> => {
    await page.getByLabel('Drop a file here, or choose one').setInputFiles(csv(rows));
    await page.getByRole('heading', { level: 1, name: 'kunden.csv' }).waitFor();
    return new URL(page.url()).pathname.split('/').at(-1)!;
  };
  /** Brings a small file beside the page. */
  const brought = async (name: string): Promise<string> => {
    const people = [{ email: `${name}@beside.example`, 'last name': name }];
    const { id } = await ask<{ id: string }>(
      `${stage().syncline.url}/api/v1/imports?name=${name}.json`,
      'POST',
      people,
    );
    return id;
  };
  const applied = async (page: Page): Promise<void> => {
    await page
      .getByText(/completed/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: 'What can be done' }).waitFor();
  };
  let wizard = '';

  it('walks a file from the disk to the page of a contact that it made, and to all that is known of the company', async () => {
    const page = await open('/imports');
    await page.keyboard.press('n');
    await page.getByRole('heading', { level: 1, name: 'Bring a file' }).waitFor();
    await keepScreenshot(page, 'new-import');
    wizard = await choose(page);

    // What can't be known is asked, and nothing is tried out before.
    await page.keyboard.press('3');
    await page.getByText("It can't be tried out before this is answered").waitFor();
    await page.keyboard.press('1');
    await page.getByRole('button', { name: /^Day first/ }).click();
    await page.getByText('all are answered').waitFor();
    expect(await page.getByLabel('What Betrag is').inputValue()).toBe('deal.amount');
    await page.getByLabel('What Vermerk is').selectOption('contact.description');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Nothing is open.').waitFor();
    await keepScreenshot(page, 'import-meaning');

    await page.getByRole('link', { name: /^Next: how rows are read/ }).click();
    const bad = page
      .getByRole('row')
      .filter({ hasText: 'zehn' })
      .or(page.getByRole('row', { name: /^4 / }));
    await bad.getByText('Betrag').waitFor();
    expect(await page.getByRole('row', { name: /^2 / }).textContent()).toContain('2026-04-03');
    await keepScreenshot(page, 'import-rows');

    await page.getByRole('link', { name: /^Next: what would change/ }).click();
    const figures = page.getByRole('list', { name: 'What would change' });
    await figures.getByText('5 created').or(figures.getByText(/^5$/)).first().waitFor();
    await keepScreenshot(page, 'import-trial');
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole('link', { name: /^Next: apply/ }).click();
    await page.getByLabel('Profile').fill('Kunden');
    await page.getByRole('button', { name: 'Keep its meaning' }).click();
    await page.getByText('Kept as Kunden').waitFor();
    await page.getByRole('button', { name: 'Apply…' }).click();
    await page.getByRole('button', { name: 'Apply it' }).click();
    await applied(page);
    await keepScreenshot(page, 'import-outcome');

    await page.getByRole('link', { name: 'Jürgen Möller' }).click();
    await page.getByText('j.moeller@wizard.example').first().waitFor();
    await page.getByText('ruft zurück').first().waitFor();
    const company = page.getByRole('link', { name: 'Wizard GmbH' }).first();
    const account = (await company.getAttribute('href'))!.split('/').at(-1);
    await stage().go(page, `/clients/${account}`);
    await page.getByRole('heading', { level: 1, name: 'Wizard GmbH' }).waitFor();
    await page
      .getByRole('link', { name: /Möller/ })
      .first()
      .waitFor();
  });

  it('leads a row that waits from the reconciliation to its cells, and applies it once it is right', async () => {
    const { syncline } = stage();
    const { processId } = await ask<{ processId: string }>(`${syncline.url}/api/v1/imports/${wizard}`);
    const page = await open(`/reconciliation?process=${processId}`);
    await page.getByRole('link', { name: 'Put row 4 right' }).click();
    const amount = page.getByLabel('Betrag', { exact: true });
    expect(await amount.inputValue()).toBe('zehn');
    await keepScreenshot(page, 'import-bad-rows');
    await amount.fill('viel');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'still has problems' }).waitFor();
    await amount.fill('10');
    await page.getByRole('button', { name: 'Apply row 4' }).click();
    await page.getByRole('status').filter({ hasText: 'Row 4 is applied.' }).waitFor();
    await page.getByText('No row has a problem.').waitFor();
    const { items } = await ask<{ items: unknown[] }>(`${syncline.url}/api/v1/reconciliation?processId=${processId}`);
    expect(items).toEqual([]);
  });

  it('hands the file out as it came, takes the import back, and does it once more', async () => {
    const { syncline } = stage();
    const page = await open(`/imports/${wizard}`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'The file as it came' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('kunden.csv');
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks)).toEqual(csv(lines).buffer);

    const eva = await page.getByRole('link', { name: 'Eva Klein' }).getAttribute('href');
    const deletedAt = async (): Promise<string | null> =>
      (await ask<{ deletedAt: string | null }>(`${syncline.url}/api/v1${eva}`)).deletedAt;
    expect(await deletedAt()).toBeNull();
    await page.getByRole('button', { name: 'Undo…' }).click();
    await page.getByRole('button', { name: 'Undo it' }).click();
    await page.locator('.page-head').getByText('undone').waitFor();
    expect(await deletedAt()).not.toBeNull();
    await page.getByRole('button', { name: 'Replay…' }).click();
    await page.getByRole('button', { name: 'Replay it' }).click();
    await until(() => !page.url().includes(wizard));
    await applied(page);
    await page.getByText('revived').first().waitFor();
    expect(await deletedAt()).toBeNull();
  });

  it('takes the meaning of a profile for a file of the same header, and forgets it', async () => {
    const page = await open('/imports/new');
    await page.getByText(/^Kunden/).waitFor();
    const id = await choose(page, [...lines.slice(0, 2), 'Neu;Dazu;neu@wizard.example;;;;;;']);
    await page.getByText('as the profile “Kunden” says').waitFor();
    await page.getByText('Nothing is open.').waitFor();
    // Otherwise, and then by name.
    await page.getByLabel('What Vermerk is').selectOption('');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('as the profile “Kunden” says').waitFor({ state: 'detached' });
    await page.getByText('The meaning of a profile').click();
    await page.getByLabel('Profile').selectOption('Kunden');
    await page.getByRole('button', { name: 'Take it' }).click();
    await page.getByText('as the profile “Kunden” says').waitFor();
    expect(await page.getByLabel('What Vermerk is').inputValue()).toBe('contact.description');

    await stage().go(page, '/imports/new');
    await page.getByRole('button', { name: 'Forget Kunden…' }).click();
    await page.getByRole('button', { name: 'Forget Kunden', exact: true }).click();
    await page.getByRole('heading', { name: 'Profiles' }).waitFor({ state: 'detached' });
    await stage().go(page, `/imports/${id}`);
    await page.getByText('as the profile “Kunden” says').waitFor();
  });

  it('shows how much of a file is sent, can be stopped, and refuses what is too much before it is sent', async () => {
    const page = await open('/imports/new');
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 5,
      downloadThroughput: -1,
      uploadThroughput: 120_000,
    });
    const rows = Array.from({ length: 20_000 }, (_, row) => `a${row}@slow.example,Slow ${row}`);
    await page.getByLabel('Drop a file here, or choose one').setInputFiles(csv(['email,last name', ...rows]));
    const bar = page.getByRole('progressbar', { name: 'Sending kunden.csv' });
    await until(async () => Number((await bar.getAttribute('aria-valuenow')) ?? 0) > 0);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped; nothing of it was kept.').waitFor();

    // A file that says of itself that it is that large: none is made for it.
    await page.evaluate(`{
      const input = document.querySelector('input[type="file"]');
      const huge = Object.defineProperty(new File(['x'], 'huge.csv'), 'size', { value: 2 ** 31 });
      Object.defineProperty(input, 'files', { value: [huge], configurable: true });
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }`);
    await page.getByRole('alert').filter({ hasText: 'more than 1 GiB' }).waitFor();
  });

  it('is live: what somebody else brings and applies shows without being asked, and filters are in the address', async () => {
    const { syncline } = stage();
    const page = await open('/imports?state=applied');
    const id = await brought('besides');
    await ask(`${syncline.url}/api/v1/imports/${id}/apply`, 'POST', {});
    await page.getByRole('link', { name: /besides\.json/ }).waitFor();
    await page.getByLabel('File').fill('no such');
    await page.getByText('No import is like that.').waitFor();
    expect(new URL(page.url()).searchParams.get('name')).toBe('no such');
  });

  it('has a file wait where a policy asks for an approval, and shows the proposal', async () => {
    const { syncline } = stage();
    const config = await ask<{ settings: object }>(`${syncline.url}/api/v1/sync/configs/1`);
    const approvals = [{ name: 'files', kinds: ['import'] }];
    await ask(`${syncline.url}/api/v1/sync/configs/1`, 'PATCH', { settings: { ...config.settings, approvals } });
    try {
      const id = await brought('waits');
      const page = await open(`/imports/${id}?step=apply`);
      await page.getByRole('button', { name: 'Apply…' }).click();
      await page.getByRole('button', { name: 'Apply it' }).click();
      await page.getByText(/waits for an approval: the import is applied/).waitFor();
      await page.locator('.page-head').getByText('waits for approval').waitFor();
      await keepScreenshot(page, 'import-waits');
      await stage().go(page, '/imports');
      await page.getByRole('row', { name: /waits\.json.*waits for approval/ }).waitFor();
      await stage().go(page, `/imports/${id}`);
      await page.getByRole('link', { name: /^proposal \d+/ }).click();
      await page.getByRole('article').filter({ hasText: 'import waits.json' }).waitFor();
    } finally {
      await ask(`${syncline.url}/api/v1/sync/configs/1`, 'PATCH', { settings: config.settings });
    }
  });

  it('shows a viewer the list alone, lets an operator prepare, and an approver apply; each with the reason', async () => {
    const { foreign, signIn, settled } = stage();
    const id = await brought('roles');
    const viewer = await signIn('viewer');
    await viewer.goto(`${foreign()}/imports`);
    const bring = viewer.getByRole('button', { name: /^Bring a file/ });
    await bring.waitFor();
    expect(await bring.getAttribute('title')).toContain('Needs the role operator');
    await viewer.getByText('The list is all that there is to see here.').waitFor();
    expect(await viewer.getByRole('link', { name: /roles\.json/ }).count()).toBe(0);
    const statusOf = (page: Page, path: string): Promise<number> =>
      page.evaluate(async (address) => (await fetch(address)).status, path);
    expect(await statusOf(viewer, `/api/v1/imports/${id}`)).toBe(403);
    expect(await statusOf(viewer, `/api/v1/imports/${id}/evidence`)).toBe(403);

    for (const [role, mayApply] of [
      ['operator', false],
      ['approver', true],
    ] as const) {
      const page = await signIn(role);
      await page.goto(`${foreign()}/imports/${id}?step=apply`);
      await settled(page);
      const apply = page.getByRole('button', { name: 'Apply…' });
      expect(await apply.getAttribute('aria-disabled'), role).toBe(String(!mayApply));
      if (!mayApply) expect(await apply.getAttribute('title')).toContain('Needs the role approver');
    }
  });

  it.each(['light', 'dark'] as const)('shuts nobody out of any step, in %s, nor on 320 px', async (colorScheme) => {
    const { go, overflow } = stage();
    const asks = await stage().open('/imports/new', { colorScheme });
    const fresh = await choose(asks);
    const page = await stage().open('/imports', { colorScheme });
    const paths = [
      '/imports',
      '/imports/new',
      ...['meaning', 'rows', 'trial', 'apply'].map((step) => `/imports/${fresh}?step=${step}`),
      ...['outcome', 'bad', 'meaning'].map((step) => `/imports/${wizard}?step=${step}`),
    ];
    for (const path of paths) {
      await page.setViewportSize({ width: 1280, height: 860 });
      await go(page, path);
      for (const details of await page.locator('details.more > summary').all()) await details.click();
      expect(await axeFindings(page), `${path} in ${colorScheme}`).toEqual([]);
      await page.setViewportSize(NARROW);
      expect(await overflow(page), `${path} on 320 px`).toBeLessThanOrEqual(0);
    }
  });
});
