import { type Json, sameValue } from '@syncline/core';
import { fulfils, nearest, pathOf, pointerOf, type Tree, valueAt } from './document-tree.ts';

/** Where a value comes from. */
export type Origin =
  | { readonly source: 'file'; readonly place: string; readonly by?: string; readonly at?: string }
  | { readonly source: 'api'; readonly by?: string; readonly at?: string }
  | { readonly source: 'environment'; readonly variable: string }
  | { readonly source: 'default' };

/** What a file and the database say of one connection, sync config, schedule, window or alert rule. */
export interface ResourceStates {
  /** What the file says; null: it does not name it. */
  readonly file: ReadonlyMap<string, Json> | null;
  /** What a file said when it was last applied; null: no file has named it. */
  readonly applied: ReadonlyMap<string, Json> | null;
  /** What stands; null: it is not there. */
  readonly live: Tree | null;
  /** Values of the API that a person has let stand against the file; null: that it took away. */
  readonly kept: ReadonlyMap<string, Json>;
  readonly origins: ReadonlyMap<string, Origin>;
}

/**
 * `set`, `unset`: the file has changed. `drift`: what the file once said was changed by the API, and it takes a person to
 * say which of both is right. `kept`: a person has said that the API is. `added`: of the API alone; the file says nothing.
 */
export type ChangeKind = 'set' | 'unset' | 'drift' | 'kept' | 'added';

export interface PlannedChange {
  readonly kind: ChangeKind;
  /** JSON pointer; empty: all of it. */
  readonly path: string;
  /** What stands; undefined: nothing. */
  readonly from?: Json | undefined;
  /** What the file says; undefined: nothing any more. */
  readonly to?: Json | undefined;
  /** Of what stands. */
  readonly origin?: Origin | undefined;
}

export type ResourceAction = 'create' | 'update' | 'delete' | 'adopt' | 'none';

export interface ResourcePlan {
  readonly action: ResourceAction;
  readonly changes: readonly PlannedChange[];
}

/** What applying the file would change, and where it disagrees with the API. Pure. */
export function planResource(states: ResourceStates): ResourcePlan {
  const { file, applied, live } = states;
  if (file === null) return planRemoval(states);
  if (live === null) {
    if (applied === null) return { action: 'create', changes: sets(file) };
    // Somebody removed it through the API, and the file still has it.
    const kind = states.kept.has('') ? 'kept' : 'drift';
    return { action: kind === 'kept' ? 'none' : 'create', changes: [{ kind, path: '', origin: originAt(states, '') }] };
  }
  const changes = [...new Set([...file.keys(), ...(applied?.keys() ?? [])])].flatMap((path) => {
    const change = planValue(states, live, path);
    return change === null ? [] : [change];
  });
  const added = additions(states, live);
  const isChanged = changes.some(({ kind }) => kind !== 'kept');
  const action = isChanged ? 'update' : applied === null ? 'adopt' : 'none';
  return { action, changes: [...changes, ...added] };
}

function planValue(states: ResourceStates, live: Tree, path: string): PlannedChange | null {
  const said = states.file?.get(path);
  const before = states.applied?.get(path);
  const stands = valueAt(live, path);
  const change = { path, from: stands, to: said, origin: originAt(states, path) };
  if (said === undefined) {
    // What the file no longer says goes, unless the API has made something else of it.
    return before !== undefined && stands !== undefined && fulfils(stands, before)
      ? { kind: 'unset', ...change }
      : null;
  }
  if (stands !== undefined && fulfils(stands, said)) return null;
  const isFilesTurn =
    before === undefined
      ? states.applied !== null && (stands === undefined || change.origin?.source !== 'api')
      : stands !== undefined && fulfils(stands, before);
  if (isFilesTurn) return { kind: 'set', ...change };
  const kept = states.kept.get(path);
  const isKept = kept !== undefined && before !== undefined && fulfils(said, before) && sameValue(stands ?? null, kept);
  return { kind: isKept ? 'kept' : 'drift', ...change };
}

function planRemoval({ applied, live, ...states }: ResourceStates): ResourcePlan {
  if (applied === null || live === null) return { action: 'none', changes: [] };
  const drift = [...applied].flatMap(([path, before]): PlannedChange[] => {
    const stands = valueAt(live, path);
    if (fulfils(stands, before)) return [];
    return [{ kind: 'drift', path, from: stands, origin: nearest(states.origins, path) }];
  });
  return { action: 'delete', changes: drift };
}

/** What the API has added to what the file manages. */
function additions({ file, applied, origins }: ResourceStates, live: Tree): PlannedChange[] {
  if (applied === null) return [];
  return [...origins].flatMap(([path, origin]): PlannedChange[] => {
    if (origin.source !== 'api' || path === '' || isSaid(file, path) || isSaid(applied, path)) return [];
    const stands = valueAt(live, path);
    return stands === undefined ? [] : [{ kind: 'added', path, from: stands, origin }];
  });
}

/** Whether a document says the value at a pointer, or one above or below it. */
function isSaid(leaves: ReadonlyMap<string, Json> | null, pointer: string): boolean {
  if (leaves === null) return false;
  if ([...leaves.keys()].some((path) => path.startsWith(`${pointer}/`))) return true;
  for (let path = pathOf(pointer); path.length > 0; path = path.slice(0, -1)) {
    const value = leaves.get(pointerOf(path));
    if (value !== undefined && (path.length === pathOf(pointer).length || typeof value !== 'object')) return true;
  }
  return false;
}

function sets(file: ReadonlyMap<string, Json>): PlannedChange[] {
  return [...file].map(([path, to]) => ({ kind: 'set', path, to }));
}

function originAt(states: Pick<ResourceStates, 'origins'>, path: string): Origin | undefined {
  return nearest(states.origins, path);
}
