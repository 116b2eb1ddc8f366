import { SynclineError } from '@syncline/core';
import { describe, expect, it } from 'vitest';
import type { EntryAnswer } from '../writing.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { disposable } from './describe-paging.ts';
import { draftedBytes, draftedFile } from './draft-file.ts';
import { streamNamed } from './open-sandbox.ts';
import { comparable, expressed, newOwnKey, openWriteBench, refusalOf, type WriteBench } from './write-bench.ts';
import type { WriteConformance } from './write-conformance.ts';

/** An hour: our clock may be off from the vendor's by that much. */
const CLOCK_OFF_MS = 3_600_000;
const signal = new AbortController().signal;

/** Creates are made exactly once, carry our key, and say what they made. */
export function describeCreates(options: ConformanceOptions, trial: WriteConformance, at: () => WriteBench): void {
  const { writes } = streamNamed(options.connector, trial.stream);
  if (!writes?.creates) return;

  describe('creating', () => {
    it('makes what was sent, under our key, and says where', async () => {
      const bench = at();
      const request = await bench.draft();
      const { key, raw } = await bench.create(request);
      const record = await bench.read(key);
      expect(record).toMatchObject({ externalId: key.externalId, locator: key.locator });
      expect(record?.ownKey).toBe(bench.keyShown(request));
      const sent = expressed(bench.stream, request.fields);
      expect(comparable(bench.stream, record?.fields ?? {}, Object.keys(sent))).toEqual(comparable(bench.stream, sent));
      const withParents = bench.writes.parents ?? [];
      for (const { relation } of withParents) {
        const parent = request.parents[relation];
        if (parent) expect(record?.relations).toContain(relation);
      }
      if (raw === null) return;
      const result = bench.stream.normalize(bench.stream.parsePage(raw)[0], key.scope);
      expect(result).toMatchObject({ outcome: 'record', record: { externalId: key.externalId } });
      if (result.outcome === 'record') expect(result.record.ownKey).toBe(bench.keyShown(request));
    });

    const { content } = streamNamed(options.connector, trial.stream);
    if (content)
      it('sends every byte of a file, and reads it back', async () => {
        const bench = at();
        const request = await bench.draft();
        const { key } = await bench.create(request);
        const { body, size } = await content.open(bench.client, key, signal);
        const came = new Uint8Array(await new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
        expect(Buffer.compare(came, draftedBytes(request))).toBe(0);
        expect([null, came.length]).toContain(size);
        const limit = (await content.maxBytes?.(bench.client, bench.scope, signal)) ?? null;
        expect(limit === null || limit > came.length).toBe(true);
        const record = await bench.read(key);
        const baseUrl = bench.sandbox.baseUrl;
        for (const address of record ? (content.addresses?.(baseUrl, record) ?? []) : [])
          expect(address).not.toMatch(/[\s()<>]/);
      });

    it('is found again in lists, that record alone', async () => {
      const bench = at();
      const [one, two] = [await bench.draft(), await bench.draft()];
      const first = await bench.create(one);
      await bench.create(two);
      expect((await bench.madeBy(one)).map(({ externalId }) => externalId)).toEqual([first.key.externalId]);
    });

    it('makes it once, though the answer was lost', async () => {
      const bench = at();
      if (!trial.loseNextAnswer) throw new Error('the suite was not told how to lose an answer');
      const request = await bench.draft();
      const since = new Date(Date.now() + CLOCK_OFF_MS);
      await bench.create(await bench.draft());
      await trial.loseNextAnswer(bench.sandbox);
      expect((await refusalOf(bench.create(request))).class).toBe('transient');
      await bench.create(await bench.draft());
      await trial.settle?.(bench.sandbox);
      const again =
        writes.creates === 'upsert'
          ? await bench.create(request)
          : await bench.writes.findCreated?.(bench.client, { ...request, since }, signal);
      if (!again) throw new Error('what was made is not found');
      expect((await bench.read(again.key))?.ownKey).toBe(bench.keyShown(request));
      expect((await bench.madeBy(request)).map(({ externalId }) => externalId)).toEqual([again.key.externalId]);
    });

    if (writes.findCreated)
      it('finds nothing where nothing was made, and nothing under a key like it', async () => {
        const bench = at();
        const request = await bench.draft();
        const since = new Date(Date.now() - CLOCK_OFF_MS);
        await bench.create(await bench.draft());
        const find = (ownKey: string) =>
          bench.writes.findCreated?.(bench.client, { ...request, ownKey, since }, signal);
        expect(await find(request.ownKey)).toBeNull();
        const made = await bench.create(request);
        await trial.settle?.(bench.sandbox);
        expect((await find(request.ownKey))?.key.externalId).toBe(made.key.externalId);
        if (trial.naturalKey !== undefined) return;
        expect(await find(request.ownKey.slice(0, 21) + (request.ownKey.endsWith('A') ? 'B' : 'A'))).toBeNull();
      });

    it('makes nothing once the caller has given up', async () => {
      const bench = at();
      const request = await bench.draft();
      const reason = new Error('given up');
      const gone = AbortSignal.abort(reason);
      const call = bench.writes.create
        ? bench.writes.create(bench.client, { ...request, ...(content && { file: draftedFile(request) }) }, gone)
        : bench.writes.createMany?.(bench.client, [request], gone);
      await expect(call).rejects.toBe(reason);
      expect(await bench.madeBy(request)).toEqual([]);
    });

    if (trial.refused)
      it('names the field that the vendor refuses', async () => {
        const bench = at();
        if (!trial.refused) return;
        const { field, ...draft } = await trial.refused(bench, bench.turn());
        const request = { locators: {}, parents: {}, ...draft, scope: bench.scope, ownKey: newOwnKey() };
        const error = await refusalOf(bench.create(request));
        expect(error.class).toBe('invalid');
        if (field !== undefined) expect(error.field).toBe(field);
        expect(await bench.madeBy(request)).toEqual([]);
      });

    if (writes.createMany && trial.refused)
      it('of many at once keeps the others when one is refused', async () => {
        const bench = at();
        if (!bench.writes.createMany || !trial.refused) return;
        const [one, three] = [await bench.draft(), await bench.draft()];
        const { field: _, ...draft } = await trial.refused(bench, bench.turn());
        const two = { locators: {}, parents: {}, ...draft, scope: bench.scope, ownKey: newOwnKey() };
        const answers = await bench.writes.createMany(bench.client, [one, two, three], signal);
        expect(answers.map(({ outcome }) => outcome)).toEqual(['written', 'refused', 'written']);
        expect((answers[1] as Extract<EntryAnswer, { outcome: 'refused' }>).error).toBeInstanceOf(SynclineError);
        for (const [i, request] of [one, two, three].entries())
          expect(await bench.madeBy(request)).toHaveLength(i === 1 ? 0 : 1);
      });

    it('at two connections at once makes each record at its own', async () => {
      const bench = at();
      const other = await openWriteBench(options, trial);
      await using _sandbox = disposable(other.sandbox);
      const [mine, theirs] = [await bench.draft(), await other.draft()];
      const [one, two] = await Promise.all([bench.create(mine), other.create(theirs)]);
      expect((await bench.madeBy(mine)).map(({ externalId }) => externalId)).toEqual([one.key.externalId]);
      expect((await other.madeBy(theirs)).map(({ externalId }) => externalId)).toEqual([two.key.externalId]);
      if (trial.naturalKey !== undefined) return;
      expect(await bench.madeBy(theirs)).toEqual([]);
      expect(await other.madeBy(mine)).toEqual([]);
    });
  });
}
