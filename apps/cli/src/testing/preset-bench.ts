import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schedulerTasks } from '@syncline/engine';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { readConfigFile } from '../config-file.ts';
import { findPreset } from '../preset-files.ts';
import type { OpenedSide } from './opened-sides.ts';

/** A record as a webhook names it. */
export interface Place {
  readonly side: string;
  readonly stream: string;
  readonly externalId: string;
  readonly locator: string | null;
  readonly scope: string;
  readonly op?: 'deleted';
}

/** A preset in force, between the sandboxes that it is about. */
export interface PresetBench {
  readonly engine: SyncEngine;
  /** As webhooks of these records would, all at once; resolves when nothing moves any more. */
  look(...places: readonly Place[]): Promise<void>;
  /** As half a minute later: what waited for something that is known by now is looked at again. */
  lookAtHeld(): Promise<void>;
  rows<Row extends object>(sql: string, ...values: readonly unknown[]): Promise<Row[]>;
  /** Open items: what waits for a person. */
  items(): Promise<{ readonly class: string; readonly code: string; readonly field: string | null }[]>;
  /** Calls that were to write something, so far. */
  writes(): Promise<number>;
  /** Puts the file into force anew, edited in another way as well. */
  change(edit: (text: string) => string): Promise<void>;
  close(): Promise<void>;
}

/** Puts the file into force as a person would: copied, and edited by `edit`. */
export async function openPreset(
  name: string,
  sides: readonly OpenedSide[],
  edit: (text: string) => string = (text) => text,
  options: { readonly twoWayCreate?: boolean } = {},
): Promise<PresetBench> {
  const file = join(mkdtempSync(join(tmpdir(), 'syncline-preset-')), `${name}.yaml`);
  const text = edit(readFileSync(findPreset(name).path, 'utf8'));
  const engine = await startSyncEngine({ sides: sides.map(({ side }) => side) });
  const apply = async (edited: string): Promise<void> => {
    writeFileSync(file, edited);
    const { values } = readConfigFile(file);
    await engine.configure(name, values.settings, { twoWayCreate: options.twoWayCreate ?? values.two_way_create });
  };
  await apply(text);
  const rows: PresetBench['rows'] = async <Row extends object>(sql: string, ...values: readonly unknown[]) =>
    (await engine.ctx.store.query<Row>(sql, [...values])).rows;
  return {
    engine,
    rows,
    look: async (...places) => {
      for (const { side, locator, ...place } of places)
        await engine.hint(side, { ...place, locator: locator ?? place.externalId });
      await engine.quiet();
    },
    lookAtHeld: async () => {
      await schedulerTasks(engine.ctx)
        .find((task) => task.name === 'look at held fields again')!
        .run();
      await engine.quiet();
    },
    change: (more) => apply(more(text)),
    items: () => rows(`select class, code, field from reconciliation_items where state = 'open' order by id`),
    writes: async () =>
      (await rows<{ count: number }>('select count(*)::int as count from writeback_attempts'))[0]!.count,
    close: async () => {
      await engine.stop();
      for (const side of sides) await side.close();
    },
  };
}

/** Replaces a part of a preset that must be in it. */
export function replaced(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`The preset has no "${part}"`);
  return text.replaceAll(part, by);
}
