import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { peakMbOf } from '../files/peak-memory.ts';
import { type CommandLine, openCommandLine } from '../poison/command-line.ts';
import type { Proof, ProofOptions, ProofResult } from '../proof.ts';
import { type Fleet, startFleet } from '../shared/fleet.ts';
import { awaitEnd, LIMIT_MS } from './await-end.ts';
import { type Expected, makeFile, makeMoves } from './made-file.ts';
import { readGraph, sameGraph } from './read-graph.ts';
import { provesSameMemory } from './same-memory.ts';

const ROWS = { full: 200_000, short: 6_000 };
/** Of the files whose memory is compared; `--short` leaves them out. */
const SIZES = { few: 100_000, many: 1_000_000 };

interface Scene {
  readonly cli: CommandLine;
  readonly fleet: Fleet;
  readonly database: pg.Client;
  readonly expected: Expected;
}

/**
 * A file is imported while the worker is killed and the process paused, and brought once more; another one moves people to
 * other companies, and is taken back; then the first one is taken back under kills, and replayed: the graph is what the files
 * say, what it was, nothing, and what it was, under the same ids. Then a file of a million rows takes hardly more memory than
 * one of a tenth.
 */
export const importsProof: Proof = async (options) => {
  const { seed, note, short, records } = options;
  const graphs = await withScene(options, async ({ cli, fleet, database, folder }) => {
    const path = join(folder, 'people.csv');
    const expected = await makeFile(path, records ?? ROWS[short ? 'short' : 'full'], seed);
    return prove({ cli, fleet, database, expected }, path, note);
  });
  if (short) return graphs;
  // Processes that nobody kills, and a database of their own.
  const memory = await withScene(options, async (scene) => provesSameMemory({ ...scene, seed, note }, SIZES));
  return {
    broken: [...graphs.broken, ...memory.broken],
    figures: { ...graphs.figures, ...memory.figures },
  };
};

interface Place extends Pick<Scene, 'cli' | 'fleet' | 'database'> {
  readonly folder: string;
}

async function withScene<Result extends Pick<ProofResult, 'broken'>>(
  { services }: ProofOptions,
  act: (place: Place) => Promise<Result>,
): Promise<Result> {
  const backend = await services.createBackend(services.backends.at(-1)!);
  const folder = await mkdtemp(join(tmpdir(), 'syncline-prove-imports-'));
  const environment = {
    DATABASE_URL: backend.databaseUrl,
    ...(backend.redisUrl === null ? {} : { REDIS_URL: backend.redisUrl }),
    LOG_LEVEL: 'info',
    SYNCLINE_JOB_LOCK_MS: '2500',
    SYNCLINE_SWEEP_AFTER_MS: '1000',
  };
  const fleet = await startFleet(['fetcher', 'merger', 'scheduler'], environment);
  const cli = await openCommandLine(backend.databaseUrl);
  const database = new pg.Client({ connectionString: backend.databaseUrl, options: '-c search_path=syncline' });
  await database.connect();
  try {
    const result = await act({ cli, fleet, database, folder });
    return { ...result, broken: [...result.broken, ...fleet.crashes] };
  } finally {
    await database.end();
    await cli.close();
    await fleet.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function prove(scene: Scene, path: string, note: (text: string) => void) {
  const { cli, fleet, database, expected } = scene;
  const broken: string[] = [];
  const said = (step: string, sentences: readonly string[]): void => {
    note(`${step}: ${sentences.length === 0 ? 'as it should be' : sentences.slice(0, 3).join(' ')}`);
    broken.push(...sentences.map((sentence) => `${step}: ${sentence}`));
  };
  const { id } = await cli.json<{ id: string; sha256: string }>('import', 'file', path);
  // 1.000 can be one or a thousand: it asks.
  await cli.json('import', 'answer', id, 'decimal Mitarbeiter', ',');
  const startedAt = performance.now();
  const { processId } = await cli.json<{ processId: string }>('import', 'apply', id, '--save-as', 'people');
  await killAt(scene, id, [0.1, 0.5]);
  await pauseOnce(scene, processId);
  await killAt(scene, id, [0.8]);
  await awaitEnd(database, processId);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const applied = await readGraph(database);
  said('applied', [
    ...sameAsFile(applied, expected),
    ...(await notOnce(database)),
    ...(await itemsAre(database, expected)),
  ]);
  const worker = fleet.pids().get('fetcher');
  const residentMb = worker === undefined ? 0 : peakMbOf(worker);

  const again = await cli.json<{ id: string }>('import', 'file', path);
  await applyWhole(scene, again.id, 'apply');
  said('the same file again', sameGraph(await readGraph(database), applied));

  const moves = `${path}.moves.csv`;
  const moved = await makeMoves(moves, expected);
  const { id: moving } = await cli.json<{ id: string }>('import', 'file', moves);
  await applyWhole(scene, moving, 'apply');
  said('people at other companies', sameAsFile(await readGraph(database), moved));
  await applyWhole(scene, moving, 'undo');
  said('people back at theirs', sameGraph(await readGraph(database), applied));

  const undo = await cli.json<{ processId: string }>('import', 'undo', id);
  await delay(300);
  await fleet.kill('fetcher');
  await awaitEnd(database, undo.processId);
  const left = await readGraph(database);
  said('taken back', left.size === 0 ? [] : [`${left.size} records are left`]);

  const replay = await applyWhole(scene, id, 'replay');
  said('replayed', sameGraph(await readGraph(database), applied));
  const { rows } = await database.query(
    `select string_agg(distinct f.sha256, ' ') as sums from imports i join import_files f on f.id = i.file_id where i.name = 'people.csv'`,
  );
  const kills = [...fleet.kills.values()].reduce((sum, times) => sum + times, 0);
  if (kills !== 4) broken.push(`${kills} kills, not 4`);
  if (String(rows[0].sums).includes(' ')) broken.push('the same bytes were kept twice');
  return {
    broken,
    figures: {
      rows: expected.rows,
      entities: applied.size,
      seconds,
      kills,
      residentMb,
      replayed: replay === id ? 0 : 1,
    },
  };
}

/** Kills the worker when a share of the rows is applied. */
async function killAt(
  { fleet, database, expected }: Scene,
  importId: string,
  shares: readonly number[],
): Promise<void> {
  for (const share of shares) {
    await reached(database, importId, share * expected.rows);
    await fleet.kill('fetcher');
  }
}

async function pauseOnce({ cli, database, fleet }: Scene, processId: string): Promise<void> {
  await fleet.whole();
  await cli.json('process', 'pause', processId);
  const before = await doneRows(database, processId);
  await delay(1_500);
  const after = await doneRows(database, processId);
  await cli.json('process', 'resume', processId);
  if (after !== before) throw new Error(`${after - before} rows were applied while the process was paused`);
}

async function doneRows(database: pg.Client, processId: string): Promise<number> {
  const { rows } = await database.query<{ done: number }>(
    'select records_normalised::int as done from processes where id = $1',
    [processId],
  );
  return rows[0]!.done;
}

async function reached(database: pg.Client, importId: string, wanted: number): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    const { rows } = await database.query<{ done: number }>(
      `select count(*)::int as done from import_rows where import_id = $1 and state in ('applied', 'unchanged')`,
      [importId],
    );
    if (rows[0]!.done >= wanted) return;
    await delay(20);
  }
  throw new Error(`${importId} did not come to ${wanted} rows`);
}

async function applyWhole({ cli, database }: Scene, id: string, verb: 'apply' | 'undo' | 'replay'): Promise<string> {
  const { importId, processId } = await cli.json<{ importId: string; processId: string }>('import', verb, id);
  await awaitEnd(database, processId);
  return importId;
}

function sameAsFile(graph: ReadonlyMap<string, string>, { contacts, accounts }: Expected): string[] {
  const broken: string[] = [];
  const shown = new Map([...graph].map(([key, value]) => [key.slice(0, key.lastIndexOf(' ')), value]));
  if (shown.size !== graph.size) broken.push(`${graph.size - shown.size} records stand twice`);
  const wanted = new Map<string, string>([
    ...[...contacts].map(([email, value]) => [`contact ${email}`, value] as const),
    ...[...accounts].map(([domain, value]) => [`account ${domain}`, value] as const),
  ]);
  for (const [key, value] of wanted)
    if (shown.get(key) !== value) broken.push(`${key} is ${shown.get(key) ?? 'not there'}, not ${value}`);
  for (const key of shown.keys()) if (!wanted.has(key)) broken.push(`${key} is in no row of the file`);
  return broken;
}

/** Nothing was applied a second time: every record has its first version, and one event says that it was made. */
async function notOnce(database: pg.Client): Promise<string[]> {
  const { rows } = await database.query<{ twice: number; events: number; entities: number }>(
    `select (select count(*)::int from entities where version <> 1) as twice, (select count(*)::int from events where type = 'entity.created') as events,
       (select count(*)::int from entities) as entities`,
  );
  const { twice, events, entities } = rows[0]!;
  return [
    ...(twice > 0 ? [`${twice} records were changed after they were made`] : []),
    ...(events === entities ? [] : [`${events} events say that a record was made, of ${entities} records`]),
  ];
}

async function itemsAre(database: pg.Client, { badRows }: Expected): Promise<string[]> {
  const { rows } = await database.query<{ items: number }>(
    `select count(*)::int as items from reconciliation_items where connection_id = 0 and state = 'open' and code = 'import_no_number'`,
  );
  return rows[0]!.items === badRows ? [] : [`${rows[0]!.items} rows wait for a person, not ${badRows}`];
}
