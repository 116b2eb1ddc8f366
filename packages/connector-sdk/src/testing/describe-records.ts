import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stream } from '../connector.ts';
import type { ConformanceOptions, ConformanceSandbox } from './conformance-options.ts';
import { never } from './describe-paging.ts';
import { deepFreeze, GARBAGE, spoiled } from './garbage.ts';
import { openSandbox } from './open-sandbox.ts';
import { type Walk, walkStream } from './walk-stream.ts';

/** What every stream makes of what the vendor shows, and of what it should never show. */
export function describeRecords(options: ConformanceOptions): void {
  const { connector } = options;

  describe.each(connector.streams.map((stream) => [stream.name, stream] as const))(
    'records of %s',
    (_, stream: Stream) => {
      let sandbox: ConformanceSandbox;
      let client: unknown;
      let scope: string | null = null;
      let walk: Walk = { pages: [], items: [], results: [], ids: [] };

      beforeAll(async () => {
        sandbox = await (options.startWholeSandbox?.() ?? options.startSandbox({ records: 5 }));
        ({ client } = openSandbox(connector, sandbox));
        for (const { key } of await connector.listScopes(client, stream.scopeKind, never())) {
          scope = key;
          walk = await walkStream(stream, client, key, never());
          if (walk.ids.length > 0) break;
        }
      });
      afterAll(() => sandbox.close());

      // What shows a part of other records may have no list of its own.
      if (stream.partOf === undefined)
        it('are there to be tried on', () => {
          expect(walk.results.some(({ outcome }) => outcome === 'record')).toBe(true);
        });

      it('come out usable, under unique ids and of the declared kind', () => {
        for (const result of walk.results) {
          expect(result.outcome).not.toBe('invalid');
          if (result.outcome !== 'record') continue;
          expect(result.record).toMatchObject({ stream: stream.name, kind: stream.kind });
          expect(result.diagnostics).toEqual([]);
          for (const reference of result.record.references) {
            expect(reference.externalId ?? reference.locator).toBeTruthy();
            expect(result.record.relations).toContain(reference.relation);
          }
        }
        expect(new Set(walk.ids).size).toBe(walk.ids.length);
      });

      it('are whole, or part of those of a stream that there is', () => {
        const owner = stream.partOf ?? stream.name;
        expect(connector.streams.map(({ name }) => name)).toContain(owner);
      });

      if (stream.fetchOne)
        it('can each be read again alone', async () => {
          const first = walk.results.find((result) => result.outcome === 'record');
          if (!stream.fetchOne || first?.outcome !== 'record' || scope === null) return;
          const { externalId, locator } = first.record;
          const fetched = await stream.fetchOne(client, { externalId, locator, scope }, never());
          if (fetched.outcome !== 'found') throw new Error(`${externalId} at ${locator} is ${fetched.outcome}`);
          const [item] = stream.parsePage(fetched.raw);
          expect(stream.normalize(item, scope)).toMatchObject({ outcome: 'record', record: { externalId, locator } });
        });

      it('are normalised without changing the input, to the same result each time', () => {
        for (const item of walk.items) {
          const frozen = deepFreeze(item);
          expect(stream.normalize(frozen, scope ?? '')).toEqual(stream.normalize(frozen, scope ?? ''));
        }
      });

      it('never make normalize throw, however spoiled', () => {
        if (scope === null) return;
        const key = scope;
        for (const value of GARBAGE) expect(stream.normalize(value, key).outcome).not.toBe('record');
        for (const item of spoiled(walk.items.find((_, i) => walk.results[i]?.outcome === 'record'))) {
          const result = stream.normalize(item, key);
          expect(result.outcome === 'invalid' ? result.diagnostics.length : 1).toBeGreaterThan(0);
          expect(isDeepStrictEqual(result, stream.normalize(item, key))).toBe(true);
        }
      });
    },
  );
}
