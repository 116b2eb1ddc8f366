import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '@syncline/core';
import { definitionOf } from '../src/definitions.ts';
import { inWorld, type WorldName, worldFile } from '../src/world/open-world.ts';
import { allRows, rowById } from '../src/world/rows.ts';
import { updateRow } from '../src/world/write-record.ts';

export interface StubSandboxOptions {
  /** Records of each kind. Default 20. */
  readonly records?: number;
  /** Names a world that is there again at the next start. By default it is forgotten at the end. */
  readonly journalFile?: string;
}

/** A world of a stub, and what people would do in it. */
export interface StubSandbox {
  readonly url: string;
  readonly settings: { readonly world: string; readonly records: number };
  readonly secrets: { readonly token: string };
  /** The next write is carried out, and its answer lost. */
  loseNextAnswer(): void;
  /** A person edits a record. Throws as a refused write does. */
  edit(stream: string, id: string, fields: Readonly<Record<string, Json>>): void;
  /** The truth: every record of a stream that was not deleted. */
  records(stream: string): readonly { readonly id: string; readonly fields: Readonly<Record<string, Json>> }[];
  close(): Promise<void>;
}

/** Makes a world. There is no server: the connector itself is what is tried. */
export async function createStubSandbox({ records = 20, journalFile }: StubSandboxOptions = {}): Promise<StubSandbox> {
  const world =
    journalFile === undefined
      ? `trial-${randomBytes(8).toString('hex')}`
      : `kept-${createHash('sha256').update(journalFile).digest('hex').slice(0, 16)}`;
  const name: WorldName = { world, token: 'stub-sandbox-token', records };
  inWorld(name, () => null);
  return {
    url: 'https://stub.invalid',
    settings: { world, records },
    secrets: { token: name.token },
    loseNextAnswer: () => inWorld(name, (database: DatabaseSync) => database.exec('update world set lose_answers = 1')),
    edit: (stream, id, fields) => {
      const definition = definitionOf(stream);
      if (!definition) throw new Error(`The stub has no stream ${stream}`);
      inWorld(name, (database) => {
        // People are not held to versions.
        const held = definition.versionField === undefined ? {} : rowById(database, stream, id)?.fields;
        const version = Object.entries(held ?? {}).filter(([field]) => field === definition.versionField);
        const all = { ...Object.fromEntries(version), ...fields };
        updateRow(database, definition, { id, fields: all, expectedVersion: null, ownKey: null });
      });
    },
    records: (stream) => inWorld(name, (database) => allRows(database, stream)),
    close: async () => {
      if (journalFile !== undefined) return;
      for (const part of ['', '-wal', '-shm']) rmSync(`${worldFile(world)}${part}`, { force: true });
    },
  };
}
