import type { SideName } from './cast.ts';
import { evidenceOf } from './evidence.ts';
import type { Family } from './family.ts';
import {
  disagreements,
  type Edit,
  type Expected,
  expectedAtFirst,
  overriddenTitles,
  type Shown,
  wrongAfterDeletion,
} from './model.ts';
import type { World } from './world.ts';

/** Told with the result of a run. */
export interface Counted {
  /** Edits that a person made while our write of the same field was on its way to a vendor that can't refuse it. */
  raced: number;
  /** Titles that lost against another one, all of them found in what the engine remembers. */
  overridden: number;
}

/** Throws with what is not as the model says. */
export async function checkRecords(world: World, records: readonly Family[], counted: Counted): Promise<void> {
  const wrong: string[] = [];
  for (const record of records) {
    const found = [
      ...(record.isDeleted ? await checkDeleted(world, record) : await checkLiving(world, record, counted)),
      ...(await lostTitles(world, record, counted)),
    ];
    wrong.push(...found.map((sentence) => record.name + sentence));
  }
  if (wrong.length > 0) throw new Error([...wrong, ...(await evidenceOf(world, records, wrong))].join('\n'));
  // From here on everyone starts from what is shown.
  for (const record of records) if (!record.isDeleted) record.expected = await expectedNow(world, record);
}

async function checkLiving(world: World, record: Family, counted: Counted): Promise<string[]> {
  const shown = new Map<SideName, Shown>();
  const wrong: string[] = [];
  for (const [name, side] of world.sides) {
    const twins = await side.withTitle(record.name);
    if (twins.length !== 1) wrong.push(`has ${twins.length} records at ${name}`);
    const one = twins[0] === undefined ? undefined : await side.show(twins[0]);
    if (one) shown.set(name, one);
  }
  for (const { field, sentence, united } of disagreements(world.cast, record.expected, shown)) {
    if (united && (await fellIntoTheGap(world, record, field))) counted.raced += 1;
    else wrong.push(sentence);
  }
  return wrong;
}

async function checkDeleted(world: World, record: Family): Promise<string[]> {
  const records = new Map<SideName, number>();
  for (const [name, side] of world.sides) records.set(name, (await side.withTitle(record.name)).length);
  const { rows } = await world
    .engine()
    .ctx.store.query(
      `select from reconciliation_items where entity_id = $1 and code like 'deleted%' and state = 'open'`,
      [record.entityId],
    );
  record.asks = rows.length > 0;
  return wrongAfterDeletion(world.cast, {
    deletedAt: record.history.deletedAt!,
    edited: (record.history.rounds.at(-1) ?? []).length > 0,
    records,
    asks: rows.length > 0,
  });
}

/** Every title that somebody gave and that does not stand is to be found in what the engine remembers. */
async function lostTitles(world: World, record: Family, counted: Counted): Promise<string[]> {
  const standing = new Set<string>();
  for (const [side, id] of record.ids) {
    const one = await world.sides.get(side)!.show(id);
    if (one) standing.add(one.title);
  }
  const wrong: string[] = [];
  for (const { side, title } of overriddenTitles(record.deeds, standing)) {
    // What was typed where it was deleted a moment later may never have been seen.
    if (record.isDeleted && side === record.history.deletedAt) continue;
    if (await isRemembered(world, record, title)) counted.overridden += 1;
    else if (await fellIntoTheGap(world, record, 'title')) counted.raced += 1;
    else wrong.push(`${side} gave the title ${title}, and nothing remembers it`);
  }
  return wrong;
}

async function isRemembered(world: World, record: Family, value: string): Promise<boolean> {
  const { rows } = await world.engine().ctx.store.query(
    `select from entity_versions v where entity_id = $1 and strpos(to_jsonb(v)::text, to_jsonb($2::text)::text) > 0
     union all select from entities e where id = $1 and strpos(to_jsonb(e)::text, to_jsonb($2::text)::text) > 0
     union all select from audit_log a where entity_id = $1 and strpos(to_jsonb(a)::text, to_jsonb($2::text)::text) > 0
     union all select from reconciliation_items i where entity_id = $1 and strpos(to_jsonb(i)::text, to_jsonb($2::text)::text) > 0
     limit 1`,
    [record.entityId, value],
  );
  return rows.length > 0;
}

async function expectedNow(world: World, record: Family): Promise<Expected> {
  const { richest } = world.cast;
  const shown = (await world.sides.get(richest)!.show(record.ids.get(richest)!))!;
  const expected = expectedAtFirst(world.cast, richest, shown);
  return record.expected.priority === 'apart' ? { ...expected, priority: 'apart' } : expected;
}

/** Whether someone edited the field at a vendor while a write of ours to it was on its way there. */
async function fellIntoTheGap(world: World, record: Family, field: Edit['field']): Promise<boolean> {
  const engine = world.engine();
  for (const { side, at } of record.edits.filter((edit) => edit.field === field)) {
    const name = world.vendors.get(side)?.remoteNames[field];
    if (name === undefined) continue;
    const { rows } = await engine.ctx.store.query(
      `select from writeback_attempts where connection_id = $1 and external_id = $2 and patch ? $3
         and $4 between started_at - interval '20 ms' and coalesce(finished_at, started_at + interval '2 s')`,
      [engine.connectionId(side), record.ids.get(side), name, at],
    );
    if (rows.length > 0) return true;
  }
  return false;
}
