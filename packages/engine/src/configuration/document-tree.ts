import { type Json, sameValue } from '@syncline/core';

/**
 * A document as paths: what the file says, what stands and what was changed are compared and merged value by value.
 * A path is a JSON pointer (`/settings/kinds/deal/policy`). Members of a kind go by `connection/stream` and not by
 * their place in the list, so that one that was added before them moves none; all other lists are one value.
 */
export type Tree = Json;

type Branch = { readonly [key: string]: Json };

export function pointerOf(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function pathOf(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export interface Planted {
  readonly tree: Tree;
  /** By pointer: the path in the document, with the places of list items. */
  readonly places: ReadonlyMap<string, readonly string[]>;
}

/** The tree of a document; what no tree can hold as such (a member that names no stream) stays a list. */
export function plant(document: unknown): Planted {
  const places = new Map<string, readonly string[]>();
  const visit = (value: unknown, path: readonly string[], place: readonly string[]): Json => {
    places.set(pointerOf(path), place);
    if (Array.isArray(value)) {
      const keys = isMemberList(path) ? memberKeys(value) : null;
      if (keys === null) return value as Json;
      return Object.fromEntries(
        value.map((member, index) => [keys[index]!, visit(member, [...path, keys[index]!], [...place, String(index)])]),
      );
    }
    if (!isBranch(value)) return value as Json;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => [key, visit(member, [...path, key], [...place, key])]),
    );
  };
  return { tree: visit(document, [], []), places };
}

/** The document of a tree. */
export function documentOf(tree: Tree, path: readonly string[] = []): Json {
  if (!isBranch(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]) => [key, documentOf(value, [...path, key])] as const);
  return isMemberList(path) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** Every value by its pointer; an object without members is a value, and so is a policy and a line of a field map. */
export function leavesOf(tree: Tree, path: readonly string[] = []): Map<string, Json> {
  if (!isBranch(tree) || Object.keys(tree).length === 0 || isOneValue(path)) return new Map([[pointerOf(path), tree]]);
  return new Map(Object.entries(tree).flatMap(([key, value]) => [...leavesOf(value, [...path, key])]));
}

export function valueAt(tree: Tree | undefined, pointer: string): Json | undefined {
  let at = tree;
  for (const part of pathOf(pointer)) {
    if (at === undefined || !isBranch(at) || !Object.hasOwn(at, part)) return undefined;
    at = at[part];
  }
  return at;
}

/** The tree with another value at a pointer; undefined takes it away, and what is empty without it. */
export function withValue(tree: Tree, pointer: string, value: Json | undefined): Tree {
  return set(tree, pathOf(pointer), value) ?? {};
}

function set(tree: Tree | undefined, [part, ...rest]: string[], value: Json | undefined): Tree | undefined {
  if (part === undefined) return value;
  const branch: Branch = tree !== undefined && isBranch(tree) ? tree : {};
  const member = set(Object.hasOwn(branch, part) ? branch[part] : undefined, rest, value);
  if (member !== undefined) return { ...branch, [part]: member };
  const { [part]: _gone, ...others } = branch;
  return Object.keys(others).length === 0 ? undefined : others;
}

/** What stands in `over` replaces what stands in `under`, value by value. */
export function overlaid(under: Tree, over: Tree): Tree {
  if (!isBranch(under) || !isBranch(over)) return over;
  const merged: Record<string, Json> = { ...under };
  for (const [key, value] of Object.entries(over))
    merged[key] = Object.hasOwn(under, key) ? overlaid(under[key]!, value) : value;
  return merged;
}

/** Whether `value` is what `wanted` asks for; an empty object asks for an object. */
export function fulfils(value: Json | undefined, wanted: Json): boolean {
  if (value === undefined) return false;
  if (isBranch(wanted) && Object.keys(wanted).length === 0) return isBranch(value);
  return sameValue(value, wanted);
}

/** Pointers whose values differ, deepest first as they are written down. */
export function changedPointers(before: Tree, after: Tree): string[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const pointers = new Set([...old.keys(), ...now.keys()]);
  return [...pointers].filter((pointer) => {
    const [from, to] = [old.get(pointer), now.get(pointer)];
    return from === undefined || to === undefined ? from !== to : !sameValue(from, to);
  });
}

/** The entry of a pointer, or of the nearest place above it. */
export function nearest<Entry>(entries: ReadonlyMap<string, Entry>, pointer: string): Entry | undefined {
  for (let path = pathOf(pointer); ; path = path.slice(0, -1)) {
    const found = entries.get(pointerOf(path));
    if (found !== undefined || path.length === 0) return found;
  }
}

export function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of which half from the file and half from the API would be neither's. */
function isOneValue([settings, kinds, , part, name, fields, field, ...rest]: readonly string[]): boolean {
  if (settings !== 'settings' || kinds !== 'kinds') return false;
  if (part === 'policies') return name !== undefined && fields === undefined;
  if (part === 'members') return fields === 'fields' && field !== undefined && rest.length === 0;
  return (part === 'policy' || part === 'onLink') && name === undefined;
}

function isMemberList(path: readonly string[]): boolean {
  return path.at(-1) === 'members' && path.at(-3) === 'kinds';
}

function memberKeys(members: readonly unknown[]): string[] | null {
  const keys = members.map((member) =>
    isBranch(member) && typeof member['connection'] === 'string' && typeof member['stream'] === 'string'
      ? `${member['connection']}/${member['stream']}`
      : null,
  );
  const told = keys.filter((key) => key !== null);
  return told.length === members.length && new Set(told).size === told.length ? told : null;
}
