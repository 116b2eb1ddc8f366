import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConformanceOptions } from './conformance-options.ts';
import { describeCreates } from './describe-creates.ts';
import { describeStates } from './describe-states.ts';
import { describeUpdates } from './describe-updates.ts';
import { GARBAGE } from './garbage.ts';
import { streamNamed } from './open-sandbox.ts';
import { comparable, openWriteBench, type WriteBench } from './write-bench.ts';
import type { WriteConformance } from './write-conformance.ts';

/** What is written is what is read, once, by whom it was meant for, however answers get lost. */
export function describeWrites(options: ConformanceOptions): void {
  const { connector, writes = [] } = options;
  const declared = connector.streams.filter((stream) => stream.writes).map(({ name }) => name);
  if (declared.length === 0 && writes.length === 0 && !connector.capabilities.write) return;

  describe('writes', () => {
    it('are declared by the connector and tried of every stream that has them', () => {
      expect(connector.capabilities.write).toBe(true);
      expect(declared.length).toBeGreaterThan(0);
      expect(writes.map(({ stream }) => stream).sort()).toEqual([...declared].sort());
    });

    describe.each(writes.map((trial) => [trial.stream, trial] as const))('of %s', (_, trial) => {
      let bench: WriteBench;
      beforeAll(async () => {
        bench = await openWriteBench(options, trial);
      });
      afterAll(() => bench?.close());

      describeDeclarations(options, trial, () => bench);
      describeCreates(options, trial, () => bench);
      describeUpdates(options, trial, () => bench);
      describeStates(options, trial, () => bench);
    });
  });
}

function describeDeclarations(options: ConformanceOptions, trial: WriteConformance, bench: () => WriteBench): void {
  const stream = streamNamed(options.connector, trial.stream);
  const fields = stream.fields ?? [];
  const named = (writable: string) => fields.filter((field) => field.writable === writable).map(({ name }) => name);

  it('declares its fields once each, and calls for what it says it can do', () => {
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    const { writes } = stream;
    expect(Boolean(writes?.create ?? writes?.createMany)).toBe(writes?.creates !== undefined);
    if (writes?.creates === 'scan') expect(writes.findCreated).toBeTypeOf('function');
    if (named('yes').length > 0) expect(writes?.update ?? writes?.updateMany).toBeTypeOf('function');
    for (const field of fields)
      if (field.type === 'reference' || field.type === 'reference_set')
        expect(options.connector.streams.map(({ name }) => name)).toContain(field.references);
  });

  it('is tried with every field that can be written, and with each by an edit', async () => {
    const key = await bench().record();
    expect(Object.keys((await bench().edit(key)).fields)).toEqual(expect.arrayContaining(named('yes')));
    if (!trial.draft) return;
    const { fields: drafted } = await bench().draft();
    const required = fields.filter((field) => field.required).map(({ name }) => name);
    expect(Object.keys(drafted)).toEqual(expect.arrayContaining([...named('create'), ...required]));
  });

  it('expresses values as the vendor shows them, the same when applied again, and never throws', async () => {
    const key = await bench().record();
    const edit = await bench().edit(key);
    for (const field of fields) {
      const express = field.express?.bind(field);
      if (!express) continue;
      const samples = [edit.fields[field.name] ?? null, 'a\r\nb\u0000 \t\ud800 ', 'x'.repeat(300_000), ' ', ...GARBAGE];
      for (const sample of samples) {
        if (sample === undefined || Number.isNaN(sample)) continue;
        const once = express(sample as never);
        expect(express(once), field.name).toEqual(once);
      }
    }
    const shown = (await bench().read(key))?.fields ?? {};
    const known = Object.fromEntries(Object.entries(shown).filter(([name]) => fields.some((f) => f.name === name)));
    const again = Object.fromEntries(
      Object.entries(known).map(([name, value]) => [
        name,
        fields.find((field) => field.name === name)?.express?.(value) ?? value,
      ]),
    );
    expect(comparable(stream, again)).toEqual(comparable(stream, known));
  });
}
