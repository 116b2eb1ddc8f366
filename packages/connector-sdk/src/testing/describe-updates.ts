import { SynclineError } from '@syncline/core';
import { describe, expect, it } from 'vitest';
import type { RecordKey } from '../connector.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { streamNamed } from './open-sandbox.ts';
import { comparable, expressed, refusalOf, updateOf, type WriteBench } from './write-bench.ts';
import type { WriteConformance } from './write-conformance.ts';

const signal = new AbortController().signal;

/** Updates change what they name and nothing else; removals are final and may be repeated. */
export function describeUpdates(options: ConformanceOptions, trial: WriteConformance, at: () => WriteBench): void {
  const stream = streamNamed(options.connector, trial.stream);
  const { writes } = stream;
  const writable = (stream.fields ?? []).filter((field) => field.writable === 'yes').map(({ name }) => name);
  if (writes?.update || writes?.updateMany) {
    describe('updating', () => {
      it.each(writable)('%s changes it, keeps our key and leaves the other fields alone', async (name) => {
        const bench = at();
        const key = await bench.record();
        const before = await bench.read(key);
        const edit = await bench.edit(key);
        const along = trial.along?.[name] ?? [];
        const fields = Object.fromEntries([name, ...along].map((field) => [field, edit.fields[field] ?? null]));
        const written = await bench.update({ ...edit, fields });
        expect(written.key.externalId).toBe(key.externalId);
        const after = await bench.read(written.key);
        const sent = expressed(stream, fields);
        expect(comparable(stream, before?.fields ?? {}, [name])).not.toEqual(comparable(stream, sent, [name]));
        expect(comparable(stream, after?.fields ?? {}, Object.keys(sent))).toEqual(comparable(stream, sent));
        const touched = [name, ...along, ...(trial.entails?.[name] ?? [])];
        const others = writable.filter((other) => !touched.includes(other));
        expect(comparable(stream, after?.fields ?? {}, others)).toEqual(
          comparable(stream, before?.fields ?? {}, others),
        );
        expect(after?.ownKey).toBe(before?.ownKey);
        expect(after?.locator).toBe(written.key.locator);
      });

      it('changes all fields at once, and repeating it changes nothing more', async () => {
        const bench = at();
        const key = await bench.record();
        const edit = await bench.edit(key);
        const written = await bench.update(edit);
        const sent = comparable(stream, expressed(stream, edit.fields));
        const first = await bench.read(written.key);
        expect(comparable(stream, first?.fields ?? {}, Object.keys(edit.fields))).toEqual(sent);
        await bench.update(updateOf(written.key, edit, first));
        const second = await bench.read(written.key);
        expect(comparable(stream, second?.fields ?? {}, Object.keys(edit.fields))).toEqual(sent);
        if (written.raw === null) return;
        const result = stream.normalize(stream.parsePage(written.raw)[0], key.scope);
        if (result.outcome !== 'record') throw new Error(`the answer is ${result.outcome}`);
        const shown = Object.keys(edit.fields).filter((name) => name in result.record.fields);
        expect(comparable(stream, result.record.fields, shown)).toEqual(comparable(stream, first?.fields ?? {}, shown));
      });

      if (trial.empties)
        it('empties a field with null', async () => {
          const bench = at();
          for (const name of trial.empties ?? []) {
            const key = await bench.record();
            const edit = await bench.edit(key);
            const filled = await bench.update({ ...edit, fields: { [name]: edit.fields[name] ?? null } });
            const before = await bench.read(filled.key);
            await bench.update(updateOf(filled.key, { ...edit, fields: { [name]: null } }, before));
            const after = await bench.read(filled.key);
            expect(comparable(stream, after?.fields ?? {}, [name])).toEqual({ [name]: null });
            expect(after?.ownKey).toBe(before?.ownKey);
          }
        });

      if (trial.draft)
        it('keeps our key when it is named again', async () => {
          const bench = at();
          const request = await bench.draft();
          const { key } = await bench.create(request);
          const edit = await bench.edit(key);
          await bench.update({ ...edit, ownKey: request.ownKey });
          expect((await bench.read(key))?.ownKey).toBe(bench.keyShown(request));
        });

      if (writes.concurrency === 'conditional')
        it('refuses a version that is no longer the newest', async () => {
          const bench = at();
          if (!trial.editElsewhere) throw new Error('the suite was not told how a person edits a record');
          const key = await bench.record();
          const edit = await bench.edit(key);
          expect(edit.expectedVersion).not.toBeNull();
          await trial.editElsewhere(bench.sandbox, key, bench.turn());
          const before = await bench.read(key);
          expect((await refusalOf(bench.update(edit))).class).toBe('conflict');
          expect((await bench.read(key))?.fields).toEqual(before?.fields);
          await bench.update(updateOf(key, edit, before));
          const names = Object.keys(edit.fields);
          expect(comparable(stream, (await bench.read(key))?.fields ?? {}, names)).toEqual(
            comparable(stream, expressed(stream, edit.fields)),
          );
        });

      it('changes nothing once the caller has given up', async () => {
        const bench = at();
        const key = await bench.record();
        const edit = await bench.edit(key);
        const before = await bench.read(key);
        const reason = new Error('given up');
        const gone = AbortSignal.abort(reason);
        const call = bench.writes.update
          ? bench.writes.update(bench.client, edit, gone)
          : bench.writes.updateMany?.(bench.client, [edit], gone);
        await expect(call).rejects.toBe(reason);
        expect((await bench.read(key))?.fields).toEqual(before?.fields);
      });

      if (writes.remove)
        it('of a record that is gone is refused, and of many at once keeps the others', async () => {
          const bench = at();
          const [one, gone, three] = [await bench.record(), await bench.record(), await bench.record()];
          const edits = [await bench.edit(one), await bench.edit(gone), await bench.edit(three)];
          const [first, second, third] = edits;
          if (!first || !second || !third) return;
          await bench.writes.remove?.(bench.client, gone, signal);
          expect((await refusalOf(bench.update(second))).class).toBe('not_found');
          if (!bench.writes.updateMany) return;
          const answers = await bench.writes.updateMany(bench.client, edits, signal);
          expect(answers.map(({ outcome }) => outcome)).toEqual(['written', 'refused', 'written']);
          if (answers[1]?.outcome === 'refused') expect(answers[1].error).toBeInstanceOf(SynclineError);
          const shows = async (key: RecordKey, names: string[]) =>
            comparable(stream, (await bench.read(key))?.fields ?? {}, names);
          for (const [key, edit] of [[one, first] as const, [three, third] as const])
            expect(await shows(key, Object.keys(edit.fields))).toEqual(
              comparable(stream, expressed(stream, edit.fields)),
            );
        });
    });
  }

  if (writes?.remove)
    it('removes a record, and does no harm when it is gone already', async () => {
      const bench = at();
      const [key, other] = [await bench.record(), await bench.record()];
      await bench.writes.remove?.(bench.client, key, signal);
      await bench.writes.remove?.(bench.client, key, signal);
      expect(await bench.read(key)).toBeNull();
      expect(await bench.read(other)).not.toBeNull();
    });

  if (writes?.announce)
    it('tells people how its twins stand, as often as it is asked, without touching the record', async () => {
      const bench = at();
      const key = await bench.record();
      const before = await bench.read(key);
      for (const state of ['in_step', 'in_step', 'conflict', 'failed'] as const)
        await bench.writes.announce?.(bench.client, key, { state, text: `is ${state}`, url: null }, signal);
      const after = await bench.read(key);
      expect(comparable(stream, after?.fields ?? {}, writable)).toEqual(
        comparable(stream, before?.fields ?? {}, writable),
      );
    });
}
