import type { History, Weather } from './history.ts';
import {
  disagreements,
  type Expected,
  expectedAfter,
  expectedAtFirst,
  paragraphOf,
  type Shown,
  SIDES,
  type SideName,
} from './model.ts';
import type { World } from './world.ts';

interface Record_ {
  readonly name: string;
  readonly history: History;
  ids: Map<SideName, string>;
  expected: Expected;
}

export interface RunFigures {
  histories: number;
  writes: number;
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
  await settle(world, records);
  check(world, records);
  const rounds = Math.max(...histories.map((history) => history.rounds.length));
  for (let round = 0; round < rounds; round += 1) {
    world.setWeather(weathers[round % weathers.length]!);
    for (const record of records) {
      const deeds = (record.history.rounds[round] ?? []).map((deed) =>
        deed.edit.field === 'title' ? { ...deed, edit: { ...deed.edit, value: record.name + deed.edit.value } } : deed,
      );
      record.expected = expectedAfter(record.expected, deeds);
      for (const { side, edit } of deeds) {
        world.sides.get(side)!.edit(record.ids.get(side)!, edit, paragraphOf(side));
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
    await settle(world, records);
    check(world, records);
  }
  const before = await attemptsOf(world);
  await lookAtAll(world, records);
  const after = await attemptsOf(world);
  if (after !== before) throw new Error(`${after - before} writes when everything was quiet`);
  return { histories: histories.length, writes: after };
}

function create(world: World, name: string, history: History): Record_ {
  const shown: Shown = {
    title: `${name}first`,
    body: ['one', 'two', 'three'],
    labels: [],
    status: history.source === 'github' && history.status === 'In Progress' ? 'To Do' : history.status,
    priority: history.source === 'github' ? null : 'High',
  };
  const id = world.sides.get(history.source)!.create(shown);
  // A record from GitHub has no priority: what the others give it by themselves stands.
  return { name, history, ids: new Map([[history.source, id]]), expected: expectedAtFirst(shown) };
}

/** Reads everything, as a poll does, until nothing is written any more. */
async function settle(world: World, records: readonly Record_[]): Promise<void> {
  await world.calm();
  for (let look = 0; ; look += 1) {
    const before = await attemptsOf(world);
    await lookAtAll(world, records);
    if ((await attemptsOf(world)) === before) return;
    if (look === MAX_LOOKS) throw new Error(`still writing after ${MAX_LOOKS} looks at everything`);
  }
}

async function lookAtAll(world: World, records: readonly Record_[]): Promise<void> {
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

function check(world: World, records: readonly Record_[]): void {
  const wrong: string[] = [];
  for (const record of records) {
    const shown = new Map<SideName, Shown>();
    for (const side of SIDES) {
      const twins = world.sides.get(side)!.withTitle(record.name);
      if (twins.length !== 1) wrong.push(`${record.name}has ${twins.length} records at ${side}`);
      const one = twins[0] === undefined ? undefined : world.sides.get(side)!.show(twins[0]);
      if (one) shown.set(side, one);
    }
    wrong.push(...disagreements(record.expected, shown).map((sentence) => record.name + sentence));
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  for (const record of records) {
    // From here on everyone starts from what is shown.
    const shown = world.sides.get('jira')!.show(record.ids.get('jira')!)!;
    record.expected = {
      ...record.expected,
      titles: new Set([shown.title]),
      priority: record.expected.priority === 'apart' ? 'apart' : new Set([shown.priority ?? '']),
    };
  }
}

async function attemptsOf(world: World): Promise<number> {
  const { rows } = await world
    .engine()
    .ctx.store.query<{ count: number }>('select count(*)::int as count from writeback_attempts');
  return rows[0]!.count;
}
