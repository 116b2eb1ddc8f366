import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { axeFindings, keepScreenshot } from './open-browser.ts';
import { NARROW, type Stage } from './stage.ts';
import { ask } from './start-syncline.ts';

/** Every page of the console: what its screenshot is called, which route it is, and with what in it. */
const walk = [
  ['overview', '/'],
  ['processes', '/processes'],
  ['process', '/processes/:id', 'processes'],
  ['reconciliation', '/reconciliation'],
  ['clients', '/clients'],
  ['client', '/clients/:id', 'clients'],
  ['duplicates', '/duplicates'],
  ['entities', '/entities'],
  ['entity', '/entities/:id', 'entities?text=alone'],
  ['imports', '/imports'],
  ['new-import', '/imports/new'],
  ['import', '/imports/:id', 'imports'],
  ['connections', '/connections'],
  ['connection', '/connections/:id', 'connections'],
  ['new-connection-vendor', '/connections/new'],
  ['sync-configs', '/sync-configs'],
  ['sync-config', '/sync-configs/:id', 'sync/configs'],
  ['new-sync-config', '/sync-configs/new'],
  ['inbox', '/inbox'],
  ['delivery', '/inbox/:id', 'inbox'],
  ['approvals', '/approvals'],
  ['insights', '/insights'],
  ['alerts', '/alerts'],
  ['timeline', '/timeline'],
  ['audit', '/audit'],
] as const;

/** Pages in the navigation that other programs draw: they are opened, and look as those make them. */
const ofOthers = [
  ['api-docs', '/docs'],
  ['queues', '/admin/queues'],
] as const;

/** Screenshots that other tests make, with more to be seen. */
const madeElsewhere = new Set([
  'reconciliation',
  'alerts',
  'process',
  'delivery',
  'client',
  'duplicates',
  'approvals',
  'new-import',
  'import',
]);

/** Each page is seen, by everybody, in the light and in the dark, and on a telephone. */
export function itWalksEveryPage(stage: () => Stage): void {
  const paths = (): Promise<(readonly [name: string, path: string])[]> =>
    Promise.all(
      walk.map(async ([name, route, list]) => {
        if (list === undefined) return [name, route] as const;
        const { items } = await ask<{ items: { id: string | number }[] }>(`${stage().syncline.url}/api/v1/${list}`);
        return [name, route.replace(':id', String(items[0]!.id))] as const;
      }),
    );

  it('leaves out no page: neither of the navigation nor of the routes', async () => {
    const { open, settled } = stage();
    const page = await open('/');
    await settled(page);
    const links = await page.getByRole('navigation', { name: 'Console' }).getByRole('link').all();
    const linked = await Promise.all(links.map((link) => link.getAttribute('href')));
    const walked: readonly string[] = [...walk, ...ofOthers].map(([, path]) => path);
    expect(linked.filter((href) => !walked.includes(href ?? ''))).toEqual([]);
    const source = readFileSync(join(import.meta.dirname, '..', 'src', 'app.tsx'), 'utf8');
    const routes = [...source.matchAll(/<Route path="([^"]+)"/g)].map(([, route]) => route!);
    expect([...routes].sort()).toEqual(walk.map(([, route]) => route).sort());
  });

  it.each(['light', 'dark'] as const)('shuts nobody out of any page, in %s', async (colorScheme) => {
    const { open, go } = stage();
    const page = await open('/', { colorScheme });
    for (const [name, path] of await paths()) {
      await go(page, path);
      expect(await axeFindings(page), `${name} in ${colorScheme}`).toEqual([]);
      if (colorScheme === 'light' && !madeElsewhere.has(name)) await keepScreenshot(page, name);
      if (colorScheme === 'dark' && /^(overview|connection)$/.test(name)) await keepScreenshot(page, `${name}-dark`);
    }
  });

  it('fits every page on 320 px', async () => {
    const { open, go, overflow } = stage();
    const page = await open('/', { viewport: NARROW });
    for (const [name, path] of await paths()) {
      await go(page, path);
      expect(await overflow(page), name).toBeLessThanOrEqual(0);
      if (name === 'overview') await keepScreenshot(page, 'overview-narrow');
    }
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  });

  it('leads to the API docs and to the queues, which load nothing from elsewhere and shut nobody out', async () => {
    const { open, syncline } = stage();
    const page = await open('/');
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (
        !request.url().startsWith(syncline.url) &&
        !request.url().startsWith('data:') &&
        !request.url().startsWith('blob:')
      )
        elsewhere.push(request.url());
    });
    for (const [name, path, text] of [
      [...ofOthers[0], /Syncline/],
      [...ofOthers[1], /fetch-bulk/],
    ] as const) {
      await page.goto(`${syncline.url}${path}`);
      await page.getByText(text).first().waitFor();
      await keepScreenshot(page, name);
      expect(await axeFindings(page), `${name} in light`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.reload();
      await page.getByText(text).first().waitFor();
      expect(await axeFindings(page), `${name} in dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    expect(elsewhere).toEqual([]);
  });
}
