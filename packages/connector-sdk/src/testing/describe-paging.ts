import { describe, expect, it } from 'vitest';
import type { FetchedPage, PageCursor, Stream } from '../connector.ts';
import type { ConformanceOptions, ConformanceSandbox } from './conformance-options.ts';
import { firstScope, openSandbox, streamNamed } from './open-sandbox.ts';
import { pagesAfter, plannedStarts, walkStream } from './walk-stream.ts';

/** Paging around the borders where like frameworks lose, repeat or never end. */
export function describePaging(options: ConformanceOptions): void {
  const { connector } = options;
  const stream = streamNamed(connector, options.countedStream);
  const { pageSize } = stream;

  describe(`paging of ${stream.name}`, () => {
    it.each([...new Set([0, 1, pageSize - 1, pageSize, pageSize + 1, 2 * pageSize])])(
      'reads %i records once each, and stops',
      async (records) => {
        await using sandbox = disposable(await options.startSandbox({ records }));
        const { client } = openSandbox(connector, sandbox);
        const { key } = await firstScope(connector, client, stream, never());
        const walk = await walkStream(stream, client, key, never());
        expect(walk.items).toHaveLength(records);
        expect(new Set(walk.ids).size).toBe(walk.ids.length);
        for (const page of walk.pages) expect(stream.parsePage(page.raw).length).toBeLessThanOrEqual(pageSize);
        if (!stream.probe) return;
        const probe = await stream.probe(client, key, never());
        expect(probe.count).toBe(records);
        expect(probe.head === null).toBe(records === 0);
        if (probe.head === null) return;
        const listed = walk.items.map((item) => stream.listedId?.(item));
        expect(listed[0]).toBe(probe.head);
        expect(new Set(listed).size).toBe(records);
        expect(await stream.listAhead?.(client, key, probe.head, 0, never())).toEqual([]);
        const last = listed.at(-1)!;
        expect(await stream.listAhead?.(client, key, last, records - 1, never())).toEqual(listed.slice(0, -1));
        expect(await stream.listAhead?.(client, key, 'none', 0, never())).toBeNull();
      },
    );

    it('goes on from cursors that another client left', async () => {
      await using sandbox = disposable(await options.startSandbox({ records: 2 * pageSize + 1 }));
      const { client } = openSandbox(connector, sandbox);
      const { key } = await firstScope(connector, client, stream, never());
      const whole = await walkStream(stream, client, key, never());
      const ids: string[] = [];
      let pages = 0;
      const starts = await plannedStarts(stream, client, key, never());
      for (let start = starts.shift(); start; start = starts.shift()) {
        const other = openSandbox(connector, sandbox).client;
        const cursor = JSON.parse(JSON.stringify(start.cursor)) as PageCursor | null;
        const page = await stream.readPage(other, { scope: key, cursor, since: null }, never());
        ids.push(...idsOf(stream, page, key));
        if (start.follows) starts.unshift(...pagesAfter(page));
        pages++;
      }
      expect(pages).toBeGreaterThan(1);
      expect(ids.toSorted()).toEqual(whole.ids.toSorted());
    });

    if (stream.incremental === 'since')
      it.each([pageSize, Math.ceil(pageSize / 4)])(
        'reads what changed since a time in pages of %i, all of it and to an end',
        async (size) => {
          await using sandbox = disposable(await options.startSandbox({ records: pageSize + 1 }));
          const { client } = openSandbox(connector, sandbox);
          const { key } = await firstScope(connector, client, stream, never());
          const ids = new Set<string>();
          let request = { scope: key, cursor: null, since: new Date(0), pageSize: size } as Parameters<
            typeof stream.readPage
          >[1];
          for (let pages = 0; ; pages++) {
            expect(pages).toBeLessThan(20);
            const page = await stream.readPage(client, request, never());
            expect(stream.parsePage(page.raw).length).toBeLessThanOrEqual(size);
            for (const item of stream.parsePage(page.raw)) {
              const result = stream.normalize(item, key);
              if (result.outcome === 'record') ids.add(result.record.externalId);
            }
            if (!page.next) break;
            request = { ...request, cursor: page.next };
          }
          expect([...ids].sort()).toEqual([...(await walkStream(stream, client, key, never())).ids].sort());
          const future = await stream.readPage(
            client,
            { scope: key, cursor: null, since: new Date('2100-01-01') },
            never(),
          );
          expect(future.next).toBeNull();
        },
      );
  });
}

function idsOf(stream: Stream, page: FetchedPage, scope: string): string[] {
  return stream.parsePage(page.raw).flatMap((item) => {
    const result = stream.normalize(item, scope);
    return result.outcome === 'record' ? [result.record.externalId] : [];
  });
}

export function never(): AbortSignal {
  return new AbortController().signal;
}

export function disposable(sandbox: ConformanceSandbox): ConformanceSandbox & AsyncDisposable {
  return { ...sandbox, [Symbol.asyncDispose]: () => sandbox.close() };
}
