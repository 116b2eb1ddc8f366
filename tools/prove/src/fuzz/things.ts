import type { Random } from '../shared/random.ts';
import type { Answer, Call } from './call.ts';

/** Kinds of things that calls can name, by what their ids are called. */
export type Kind =
  | 'connection'
  | 'crm'
  | 'deal'
  | 'victim'
  | 'hooked'
  | 'oauth'
  | 'entity'
  | 'item'
  | 'project'
  | 'agent'
  | 'import'
  | 'process'
  | 'conflict'
  | 'delivery'
  | 'config'
  | 'alert'
  | 'client'
  | 'duplicate'
  | 'insight'
  | 'proposal'
  | 'key';

/** Which ids exist and may be touched, as far as the fuzz knows. What must survive it is not among them. */
export interface Things {
  ids(kind: Kind): readonly (string | number)[];
  pick(kind: Kind, random: Random): string | number;
  /** A cursor that some list gave. */
  cursor(random: Random): string | undefined;
  /** Takes in what an answer tells of: what was made, and where a list goes on. */
  learn(call: Call, answer: Answer): void;
}

const KEPT = 200;

export function createThings(given: Readonly<Record<Kind, readonly (string | number)[]>>): Things {
  const known = new Map(Object.entries(given).map(([kind, ids]) => [kind as Kind, [...ids]]));
  const cursors: string[] = [];
  const keep = (kind: Kind, id: unknown): void => {
    const ids = known.get(kind)!;
    if ((typeof id === 'string' || typeof id === 'number') && ids.length < KEPT) ids.push(id);
  };
  return {
    ids: (kind) => known.get(kind)!,
    pick: (kind, random) => random.pick(known.get(kind)!),
    cursor: (random) => (cursors.length === 0 ? undefined : random.pick(cursors)),
    learn: ({ route }, { status, text, mediaType }) => {
      if (!route || status >= 300 || text === '' || mediaType !== 'application/json') return;
      const body = JSON.parse(text) as Readonly<Record<string, unknown>>;
      if (typeof body['nextCursor'] === 'string' && cursors.length < KEPT) cursors.push(body['nextCursor']);
      if (route.name === 'POST /api/v1/entities') {
        keep('entity', body['id']);
        keep(body['kind'] === 'project' ? 'project' : 'item', body['id']);
      }
      if (route.name === 'POST /api/v1/keys') keep('key', body['id']);
      if (route.name === 'POST /api/v1/sync/configs') keep('config', body['id']);
      if (status === 202) keep('process', body['processId']);
    },
  };
}

/** What the `{id}` of a path is the id of. */
export function kindOfPath(path: string): Kind | null {
  if (/\/connections\/.*\/webhooks/.test(path)) return 'hooked';
  if (/\/connections\/.*\/(credentials\/|oauth)/.test(path)) return path.includes('oauth') ? 'oauth' : 'victim';
  const kinds: readonly (readonly [RegExp, Kind])[] = [
    [/\/connections\//, 'connection'],
    [/\/crm\//, 'crm'],
    [/\/imports\//, 'import'],
    [/\/entities\//, 'entity'],
    [/\/clients\//, 'client'],
    [/\/state\/projects\//, 'project'],
    [/\/state\/items\//, 'item'],
    [/\/state\/agents\//, 'agent'],
    [/\/processes\//, 'process'],
    [/\/(conflicts|reconciliation)\//, 'conflict'],
    [/\/inbox\//, 'delivery'],
    [/\/configs\//, 'config'],
    [/\/alerts\//, 'alert'],
    [/\/(duplicates|merges)\//, 'duplicate'],
    [/\/insights\//, 'insight'],
    [/\/proposals\//, 'proposal'],
    [/\/keys\//, 'key'],
  ];
  return kinds.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** What a member or a query parameter of this name is the id of. */
export function kindOfName(name: string): Kind | null {
  switch (name.replaceAll('_', '').toLowerCase()) {
    case 'connectionid':
      return 'connection';
    case 'configid':
      return 'config';
    case 'conflictid':
      return 'conflict';
    case 'clientid':
      return 'client';
    case 'entityid':
    case 'ids':
      return 'entity';
    case 'processid':
      return 'process';
    default:
      return null;
  }
}
