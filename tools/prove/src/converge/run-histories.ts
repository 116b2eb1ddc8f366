import type { History, Weather } from './history.ts';
import {
  type Deed,
  disagreements,
  type Edit,
  type Expected,
  expectedAfter,
  expectedAtFirst,
  overriddenTitles,
  paragraphOf,
  type Shown,
  SIDES,
  type SideName,
  wrongAfterDeletion,
} from './model.ts';
import type { World } from './world.ts';

/** A record with its twins. */
interface Family {
  readonly name: string;
  readonly history: History;
  ids: Map<SideName, string>;
  expected: Expected;
  /** What people did in this round. */
  deeds: readonly Deed[];
  isDeleted: boolean;
  /** Whether a person is asked about its deletion. */
  asks: boolean;
  /** When people edited which field where, in this round. */
  edits: { readonly side: SideName; readonly field: Edit['field']; readonly at: Date }[];
}

export interface RunFigures {
  readonly histories: number;
  readonly writes: number;
  /** Edits that a person made while our write of the same field was on its way to a vendor that can't refuse it. */
  readonly raced: number;
  /** Records that were deleted, and those of them about which a person is asked. */
  readonly deleted: number;
  readonly asked: number;
  /** Titles that lost against another one, all of them found in what the engine remembers. */
  readonly overridden: number;
}

const MAX_LOOKS = 8;

/** Lives through histories side by side; throws with what did not hold. */
export async function runHistories(
  world: World,
  batch: number,
  histories: readonly History[],
  weathers: readonly Weather[],
): Promise<RunFigures> {
  const rounds = Math.max(...histories.map((history) => history.rounds.length));
  world.setWeather(weathers[0]!);
  const records = histories.map((history, index) => create(world, `w${batch}x${index} `, history));
  const counted = { raced: 0, overridden: 0 };
  await comeToRest(world, records, counted);
  for (let round = 0; round < rounds; round += 1) {
    world.setWeather(weathers[(round + 1) % weathers.length]!);
    for (const record of records) await liveThrough(world, record, round);
    await pause(150);
    await comeToRest(world, records, counted);
  }
  const before = await attemptsOf(world);
  await lookAtAll(world, records);
  const after = await attemptsOf(world);
  if (after !== before) throw new Error(`${after - before} writes when everything was quiet`);
  const deleted = records.filter((record) => record.isDeleted);
  const asked = deleted.filter((record) => record.asks);
  return { histories: histories.length, writes: after, deleted: deleted.length, asked: asked.length, ...counted };
}

type Counted = { -readonly [Name in 'raced' | 'overridden']: number };

async function comeToRest(world: World, records: readonly Family[], counted: Counted): Promise<void> {
  await settle(world, records);
  await check(world, records, counted);
}

async function liveThrough(world: World, record: Family, round: number): Promise<void> {
  const { rounds, deletedAt, deletedFirst } = record.history;
  if (round >= rounds.length) {
    record.deeds = [];
    return;
  }
  const isLast = round === rounds.length - 1 && deletedAt !== null;
  if (isLast && deletedFirst) remove(world, record, deletedAt);
  record.deeds = rounds[round]!.filter((deed) => !(record.isDeleted && deed.side === deletedAt)).map((deed) =>
    deed.edit.field === 'title' ? { ...deed, edit: { ...deed.edit, value: record.name + deed.edit.value } } : deed,
  );
  record.expected = expectedAfter(record.expected, record.deeds);
  record.edits = [];
  for (const { side, edit } of record.deeds) {
    record.edits.push({ side, field: edit.field, at: new Date() });
    world.sides.get(side)!.edit(record.ids.get(side)!, edit, paragraphOf(side));
    await pause(3);
  }
  if (isLast && !deletedFirst) remove(world, record, deletedAt);
}

function remove(world: World, record: Family, side: SideName): void {
  world.sides.get(side)!.remove(record.ids.get(side)!);
  record.isDeleted = true;
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
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
  return {
    name,
    history,
    ids: new Map([[history.source, id]]),
    expected: expectedAtFirst(shown),
    deeds: [],
    isDeleted: false,
    asks: false,
    edits: [],
  };
}

/** Reads everything, as a poll does, until nothing is written any more; first as long as engines die, then in peace. */
async function settle(world: World, records: readonly Family[]): Promise<void> {
  while (await world.revive()) await lookAtAll(world, records, 3_000).catch(() => undefined);
  await world.calm();
  for (let look = 0; ; look += 1) {
    const before = await attemptsOf(world);
    await lookAtAll(world, records);
    if ((await attemptsOf(world)) === before) return;
    if (look === MAX_LOOKS) throw new Error(`still writing after ${MAX_LOOKS} looks at everything`);
  }
}

async function lookAtAll(world: World, records: readonly Family[], timeoutMs = 60_000): Promise<void> {
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
  await engine.quiet(timeoutMs);
}

/** Throws with what is not as the model says. */
async function check(world: World, records: readonly Family[], counted: Counted): Promise<void> {
  const wrong: string[] = [];
  for (const record of records) {
    const found = [
      ...(record.isDeleted ? await checkDeleted(world, record) : await checkLiving(world, record, counted)),
      ...(await lostTitles(world, record, counted)),
    ];
    wrong.push(...found.map((sentence) => record.name + sentence));
  }
  if (wrong.length > 0) throw new Error([...wrong, ...(await evidence(world, records, wrong))].join('\n'));
  // From here on everyone starts from what is shown.
  for (const record of records) if (!record.isDeleted) record.expected = expectedNow(world, record);
}

async function checkLiving(world: World, record: Family, counted: Counted): Promise<string[]> {
  const shown = new Map<SideName, Shown>();
  const wrong: string[] = [];
  for (const side of SIDES) {
    const twins = world.sides.get(side)!.withTitle(record.name);
    if (twins.length !== 1) wrong.push(`has ${twins.length} records at ${side}`);
    const one = twins[0] === undefined ? undefined : world.sides.get(side)!.show(twins[0]);
    if (one) shown.set(side, one);
  }
  for (const { field, sentence, united } of disagreements(record.expected, shown)) {
    if (united && (await fellIntoTheGap(world, record, field))) counted.raced += 1;
    else wrong.push(sentence);
  }
  return wrong;
}

async function checkDeleted(world: World, record: Family): Promise<string[]> {
  const records = new Map(SIDES.map((side) => [side, world.sides.get(side)!.withTitle(record.name).length]));
  const { rows } = await world.engine().ctx.store.query(
    `select from reconciliation_items i join mappings m on m.workspace_id = i.workspace_id and m.entity_id = i.entity_id
     where m.external_id = any($1) and i.code like 'deleted%' and i.state = 'open'`,
    [[...record.ids.values()]],
  );
  record.asks = rows.length > 0;
  return wrongAfterDeletion({
    deletedAt: record.history.deletedAt!,
    edited: (record.history.rounds.at(-1) ?? []).length > 0,
    records,
    asks: rows.length > 0,
  });
}

/** Every title that somebody gave and that does not stand is to be found in what the engine remembers. */
async function lostTitles(world: World, record: Family, counted: Counted): Promise<string[]> {
  const standing = new Set([...record.ids].flatMap(([side, id]) => world.sides.get(side)!.show(id)?.title ?? []));
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
    `with family as (select distinct workspace_id, entity_id from mappings where external_id = any($1))
     select from family f join entity_versions v using (workspace_id, entity_id) where strpos(to_jsonb(v)::text, to_jsonb($2::text)::text) > 0
     union all select from family f join entities e on e.workspace_id = f.workspace_id and e.id = f.entity_id
       where strpos(to_jsonb(e)::text, to_jsonb($2::text)::text) > 0
     union all select from family f join audit_log a using (workspace_id, entity_id) where strpos(to_jsonb(a)::text, to_jsonb($2::text)::text) > 0
     union all select from family f join reconciliation_items i using (workspace_id, entity_id) where strpos(to_jsonb(i)::text, to_jsonb($2::text)::text) > 0
     limit 1`,
    [[...record.ids.values()], value],
  );
  return rows.length > 0;
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
    `audit: ${await tell('select at, actor, action, subject, why, details from audit_log where entity_id = $1 order by id')}`,
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
