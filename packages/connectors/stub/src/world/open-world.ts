import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SynclineError } from '@syncline/core';
import { stubFolder } from '../env.ts';
import { seededRecords } from './values.ts';

/** Another worker may hold the file while it writes, in ms. */
const PATIENCE_MS = 10_000;

export interface WorldName {
  readonly world: string;
  readonly token: string;
  /** Records of each kind that it begins with. */
  readonly records: number;
}

export function worldFile(world: string): string {
  return join(stubFolder(), `${world}.sqlite`);
}

/** A record's id in the stub: of nothing but its stream and what it was made from. */
export function stubId(stream: string, from: string): string {
  return `stub_${createHash('sha256').update(`${stream}\n${from}`).digest('hex').slice(0, 20)}`;
}

/**
 * Does something with a world in one transaction, which other processes wait for. The file is closed again: clients are
 * made for each use case and nobody closes them. Throws `auth` when the world was made with another token.
 */
export function inWorld<Result>(name: WorldName, work: (world: DatabaseSync) => Result): Result {
  mkdirSync(stubFolder(), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(worldFile(name.world), { timeout: PATIENCE_MS });
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = normal; begin immediate');
    prepare(database, name);
    const result = work(database);
    database.exec('commit');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error instanceof SynclineError ? error : unusable(name, error);
  } finally {
    database.close();
  }
}

/** The number of the next change. */
export function nextSeq(database: DatabaseSync): number {
  const row = database.prepare('update world set seq = seq + 1 returning seq').get();
  return Number(row?.['seq']);
}

function prepare(database: DatabaseSync, { world, token, records }: WorldName): void {
  const proof = createHash('sha256').update(token).digest('hex');
  const isThere = database.prepare("select 1 from sqlite_master where name = 'world'").get() !== undefined;
  if (!isThere) create(database, proof, records);
  const held = database.prepare('select proof from world').get()?.['proof'];
  if (held === proof) return;
  throw new SynclineError({
    class: 'auth',
    code: 'stub_token',
    message: `The stub's world ${world} was made with another token. Give that one, or name another world.`,
  });
}

function create(database: DatabaseSync, proof: string, records: number): void {
  database.exec(`
    create table world (proof text not null, seq integer not null, lose_answers integer not null default 0);
    create table records (
      stream text not null, id text not null, own_key text, fields text not null,
      made integer not null, changed integer not null, is_deleted integer not null default 0,
      primary key (stream, id)) without rowid;
    create index records_made on records (stream, made);
    create index records_changed on records (stream, changed);
    create unique index records_key on records (stream, own_key) where own_key is not null and is_deleted = 0;
  `);
  database.prepare('insert into world (proof, seq) values (?, 0)').run(proof);
  const insert = database.prepare('insert into records (stream, id, fields, made, changed) values (?, ?, ?, ?, ?)');
  let seq = 0;
  const idOf = (stream: string, position: number) => stubId(stream, `seed ${position}`);
  for (const { stream, position, fields } of seededRecords(records, idOf)) {
    seq += 1;
    insert.run(stream, idOf(stream, position), JSON.stringify(fields), seq, seq);
  }
  database.prepare('update world set seq = ?').run(seq);
}

function unusable({ world }: WorldName, cause: unknown): SynclineError {
  return new SynclineError({
    class: 'transient',
    code: 'stub_file',
    message: `The file of the stub's world ${world} can't be used: ${cause instanceof Error ? cause.message : String(cause)}`,
    cause,
  });
}
