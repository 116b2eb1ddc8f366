import { describe, expect, it } from 'vitest';
import { axeFindings, keepScreenshot } from './open-browser.ts';
import { chromium, NARROW, useStage } from './stage.ts';
import { ask, until } from './start-syncline.ts';

interface Pair {
  readonly id: number;
  readonly state: string;
  readonly aId: string;
  readonly aTitle: string;
  readonly bTitle: string;
  readonly proposalId: number | null;
}

/** People whom Salesforce has twice, by what the two are called. */
const twice = [
  [
    'Nadia Okafor',
    { Email: 'nadia.okafor@kestrel.example', Phone: '+41 44 555 01 17' },
    { Title: 'Head of Purchasing' },
  ],
  ['Tomasz Wilk', { Email: 'tomasz.wilk@kestrel.example', Phone: '+41 44 555 01 23' }, { Title: 'Planner' }],
  ['Ines Moreau', { Email: 'ines.moreau@kestrel.example', Phone: '+41 44 555 01 31' }, { Title: 'Buyer' }],
  ['Harald Lund', { Email: 'harald.lund@kestrel.example', Phone: '+41 44 555 01 46' }, { Title: 'Controller' }],
] as const;

describe.skipIf(chromium === null)('deciding in the console', { timeout: 300_000 }, () => {
  const stage = useStage(['--issues', '60', '--no-edits'], async ({ syncline }) => {
    const contacts = `${syncline.vendors['salesforce']}/_sandbox/records/Contact`;
    for (const [name, reached, only] of twice) {
      const [FirstName, LastName] = name.split(' ');
      await ask(contacts, 'POST', { FirstName, LastName, ...reached, ...only });
      await ask(contacts, 'POST', { FirstName: FirstName![0], LastName, ...reached, Department: 'Procurement' });
    }
    await until(async () => (await Promise.all(twice.map(([name]) => pairOf(name)))).every(Boolean));
  });
  const api = <Answer>(path: string, method?: string, body?: object): Promise<Answer> =>
    ask<Answer>(`${stage().syncline.url}/api/v1${path}`, method, body);
  const pairOf = async (name: string): Promise<Pair | undefined> => {
    const { items } = await api<{ items: Pair[] }>('/duplicates?kind=contact&limit=200');
    return items.find(({ aTitle, bTitle }) => aTitle === name || bTitle === name);
  };

  it('shows two side by side with what speaks for it, to everybody and on a telephone', async () => {
    const { open, settled, overflow } = stage();
    for (const options of [
      { colorScheme: 'dark' },
      { colorScheme: 'light', viewport: NARROW },
      { colorScheme: 'light' },
    ] as const) {
      const page = await open('/duplicates', options);
      await settled(page);
      await page.getByRole('table', { name: 'Side by side' }).waitFor();
      await page
        .getByRole('rowheader', { name: /^email/ })
        .last()
        .waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      if (options.colorScheme === 'light' && !('viewport' in options)) await keepScreenshot(page, 'duplicates');
    }
  });

  it('merges by keys alone, keeps what was picked, and takes it back', async () => {
    const { open, settled } = stage();
    const pair = (await pairOf('Nadia Okafor'))!;
    const page = await open(`/duplicates?entity=${pair.aId}`);
    await settled(page);
    await page
      .getByRole('row', { name: /^title/ })
      .getByRole('button')
      .first()
      .waitFor();
    const [taken, left] = await page
      .getByRole('row', { name: /^first name/ })
      .getByRole('button')
      .all();
    await taken!.focus();
    await page.keyboard.press('Enter');
    expect(await taken!.getAttribute('aria-pressed')).toBe('true');
    expect(await left!.getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('b');
    await page.getByRole('columnheader', { name: /stays$/ }).waitFor();
    await page.keyboard.press('m');
    await page.getByRole('status').filter({ hasText: 'are one' }).waitFor();
    const { items } = await api<{ items: { survivorId: string; choices: Record<string, { rule: string }> }[] }>(
      `/merges?entityId=${pair.aId}`,
    );
    expect(items[0]).not.toMatchObject({ survivorId: pair.aId });
    expect(items[0]!.choices['first_name']).toMatchObject({ rule: 'person' });

    await page.keyboard.press('u');
    await page.getByRole('status').filter({ hasText: 'taken apart' }).waitFor();
    expect(await pairOf('Nadia Okafor')).toMatchObject({ state: 'dismissed' });
    expect(await api(`/entities/${pair.aId}`)).toMatchObject({ deletedAt: null });
  });

  it('says that two are two, and shows only what the address asks for', async () => {
    const { open, settled, syncline } = stage();
    const pair = (await pairOf('Tomasz Wilk'))!;
    const page = await open('/duplicates');
    await settled(page);
    const list = page.getByRole('button', { name: /Wilk/ });
    await list.click();
    await page.getByRole('article', { name: /Wilk/ }).getByRole('button', { name: 'They are two' }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('status').filter({ hasText: 'are two' }).waitFor();
    await until(async () => (await list.count()) === 0);
    await page.getByLabel('State').selectOption('dismissed');
    await list.waitFor();
    await page.getByLabel('Kind').selectOption('account');
    await until(async () => (await list.count()) === 0);
    expect(new URL(page.url()).searchParams.get('kind')).toBe('account');
    await page.goto(`${syncline.url}/duplicates?state=dismissed&kind=contact&probability=0-0.5`);
    await page.getByText('No pair is like that.').waitFor();
    await page.getByLabel('Likely').selectOption('');
    await list.waitFor();
    expect(await api(`/duplicates/${pair.id}`)).toMatchObject({ state: 'dismissed', why: 'decided in the console' });
  });

  it('has what a policy speaks of wait for somebody else: who proposed it, and a viewer, are told so', async () => {
    const { open, settled, foreign, signIn } = stage();
    const { items: configs } = await api<{ items: { id: number; settings: object }[] }>('/sync/configs');
    const approvals = [{ name: 'people', kinds: ['merge'], entities: ['contact'] }];
    const { id: configId, settings } = configs[0]!;
    await api(`/sync/configs/${configId}`, 'PATCH', { settings: { ...settings, approvals } });
    const names = ['Ines Moreau', 'Harald Lund'];
    const pairs = await Promise.all(names.map(async (name) => (await pairOf(name))!));

    const page = await open('/duplicates');
    await settled(page);
    for (const surname of ['Moreau', 'Lund']) {
      await page.getByRole('button', { name: new RegExp(surname) }).click();
      await page
        .getByRole('article', { name: new RegExp(surname) })
        .getByRole('button', { name: 'They are one' })
        .waitFor();
      await page.keyboard.press('m');
      await page
        .getByRole('status')
        .filter({ hasText: surname })
        .filter({ hasText: 'waits for an approval' })
        .waitFor();
      await page.getByRole('button', { name: new RegExp(`${surname}.*waits for an approval`) }).waitFor();
    }
    expect(await page.getByRole('button', { name: 'They are one' }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page
      .getByRole('article')
      .getByRole('link', { name: /^proposal/ })
      .click();

    // Who proposed them is here as well.
    const approve = page.getByRole('button', { name: 'Approve' });
    await until(async () => (await approve.count()) === 2);
    expect(await approve.first().getAttribute('aria-disabled')).toBe('true');
    expect(await approve.first().getAttribute('title')).toContain('You are who proposes it');
    await page.keyboard.press('y');

    const viewer = await signIn('viewer');
    await viewer.goto(`${foreign()}/approvals`);
    const refused = viewer.getByRole('button', { name: 'Approve' }).first();
    await refused.waitFor();
    expect(await refused.getAttribute('aria-disabled')).toBe('true');
    expect(await refused.getAttribute('title')).toContain('approver');
    for (const { id } of pairs) expect((await api<Pair>(`/duplicates/${id}`)).proposalId).not.toBeNull();
  });

  it('lets somebody else approve and reject by keys', async () => {
    const { foreign, signIn, settled, overflow } = stage();
    const page = await signIn('approver');
    await page.goto(`${foreign()}/approvals`);
    await settled(page);
    const cards = page.getByRole('article');
    await until(async () => (await cards.count()) === 2);
    await keepScreenshot(page, 'approvals');
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize(NARROW);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const surnames = await Promise.all(
      (await cards.all()).map(async (card) => /Moreau|Lund/.exec((await card.textContent()) ?? '')![0]),
    );
    await page.keyboard.press('j');
    await page.locator('article[aria-current]').filter({ hasText: surnames[1]! }).waitFor();
    await page.keyboard.press('n');
    await until(async () => (await cards.count()) === 1);
    await page.keyboard.press('y');
    await page.getByText('Nothing waits for an approval.').waitFor();
    const of = (surname: string) => pairOf(['Ines Moreau', 'Harald Lund'].find((name) => name.endsWith(surname))!);
    await until(async () => (await of(surnames[0]!))?.state === 'merged');
    expect(await of(surnames[1]!)).toMatchObject({ state: 'dismissed' });
  });
});
