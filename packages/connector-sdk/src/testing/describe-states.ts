import { describe, expect, it } from 'vitest';
import type { ConformanceOptions } from './conformance-options.ts';
import { streamNamed } from './open-sandbox.ts';
import { walkStream } from './walk-stream.ts';
import { comparable, expressed, updateOf, type WriteBench } from './write-bench.ts';
import type { StateTrial, WriteConformance } from './write-conformance.ts';

const signal = new AbortController().signal;

/** What closing and archiving are: states that a record goes into and out of. It is not deleted by them. */
export function describeStates(options: ConformanceOptions, trial: WriteConformance, at: () => WriteBench): void {
  const stream = streamNamed(options.connector, trial.stream);
  const states = Object.entries({ closing: trial.closing, archiving: trial.archiving }).flatMap(([name, state]) =>
    state ? [[name, state] as const] : [],
  );
  if (states.length === 0) return;

  describe.each(states)('%s', (_, state: StateTrial) => {
    it('is carried there and back, and takes nothing else along', async () => {
      const bench = at();
      const key = await bench.record();
      const fields = async () => (await bench.read(key))?.fields ?? {};
      const change = async (to: StateTrial['on']) => {
        await bench.update(updateOf(key, { fields: to }, await bench.read(key)));
        const sent = expressed(stream, to);
        expect(comparable(stream, await fields(), Object.keys(sent))).toEqual(comparable(stream, sent));
      };
      const touched = new Set(
        [...Object.keys(state.on), ...Object.keys(state.off)].flatMap((name) => [
          name,
          ...(trial.entails?.[name] ?? []),
        ]),
      );
      const others = (stream.fields ?? []).flatMap(({ name, writable }) =>
        writable === 'no' || touched.has(name) ? [] : [name],
      );
      await change(state.off);
      const before = comparable(stream, await fields(), others);
      const names = Object.keys(state.on);
      expect(comparable(stream, await fields(), names)).not.toEqual(comparable(stream, expressed(stream, state.on)));
      await change(state.on);
      expect(comparable(stream, await fields(), others)).toEqual(before);
      await change(state.on);
      await change(state.off);
      expect(comparable(stream, await fields(), others)).toEqual(before);
    });

    it('leaves the record in the lists that a backfill reads', async () => {
      const bench = at();
      const key = await bench.record();
      await bench.update(updateOf(key, { fields: state.on }, await bench.read(key)));
      await trial.settle?.(bench.sandbox);
      expect((await walkStream(stream, bench.client, bench.scope, signal)).ids).toContain(key.externalId);
    });
  });
}
