import type { History, Weather } from './history.ts';
import {
  disagreements,
  type Edit,
  type Expected,
  expectedAfter,
  expectedAtFirst,
  paragraphOf,
  type Shown,
  SIDES,
  type SideName,
} from './model.ts';
import type { World } from './world.ts';

/** A record with its twins. */
interface Family {
  readonly name: string;
  readonly history: History;
  ids: Map<SideName, string>;
  expected: Expected;
  /** When people edited which field where, in this round. */
  edits: { readonly side: SideName; readonly field: Edit['field']; readonly at: Date }[];
}

export interface RunFigures {
  readonly histories: number;
  readonly writes: number;
  /** Edits that a person made while our write of the same field was on its way to a vendor that can't refuse it. */
  readonly raced: number;
}

const MAX_LOOKS = 8;

/** Lives through histories side by side; throws with what did not hold. */
export async function runHistories(
  world: World,
  batch: number,
  histories: readonly History[],
  weathers: readonly Weather[],
): Promise<RunFigures> {
  const records = histories.map((history, index) => create(world, `w${batch}x${index} `, history));
  let raced = 0;
  await settle(world, records);
  raced += await check(world, records);
  const rounds = Math.max(...histories.map((history) => history.rounds.length));
  for (let round = 0; round < rounds; round += 1) {
    world.setWeather(weathers[round % weathers.length]!);
    for (const record of records) {
      const deeds = (record.history.rounds[round] ?? []).map((deed) =>
        deed.edit.field === 'title' ? { ...deed, edit: { ...deed.edit, value: record.name + deed.edit.value } } : deed,
      );
      record.expected = expectedAfter(record.expected, deeds);
      record.edits = [];
      for (const { side, edit } of deeds) {
        record.edits.push({ side, field: edit.field, at: new Date() });
        world.sides.get(side)!.edit(record.ids.get(side)!, edit, paragraphOf(side));
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
    await settle(world, records);
    raced += await check(world, records);
  }
  const before = await attemptsOf(world);
  await lookAtAll(world, records);
  const after = await attemptsOf(world);
  if (after !== before) throw new Error(`${after - before} writes when everything was quiet`);
  return { histories: histories.length, writes: after, raced };
}

function create(world: World, name: string, history: History): Family {
  const shown: Shown = {
    title: `${name}first`,
    body: ['one', 'two', 'three'],
    labels: [],
    status: history.source === 'github' && history.status === 'In Progress' ? 'To Do' : history.status,
    priority: history.source === 'github' ? null : 'High',
  };
  const id = world.sides.get(history.source)!.create(shown);
  // A record from GitHub has no priority: what the others give it by themselves stands.
  return { name, history, ids: new Map([[history.source, id]]), expected: expectedAtFirst(shown), edits: [] };
}

/** Reads everything, as a poll does, until nothing is written any more. */
async function settle(world: World, records: readonly Family[]): Promise<void> {
  await world.calm();
  for (let look = 0; ; look += 1) {
    const before = await attemptsOf(world);
    await lookAtAll(world, records);
    if ((await attemptsOf(world)) === before) return;
    if (look === MAX_LOOKS) throw new Error(`still writing after ${MAX_LOOKS} looks at everything`);
  }
}

async function lookAtAll(world: World, records: readonly Family[]): Promise<void> {
  const engine = world.engine();
  for (const record of records) {
    const { rows } = await engine.ctx.store.query<{ connectionId: number; id: string }>(
      `select b.connection_id as "connectionId", b.external_id as id from mappings a join mappings b using (workspace_id, entity_id)
       where a.connection_id = $1 and a.external_id = $2`,
      [engine.connectionId(record.history.source), record.ids.get(record.history.source)],
    );
    for (const side of SIDES)
      for (const row of rows) if (row.connectionId === engine.connectionId(side)) record.ids.set(side, row.id);
    for (const [side, id] of record.ids) {
      const { stream, place } = world.sides.get(side)!;
      await engine.hint(side, { stream, ...place(id) });
    }
  }
  await engine.quiet(60_000);
}

/** Throws with what is not as the model says; returns how many edits fell into the gap between our look and our write. */
async function check(world: World, records: readonly Family[]): Promise<number> {
  const wrong: string[] = [];
  let raced = 0;
  for (const record of records) {
    const shown = new Map<SideName, Shown>();
    for (const side of SIDES) {
      const twins = world.sides.get(side)!.withTitle(record.name);
      if (twins.length !== 1) wrong.push(`${record.name}has ${twins.length} records at ${side}`);
      const one = twins[0] === undefined ? undefined : world.sides.get(side)!.show(twins[0]);
      if (one) shown.set(side, one);
    }
    for (const { field, sentence, united } of disagreements(record.expected, shown)) {
      if (united && (await fellIntoTheGap(world, record, field))) raced += 1;
      else wrong.push(record.name + sentence);
    }
  }
  if (wrong.length > 0) throw new Error([...wrong, ...(await evidence(world, records, wrong))].join('\n'));
  // From here on everyone starts from what is shown.
  for (const record of records) record.expected = expectedNow(world, record);
  return raced;
}

/** What the engine has on record of the first family that went wrong. */
async function evidence(world: World, records: readonly Family[], wrong: readonly string[]): Promise<string[]> {
  const family = records.find((record) => wrong.some((sentence) => sentence.startsWith(record.name)));
  if (!family) return [];
  const { store } = world.engine().ctx;
  const { rows } = await store.query<{ id: string }>(
    'select entity_id as id from mappings where external_id = any($1) limit 1',
    [[...family.ids.values()]],
  );
  const entityId = rows[0]?.id;
  const tell = async (sql: string): Promise<string> => JSON.stringify((await store.query(sql, [entityId])).rows);
  return [
    `rounds: ${JSON.stringify(family.history)}`,
    `mappings: ${await tell('select connection_id, external_id, seen, base, shadow, state from mappings where entity_id = $1')}`,
    `entity: ${await tell('select version, fields, origins from entities where id = $1')}`,
    `writebacks: ${await tell('select id, connection_id, op, state, wanted, carried, attempts, error, next_attempt_at from writebacks where entity_id = $1 order by id')}`,
    `attempts: ${await tell('select writeback_id, connection_id, patch, state, error, started_at, finished_at from writeback_attempts where entity_id = $1 order by id')}`,
    `items: ${await tell('select class, code, field, message, state from reconciliation_items where entity_id = $1')}`,
    `history: ${await tell('select version, decision, decisions, replaced, stream, connection_id from entity_versions where entity_id = $1 order by version')}`,
  ];
}

function expectedNow(world: World, record: Family): Expected {
  const shown = world.sides.get('jira')!.show(record.ids.get('jira')!)!;
  return {
    ...expectedAtFirst(shown),
    priority: record.expected.priority === 'apart' ? 'apart' : new Set([shown.priority ?? '']),
  };
}

/** Whether someone edited the field at a side while a write of ours to it was on its way there. */
async function fellIntoTheGap(world: World, record: Family, field: Edit['field']): Promise<boolean> {
  const engine = world.engine();
  for (const { side, at } of record.edits.filter((edit) => edit.field === field)) {
    const { rows } = await engine.ctx.store.query(
      `select from writeback_attempts where connection_id = $1 and external_id = $2 and patch ? $3
         and $4 between started_at - interval '20 ms' and coalesce(finished_at, started_at + interval '2 s')`,
      [engine.connectionId(side), record.ids.get(side), REMOTE_NAMES[side][field], at],
    );
    if (rows.length > 0) return true;
  }
  return false;
}

const REMOTE_NAMES: Readonly<Record<SideName, Readonly<Record<Edit['field'], string>>>> = {
  github: { title: 'title', body: 'body', labels: 'labels', status: 'state', priority: '' },
  jira: { title: 'summary', body: 'description', labels: 'labels', status: 'status', priority: 'priority' },
  salesforce: { title: 'subject', body: 'body', labels: 'labels', status: 'status', priority: 'priority' },
};

async function attemptsOf(world: World): Promise<number> {
  const { rows } = await world
    .engine()
    .ctx.store.query<{ count: number }>('select count(*)::int as count from writeback_attempts');
  return rows[0]!.count;
}
