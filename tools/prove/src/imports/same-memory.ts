import { join } from 'node:path';
import type pg from 'pg';
import { peakMbOf } from '../files/peak-memory.ts';
import type { CommandLine } from '../poison/command-line.ts';
import type { Fleet } from '../shared/fleet.ts';
import { awaitEnd } from './await-end.ts';
import { makeFile } from './made-file.ts';

/** How much more memory the larger file may take: what garbage is left lying about, and nothing that grows with rows. */
const MOST_GROWTH = 1.3;

interface Memory {
  readonly operatorMb: number;
  readonly workerMb: number;
}

interface Scene {
  readonly cli: CommandLine;
  readonly fleet: Fleet;
  readonly database: pg.Client;
  readonly folder: string;
  readonly seed: number;
  readonly note: (text: string) => void;
}

/**
 * A file is brought and applied, then one of many times as many rows, by the same processes: the most that each ever held
 * hardly grows. Each file has to have come to as many records as it speaks of.
 */
export async function provesSameMemory(
  scene: Scene,
  { few, many }: { readonly few: number; readonly many: number },
): Promise<{ readonly broken: readonly string[]; readonly figures: Readonly<Record<string, Memory>> }> {
  const { note } = scene;
  const known = new Set<string>();
  const small = await bring(scene, few, known);
  note(`${few} rows: the operator held ${small.operatorMb} MB at the most, the worker ${small.workerMb} MB`);
  const large = await bring(scene, many, known);
  note(`${many} rows: the operator held ${large.operatorMb} MB at the most, the worker ${large.workerMb} MB`);
  const broken = [...small.broken, ...large.broken];
  for (const part of ['operatorMb', 'workerMb'] as const)
    if (large[part] > small[part] * MOST_GROWTH)
      broken.push(`${part} grew from ${small[part]} to ${large[part]} with ${many} rows instead of ${few}`);
  const { broken: _, ...atFew } = small;
  const { broken: __, ...atMany } = large;
  return { broken, figures: { [`memory of ${few} rows`]: atFew, [`memory of ${many} rows`]: atMany } };
}

async function bring(
  { cli, fleet, database, folder, seed }: Scene,
  rows: number,
  known: Set<string>,
): Promise<Memory & { readonly broken: readonly string[] }> {
  const path = join(folder, `${rows}.csv`);
  const { contacts, accounts } = await makeFile(path, rows, seed);
  for (const email of contacts.keys()) known.add(email);
  for (const domain of accounts.keys()) known.add(domain);
  const { id } = await cli.json<{ id: string }>('import', 'file', path);
  await cli.json('import', 'answer', id, 'decimal Mitarbeiter', ',');
  const { processId } = await cli.json<{ processId: string }>('import', 'apply', id);
  await awaitEnd(database, processId);
  const { rows: counted } = await database.query<{ records: number }>(
    'select count(*)::int as records from entities where deleted_at is null',
  );
  const [{ records } = { records: 0 }] = counted;
  const broken = records === known.size ? [] : [`after ${rows} rows there are ${records} records, not ${known.size}`];
  const worker = fleet.pids().get('fetcher');
  return { broken, operatorMb: peakMbOf(cli.pid), workerMb: worker === undefined ? 0 : peakMbOf(worker) };
}
