import type { DatabaseSync } from 'node:sqlite';
import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { StubSettings } from './settings.ts';
import { inWorld, type WorldName } from './world/open-world.ts';

/** One connection's way to its world. `access.fetch` is never called. */
export interface StubClient {
  readonly world: string;
  /** Throws the signal's reason where the caller has given up. */
  read<Result>(signal: AbortSignal, work: (world: DatabaseSync) => Result): Result;
  /** As `read`; afterwards it throws `transient` where the answer was told to get lost. */
  write<Result>(signal: AbortSignal, work: (world: DatabaseSync) => Result): Result;
}

export function createStubClient({ settings, secrets }: ConnectionAccess<StubSettings>): StubClient {
  const { world, records } = settings;
  const read = <Result>(signal: AbortSignal, work: (world: DatabaseSync) => Result): Result => {
    signal.throwIfAborted();
    return inWorld(nameOf(), work);
  };
  const nameOf = (): WorldName => {
    const token = secrets['token'];
    if (token) return { world, token, records };
    throw new SynclineError({
      class: 'auth',
      code: 'stub_no_token',
      message: 'The stub has no token. Any text will do: it keeps the worlds of others apart.',
    });
  };
  return {
    world,
    read,
    write(signal, work) {
      const { result, isLost } = read(signal, (database) => ({ result: work(database), isLost: takeLoss(database) }));
      if (!isLost) return result;
      throw new SynclineError({
        class: 'transient',
        code: 'stub_answer_lost',
        message: 'The answer of the stub got lost.',
      });
    },
  };
}

/** Whether this answer is to get lost. */
function takeLoss(database: DatabaseSync): boolean {
  const { changes } = database.prepare('update world set lose_answers = lose_answers - 1 where lose_answers > 0').run();
  return Number(changes) > 0;
}
