import { startBackfill } from '@syncline/engine';
import { type SyncEngine, startSyncEngine } from '@syncline/testing/start-sync-engine';
import type { Backend } from '../shared/backend.ts';
import { type CommandLine, openCommandLine } from './command-line.ts';
import { configOf, type Poison, type PoisonedSides, startPoisonedSides } from './poisoned-sides.ts';

export interface PoisonRunOptions {
  readonly backend: Backend;
  readonly records: number;
  readonly seed: number;
  readonly limitMs: number;
}

export interface PoisonRunResult {
  readonly broken: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

interface Group {
  readonly items: number;
  readonly connectionName: string;
  readonly code: string;
  readonly field: string | null;
  readonly fingerprint: string;
}

/** Of every two hundred records one cannot be merged, in two ways, and two are refused where they are to be made. */
const SHARE = 200;
const poisonOf = (index: number): Poison | undefined =>
  (
    ({
      50: 'refused',
      150: 'refused',
      77: index % (2 * SHARE) < SHARE ? 'malformed' : 'unmapped',
      177: index % (2 * SHARE) < SHARE ? 'unmapped' : 'malformed',
    }) as const
  )[index % SHARE];

/** Poison among many records: the others land, it is grouped by cause, and after the fix one replay a side lands it. */
export async function runPoisoned({ backend, records, seed, limitMs }: PoisonRunOptions): Promise<PoisonRunResult> {
  const world = await startPoisonedSides(records, seed, poisonOf);
  const queue =
    backend.redisUrl === null
      ? { kind: 'postgres' as const, databaseUrl: backend.databaseUrl }
      : { kind: 'redis' as const, url: backend.redisUrl };
  const engine = await startSyncEngine({ sides: world.sides, database: { url: backend.databaseUrl, queue } });
  const cli = await openCommandLine(backend.databaseUrl);
  try {
    return await poison(world, engine, cli, records, limitMs);
  } finally {
    await cli.close();
    await engine.stop();
    await world.close();
  }
}

async function poison(
  world: PoisonedSides,
  engine: SyncEngine,
  cli: CommandLine,
  records: number,
  limitMs: number,
): Promise<PoisonRunResult> {
  const broken: string[] = [];
  const expect = (what: string, seen: unknown, wanted: unknown): void => {
    if (JSON.stringify(seen) !== JSON.stringify(wanted))
      broken.push(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
  };
  const count = (poison: Poison): number => world.poisoned.get(poison)?.length ?? 0;
  const poisoned = count('malformed') + count('unmapped') + count('refused');
  const began = performance.now();
  await engine.configure('poisoned', configOf(world.project, false));
  await startBackfill(engine.ctx, { connectionId: engine.connectionId('salesforce'), streams: ['tasks'] });
  await atRest(engine, limitMs);
  const landed = performance.now();
  expect('records that landed', made(world).size, records - count('malformed') - count('refused'));

  const { items: groups } = await cli.json<{ items: Group[] }>('reconcile', 'list', '--groups');
  expect(
    'groups',
    groups.map(({ connectionName, items }) => `${items} of ${connectionName}`).toSorted(),
    [
      `${count('refused')} of jira`,
      `${count('malformed')} of salesforce`,
      `${count('unmapped')} of salesforce`,
    ].toSorted(),
  );
  // Which causes, for whoever reads that they were not these.
  if (broken.length > 0) broken.push(`causes: ${groups.map(({ fingerprint }) => fingerprint).join('; ')}`);

  const before = statusesAtSource(world);
  await cli.json('reconcile', 'replay', '--connection', 'salesforce', '--yes');
  await atRest(engine, limitMs);
  expect('items that are open after a replay without a fix', await openItems(cli), poisoned);
  expect('statuses at the source after it', statusesAtSource(world), before);

  // What cannot be kept is mended by people at its source; a mended field map takes what it could not read by itself.
  for (const id of world.poisoned.get('malformed') ?? [])
    world.tasks.edit('Task', id, { Subject: String(world.tasks.record('Task', id)!.Subject).replace('\u0000', '') });
  await engine.configure('poisoned', configOf(world.project, true));
  const replayed: number[] = [];
  for (const name of ['salesforce', 'jira']) {
    const acted = await cli.json<{ done: number }>('reconcile', 'replay', '--connection', name, '--yes');
    replayed.push(acted.done);
  }
  await atRest(engine, limitMs);
  const titles = made(world);
  expect('records that landed after the replay', titles.size, records);
  expect('records made twice', [...titles.values()].filter((times) => times > 1).length, 0);
  expect('items that are open still', await openItems(cli), 0);
  expect('statuses at the source', statusesAtSource(world), before);
  const priorities = [...world.issues.issues(world.project)].filter(({ priority }) => priority === 'High').length;
  expect('issues of high priority', priorities, count('refused'));
  const { rows } = await engine.ctx.store.query<{ count: number }>(
    `select count(*)::int as count from entities where kind = 'work_item' and fields->>'status' = 'Later'`,
  );
  expect('entities with the status that was unmapped', rows[0]?.count, count('unmapped'));
  return {
    broken,
    figures: {
      records,
      poisoned,
      groups: groups.length,
      replayed: replayed.reduce((sum, done) => sum + done, 0),
      secondsToLand: Math.round((landed - began) / 1000),
      secondsOfReplay: Math.round((performance.now() - landed) / 1000),
    },
  };
}

async function openItems(cli: CommandLine): Promise<number> {
  const { items: groups } = await cli.json<{ items: Group[] }>('reconcile', 'list', '--groups');
  return groups.reduce((sum, { items }) => sum + items, 0);
}

/** Titles at the far side, and how often each is there. */
function made({ issues, project }: PoisonedSides): Map<string, number> {
  const titles = new Map<string, number>();
  for (const { summary } of issues.issues(project)) titles.set(summary, (titles.get(summary) ?? 0) + 1);
  return titles;
}

function statusesAtSource({ tasks }: PoisonedSides): Record<string, number> {
  const statuses: Record<string, number> = {};
  for (const { Status } of tasks.records('Task')) statuses[String(Status)] = (statuses[String(Status)] ?? 0) + 1;
  return statuses;
}

/** Throws with what is on record of the writes that do not come to an end. */
async function atRest(engine: SyncEngine, limitMs: number): Promise<void> {
  try {
    await engine.quiet(limitMs);
  } catch (error) {
    const { rows } = await engine.ctx.store.query(
      `select w.*, (select jsonb_agg(a order by a.id) from writeback_attempts a where a.writeback_id = w.id) as tries
       from writebacks w where state in ('queued', 'sending') limit 3`,
    );
    throw new Error(`${String(error)}: ${JSON.stringify(rows)}`, { cause: error });
  }
}
