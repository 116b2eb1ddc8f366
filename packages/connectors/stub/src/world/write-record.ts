import type { DatabaseSync } from 'node:sqlite';
import { type Json, SynclineError, sameValue } from '@syncline/core';
import type { StubDefinition } from '../definitions.ts';
import { checkWrite } from './check-write.ts';
import { nextSeq, stubId } from './open-world.ts';
import { rowById, rowByKey, type StubRow } from './rows.ts';

type Fields = Readonly<Record<string, Json>>;

/** Makes a record under our key; one that is there under it is the answer, as it is. */
export function createRow(database: DatabaseSync, definition: StubDefinition, ownKey: string, fields: Fields): StubRow {
  const { stream } = definition;
  const earlier = rowByKey(database, stream, ownKey);
  if (earlier) return earlier;
  const kept = checkWrite(database, definition, fields, null);
  const seq = nextSeq(database);
  const first = stubId(stream, ownKey);
  // One that was deleted keeps its id.
  const id = rowById(database, stream, first) === null ? first : stubId(stream, `${ownKey} ${seq}`);
  database
    .prepare('insert into records (stream, id, own_key, fields, made, changed) values (?, ?, ?, ?, ?, ?)')
    .run(stream, id, ownKey, JSON.stringify(kept), seq, seq);
  return { id, ownKey, fields: kept, made: seq, changed: seq, isDeleted: false };
}

export interface RowUpdate {
  readonly id: string;
  readonly fields: Fields;
  /** What the caller last saw; null: nothing. */
  readonly expectedVersion: string | null;
  /** Our key, where the record has none yet. */
  readonly ownKey: string | null;
}

/** Throws `not_found`; `conflict` when the record was changed since the expected version. */
export function updateRow(database: DatabaseSync, definition: StubDefinition, update: RowUpdate): StubRow {
  const { stream, title } = definition;
  const before = rowById(database, stream, update.id);
  if (before === null || before.isDeleted)
    throw new SynclineError({ class: 'not_found', code: 'stub_gone', message: `${title}: there is no ${update.id}.` });
  const kept = checkWrite(database, definition, update.fields, before);
  if (update.expectedVersion !== null && update.expectedVersion !== String(before.changed))
    throw new SynclineError({
      class: 'conflict',
      code: 'stub_moved',
      message: `${title} ${update.id} was changed since it was last read.`,
    });
  const fields = { ...before.fields, ...kept };
  // A stage brings its probability, unless the write has one of its own.
  if ('stage' in kept && kept['stage'] !== before.fields['stage'] && !('probability' in kept))
    delete fields['probability'];
  const ownKey = before.ownKey ?? update.ownKey;
  if (ownKey === before.ownKey && sameValue(fields, before.fields)) return before;
  const changed = nextSeq(database);
  database
    .prepare('update records set fields = ?, changed = ?, own_key = ? where stream = ? and id = ?')
    .run(JSON.stringify(fields), changed, ownKey, stream, update.id);
  return { ...before, fields, changed, ownKey };
}

/** One that is gone already is left alone. */
export function removeRow(database: DatabaseSync, { stream }: StubDefinition, id: string): void {
  const before = rowById(database, stream, id);
  if (before === null || before.isDeleted) return;
  database
    .prepare('update records set is_deleted = 1, changed = ? where stream = ? and id = ?')
    .run(nextSeq(database), stream, id);
}
