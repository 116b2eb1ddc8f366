import type { PageCursor } from '@syncline/connector-sdk';
import { describe, expect, it } from 'vitest';
import { signal, start, streamNamed } from './testing/start-openproject.ts';

describe('windows of what is listed by work package', () => {
  it.each(['comments', 'attachments'] as const)(
    'hold all %s, each read by itself, in any order, beside edits and deletions',
    async (name) => {
      const { sandbox, client } = await start({ workPackages: 640 });
      const stream = streamNamed(name);
      const before = [...sandbox.workPackages('api')];
      const windows = [...((await stream.planWindows?.(client, '1', signal))?.windows ?? [])];
      expect(windows.length).toBeGreaterThan(2);
      const seen = new Map<string, number>();
      for (const [at, window] of windows.reverse().entries()) {
        for (let cursor: PageCursor | null = window; cursor !== null; ) {
          const page: Awaited<ReturnType<typeof stream.readPage>> = await stream.readPage(
            client,
            { scope: '1', cursor, since: null },
            signal,
          );
          for (const item of stream.parsePage(page.raw)) {
            const id = String((item as { id: number }).id);
            seen.set(id, (seen.get(id) ?? 0) + 1);
          }
          cursor = page.next;
        }
        // One that is read and one that is not: what a window holds moves neither way.
        for (const { id } of [before[at * 3], before.at(-1 - at * 3)].filter((one) => one !== undefined))
          if (at % 2 === 0) sandbox.editWorkPackage(id, { subject: `edited ${at}` });
          else sandbox.deleteWorkPackage(id);
      }
      const held = [...sandbox.workPackages('api')].flatMap(({ id }) => sandbox[name](id).map((one) => String(one.id)));
      expect(held.length).toBeGreaterThan(50);
      expect(held.filter((id) => !seen.has(id))).toEqual([]);
      // Borders come twice; nothing else does.
      const twice = [...seen.values()].filter((times) => times > 1).length;
      expect(twice).toBeLessThan(seen.size / 5);
    },
  );

  it('are one where there is little, and grow where there is much, rather than be counted without end', async () => {
    const { client } = await start({ workPackages: 30 });
    expect(await streamNamed('comments').planWindows?.(client, '1', signal)).toMatchObject({ windows: [{ page: 1 }] });
    const large = await start({ workPackages: 16_000, comments: false });
    large.sandbox.log.clear();
    const plan = await streamNamed('comments').planWindows?.(large.client, '1', signal);
    expect(plan?.windows.length).toBeGreaterThan(32);
    expect(plan?.windows.length).toBeLessThanOrEqual(128);
    expect(large.sandbox.requestCount(/^GET .*work_packages/)).toBeLessThanOrEqual(202);
  });

  it('say nothing of a work package that was deleted between its list and its own', async () => {
    const { sandbox, client } = await start({ workPackages: 10 });
    sandbox.faults.add({ kind: 'status', status: 404, path: '/work_packages/\\d+/activities', count: 1 });
    const page = await streamNamed('comments').readPage(client, { scope: '1', cursor: null, since: null }, signal);
    expect(sandbox.faults.list()).toEqual([]);
    expect(streamNamed('comments').parsePage(page.raw).length).toBeGreaterThan(0);
  });
});
