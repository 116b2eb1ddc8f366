import { attemptsOf } from '../converge/come-to-rest.ts';
import type { World } from '../converge/world.ts';
import { deskOf, type Said, type Topic } from './talk.ts';

const MAX_LOOKS = 8;

/** Reads everything that was said, as a poll does, until nothing is written any more. */
export async function rest(world: World, all: readonly Said[]): Promise<void> {
  while (await world.revive()) await lookAt(world, all, 3_000).catch(() => undefined);
  await world.calm();
  for (let look = 0; ; look += 1) {
    const before = await attemptsOf(world);
    await lookAt(world, all);
    if ((await attemptsOf(world)) === before) return;
    if (look === MAX_LOOKS) throw new Error(`still writing after ${MAX_LOOKS} looks at everything`);
  }
}

export async function lookAt(world: World, all: readonly Said[], timeoutMs = 300_000): Promise<void> {
  const engine = world.engine();
  await findTwins(world, all);
  for (const said of all)
    for (const [side, id] of said.ids) {
      const desk = deskOf(world, side);
      await engine.hint(side, { stream: desk.stream, ...desk.place(said.topic.ids.get(side)!, id) });
    }
  await engine.quiet(timeoutMs);
}

async function findTwins(world: World, all: readonly Said[]): Promise<void> {
  const engine = world.engine();
  const sides = [...world.vendors.keys()];
  const { rows } = await engine.ctx.store.query<{ entityId: string; connectionId: number; id: string }>(
    `select m.entity_id as "entityId", m.connection_id as "connectionId", m.external_id as id from mappings m where m.stream = 'comments'`,
  );
  const place = (connectionId: number, id: string): string => `${connectionId} ${id}`;
  const entityAt = new Map(rows.map((row) => [place(row.connectionId, row.id), row.entityId]));
  const ofEntity = Map.groupBy(rows, ({ entityId }) => entityId);
  for (const { source, ids } of all) {
    const entityId = entityAt.get(place(engine.connectionId(source), ids.get(source)!));
    for (const row of ofEntity.get(entityId ?? '') ?? []) {
      const side = sides.find((name) => engine.connectionId(name) === row.connectionId);
      if (side !== undefined) ids.set(side, row.id);
    }
  }
}

/** Comments of which a person is asked what their deletion at a side means, by `side id` of each place of theirs. */
async function askedAbout(world: World): Promise<ReadonlySet<string>> {
  const { rows } = await world.engine().ctx.store.query<{ connectionId: number; id: string }>(
    `select m.connection_id as "connectionId", m.external_id as id from reconciliation_items i
     join mappings m on m.entity_id = i.entity_id and m.stream = 'comments'
     where i.state in ('open', 'retrying') and i.code in ('deleted_remote_edited_local', 'deleted_local_edited_remote')`,
  );
  const sides = [...world.vendors.keys()];
  return new Set(
    rows.map(
      ({ connectionId, id }) => `${sides.find((name) => world.engine().connectionId(name) === connectionId)} ${id}`,
    ),
  );
}

/** What does not hold of what the sides show, a sentence each. */
export async function judge(world: World, topics: readonly Topic[], all: readonly Said[]): Promise<string[]> {
  const asked = await askedAbout(world);
  const broken: string[] = [];
  for (const topic of topics)
    for (const side of world.vendors.keys()) {
      const desk = deskOf(world, side);
      const shown = desk.list(topic.ids.get(side)!);
      const here = all.filter((said) => said.topic === topic);
      const raced = here.filter(({ isRaced }) => isRaced);
      const expected = here.filter(({ isDeleted, isRaced }) => !isDeleted && !isRaced);
      for (const said of expected) {
        const found = shown.filter(({ words }) => words === said.words);
        if (found.length !== 1) broken.push(`${side} shows "${said.words}" of ${said.source} ${found.length} times`);
        const { author, vendor } = deskOf(world, said.source);
        const byline = side === said.source ? null : `On behalf of ${author} (${vendor}):`;
        for (const each of found)
          if (each.byline !== byline)
            broken.push(`${side} shows "${said.words}" of ${said.source} under ${each.byline ?? 'nothing'}`);
      }
      const rest = shown.filter(({ words }) => !expected.some((said) => said.words === words));
      for (const { id, words } of rest)
        if (!raced.some((said) => said.ids.get(side) === id))
          broken.push(
            `${side} shows "${words}", which nobody left there${asked.has(`${side} ${id}`) ? ', and a person is asked about it' : ''}`,
            ...(await evidenceAt(world, side, id)),
          );
    }
  for (const said of all) broken.push(...(said.isRaced ? await judgeRaced(world, said, asked) : []));
  return broken;
}

/** What was edited and deleted at once stands everywhere, or nowhere, or a person is asked about it. */
async function judgeRaced(world: World, said: Said, asked: ReadonlySet<string>): Promise<string[]> {
  const sides = [...world.vendors.keys()];
  const standing = sides.filter((side) => {
    const shown = deskOf(world, side).list(said.topic.ids.get(side)!);
    return shown.some(({ id }) => said.ids.get(side) === id);
  });
  if (standing.length === 0 || standing.length === sides.length) return [];
  const [side] = standing;
  const id = said.ids.get(side!)!;
  if (asked.has(`${side} ${id}`)) return [];
  return [
    `"${said.words}", which was edited and deleted at once, stands at ${standing.join(' and ')} alone, and nobody is asked`,
    ...(await evidenceAt(world, side!, id)),
  ];
}

/** What the engine has on record of a comment. */
async function evidenceAt(world: World, side: string, id: string): Promise<string[]> {
  const { store } = world.engine().ctx;
  const tell = async (what: string, sql: string): Promise<string[]> => {
    const { rows } = await store.query(sql, [world.engine().connectionId(side), id]);
    return rows.map((row) => `${what}: ${JSON.stringify(row)}`);
  };
  const it = `(select entity_id from mappings where connection_id = $1 and stream = 'comments' and external_id = $2)`;
  return [
    ...(await tell('mapping', `select * from mappings where entity_id = ${it}`)),
    ...(await tell('entity', `select * from entities where id = ${it}`)),
    ...(await tell('writeback', `select * from writebacks where entity_id = ${it} order by id`)),
    ...(await tell('attempt', `select * from writeback_attempts where entity_id = ${it} order by id`)),
    ...(await tell('item', `select * from reconciliation_items where entity_id = ${it}`)),
    ...(await tell('version', `select * from entity_versions where entity_id = ${it} order by version`)),
  ];
}

/** Comments of one author that a side shows in another order than they were written in. */
export function countSwapped(world: World, topics: readonly Topic[], all: readonly Said[]): number {
  let swapped = 0;
  for (const topic of topics)
    for (const side of world.vendors.keys()) {
      const shown = deskOf(world, side)
        .list(topic.ids.get(side)!)
        .map(({ id }) => id);
      for (const source of world.vendors.keys()) {
        const made = all.filter((said) => said.topic === topic && said.source === source && !said.isDeleted);
        const order = made.map(({ ids }) => shown.indexOf(ids.get(side) ?? '')).filter((index) => index >= 0);
        swapped += order.filter((at, index) => index > 0 && at < order[index - 1]!).length;
      }
    }
  return swapped;
}
