import type { Json } from '../json.ts';
import { sameValue } from '../merge.ts';
import { textOfValue } from './empty.ts';
import type { FieldPolicy } from './field-policy.ts';
import type { Adopted, FieldRule } from './field-rule.ts';
import type { FieldType } from './field-type.ts';
import type { Byline, FileNames, Naming } from './text-forms.ts';

/** A line of a field map, with what is known of the remote's field. */
export interface RuleSource {
  readonly field: string;
  readonly remote: string;
  readonly type: FieldType;
  readonly direction: FieldRule['direction'];
  readonly policy: FieldPolicy;
  /** Pairs of hub value and remote value. The first pair of a remote value says what it means to the hub. */
  readonly values?: readonly (readonly [hub: string, remote: string])[];
  /** All that the remote's field can hold, where its schema lists that: values are their ids. */
  readonly options?: readonly { readonly id: string; readonly name: string }[];
  /** The stream that reference values name. */
  readonly references?: string;
  /** The hub holds a set, of which this remote shows one member: a vendor with one assignee beside one with many. */
  readonly oneOfSet?: boolean;
  express?(value: Json): Json;
  /** How its texts name people there; absent: they name nobody. */
  readonly naming?: Naming;
  /** The edited text with the wording of the original wherever both mean the same. */
  keepWording?(original: string, edited: string): string;
}

/** Which entity a remote record of the same connection is linked to, and back. */
export interface References {
  entityOf(stream: string, externalId: string): string | undefined;
  externalIdOf(stream: string, entityId: string): string | undefined;
}

/** Of rich text, at one record. */
export interface TextForms {
  readonly byline?: Byline | undefined;
  readonly files?: FileNames | undefined;
}

/** A rule that translates between an entity's field and a remote's. */
export function compileRule(source: RuleSource, references: References, forms: TextForms = {}): FieldRule {
  const translate = translationOf(source, references, forms);
  const express = (value: Json): Json => source.express?.(value) ?? value;
  return {
    field: source.field,
    remote: source.remote,
    type: source.type,
    direction: source.direction,
    policy: source.policy,
    ...(source.oneOfSet && { oneOfSet: true }),
    project(value, seen) {
      if (value === undefined) return undefined;
      const translated = translate.toRemote(value, seen);
      return translated === undefined ? undefined : express(translated);
    },
    adopt(remote, current, before) {
      // Rule 3.6: what differs only in what the remote can't express stays as it is.
      if (current !== undefined) {
        const projected = translate.toRemote(current, remote);
        if (projected !== undefined && sameValue(express(projected), remote)) return { ok: true, value: current };
      }
      return translate.toHub(remote, current, before);
    },
    unknownMembers: (remote) =>
      source.type === 'reference_set'
        ? membersOf(remote).filter(
            (externalId) => references.entityOf(source.references ?? '', externalId) === undefined,
          )
        : [],
  };
}

interface Translation {
  /** `seen`: what the remote shows, for the members of a set that only it knows. */
  toRemote(value: Json, seen: Json | undefined): Json | undefined;
  toHub(value: Json, current: Json | undefined, before: Json | undefined): Adopted;
}

function translationOf(source: RuleSource, references: References, forms: TextForms): Translation {
  switch (source.type) {
    case 'reference':
      return source.oneOfSet
        ? oneOfSetTranslation(source.references ?? '', references)
        : referenceTranslation(source.references ?? '', references);
    case 'reference_set':
      return referenceSetTranslation(source.references ?? '', references);
    case 'text_set':
      return textSetTranslation(valueTable(source.values ?? []));
    case 'rich_text':
      return richTextTranslation(source, forms);
    case 'boolean':
    case 'choice':
    case 'date':
    case 'instant':
    case 'json':
    case 'number':
    case 'text':
      if (source.values) return choiceTranslation(source, valueTable(source.values));
      if (source.naming) return richTextTranslation(source, {});
      return source.type === 'choice' && source.options ? optionTranslation(source.options) : identity;
    default:
      return source.type satisfies never;
  }
}

function richTextTranslation({ naming, keepWording }: RuleSource, { byline, files }: TextForms): Translation {
  const withoutByline = (text: string): string => byline?.remove(text) ?? text;
  return {
    toRemote(value, seen) {
      if (typeof value !== 'string') return value;
      const shown = typeof seen === 'string' ? withoutByline(seen) : null;
      const shows = files?.toRemote(value, shown) ?? value;
      const text = naming?.toRemote(shows, shown) ?? shows;
      return byline?.add(text) ?? text;
    },
    toHub(value, current) {
      if (typeof value !== 'string') return { ok: true, value };
      const held = typeof current === 'string' ? current : null;
      const shown = withoutByline(value);
      const named = naming?.toHub(shown, held) ?? shown;
      const text = files?.toHub(named) ?? named;
      return { ok: true, value: held !== null && keepWording ? keepWording(held, text) : text };
    },
  };
}

const identity: Translation = { toRemote: (value) => value, toHub: (value) => ({ ok: true, value }) };

interface ValueTable {
  readonly toRemote: ReadonlyMap<string, string>;
  readonly toHub: ReadonlyMap<string, string>;
}

function valueTable(pairs: readonly (readonly [string, string])[]): ValueTable {
  const toRemote = new Map<string, string>();
  const toHub = new Map<string, string>();
  for (const [hub, remote] of pairs) {
    if (!toRemote.has(hub)) toRemote.set(hub, remote);
    if (!toHub.has(remote)) toHub.set(remote, hub);
  }
  return { toRemote, toHub };
}

function choiceTranslation(source: RuleSource, table: ValueTable): Translation {
  return {
    toRemote(value) {
      if (value === null) return null;
      const remote = table.toRemote.get(textOfValue(value));
      return remote === undefined ? undefined : typed(source.type, remote);
    },
    toHub(value) {
      if (value === null) return { ok: true, value: null };
      const hub = table.toHub.get(textOfValue(value));
      if (hub !== undefined) return { ok: true, value: hub };
      return {
        ok: false,
        code: 'unknown_value',
        message: `The field map of ${source.field} has no counterpart for ${named(source, textOfValue(value))} of ${source.remote}.${bothLists(source)}`,
      };
    },
  };
}

/** The hub holds ids of the options; one that is none of them can't be shown there. */
function optionTranslation(options: NonNullable<RuleSource['options']>): Translation {
  const ids = new Set(options.map(({ id }) => id));
  return {
    toRemote: (value) => (value === null || ids.has(textOfValue(value)) ? value : undefined),
    toHub: (value) => ({ ok: true, value }),
  };
}

/** Why a value of the hub can't be shown by a field whose options are known; null: it can, or nobody knows. Names both lists. */
export function inexpressible(source: RuleSource, value: Json | undefined): string | null {
  if (source.type !== 'choice' || !source.options || value === undefined || value === null || value === '') return null;
  const text = textOfValue(value);
  const remote = source.values ? valueTable(source.values).toRemote.get(text) : text;
  if (remote !== undefined && source.options.some(({ id }) => id === remote)) return null;
  return `${source.remote} has no option for "${text.slice(0, 100)}" of ${source.field}.${bothLists(source)}`;
}

/** An id with the name that people know it by. */
function named({ options }: RuleSource, id: string): string {
  const name = options?.find((option) => option.id === id)?.name;
  return name === undefined || name === id ? `"${id.slice(0, 100)}"` : `"${name.slice(0, 100)}" (${id.slice(0, 100)})`;
}

const MOST_NAMED = 30;

function bothLists(source: RuleSource): string {
  const list = (all: readonly string[]): string =>
    `${all.slice(0, MOST_NAMED).join(', ')}${all.length > MOST_NAMED ? `, and ${all.length - MOST_NAMED} more` : ''}`;
  const mapped = (source.values ?? []).map(([hub, remote]) => `"${hub}" as ${named(source, remote)}`);
  const offered = (source.options ?? []).map(({ id }) => named(source, id));
  const parts = [
    ...(mapped.length > 0 ? [`The field map has ${list(mapped)}.`] : []),
    ...(offered.length > 0 ? [`${source.remote} has ${list(offered)}.`] : []),
  ];
  return parts.map((part) => ` ${part}`).join('');
}

/** Value tables hold texts; a remote's numbers and booleans are no texts. */
function typed(type: FieldType, text: string): Json {
  if (type === 'number') return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

/** Members that the table does not name keep their names; of several that are one at the remote, the hub keeps its own. */
function textSetTranslation(table: ValueTable): Translation {
  const atRemote = (member: string): string => table.toRemote.get(member) ?? member;
  return {
    toRemote: (value) => sortedSet(membersOf(value).map(atRemote)),
    toHub(value, current) {
      const shown = new Set(membersOf(value));
      const standing = membersOf(current).filter((member) => shown.has(atRemote(member)));
      const expressed = new Set(standing.map(atRemote));
      const added = [...shown].filter((member) => !expressed.has(member));
      return { ok: true, value: sortedSet([...standing, ...added.map((member) => table.toHub.get(member) ?? member)]) };
    },
  };
}

function referenceTranslation(stream: string, references: References): Translation {
  return {
    toRemote: (value) => (value === null ? null : references.externalIdOf(stream, textOfValue(value))),
    toHub(value) {
      if (value === null) return { ok: true, value: null };
      const entityId = references.entityOf(stream, textOfValue(value));
      if (entityId !== undefined) return { ok: true, value: entityId };
      return {
        ok: false,
        code: 'unmapped_reference',
        message: `${stream} ${textOfValue(value)} is not known to the hub, or not linked to anyone.`,
      };
    },
  };
}

/**
 * One of the hub's set: the one that is shown as long as it is in the set, else the first that the remote knows. An
 * edit at the remote takes the place of what was shown, if that is still in the set; the others of the set stay, those
 * too that have come to it since.
 */
function oneOfSetTranslation(stream: string, references: References): Translation {
  const known = (value: Json | undefined): string[] =>
    membersOf(value)
      .flatMap((entityId) => references.externalIdOf(stream, entityId) ?? [])
      .sort();
  return {
    toRemote(value, seen) {
      const members = known(value);
      if (members.length === 0) return membersOf(value).length === 0 ? null : undefined;
      return typeof seen === 'string' && members.includes(seen) ? seen : members[0]!;
    },
    toHub(value, current, before) {
      const members = known(current);
      // Where nothing was agreed on yet, it shows the first.
      const shown = before === undefined ? members[0] : before;
      const others = membersOf(current).filter((entityId) => references.externalIdOf(stream, entityId) !== shown);
      if (value === null) return { ok: true, value: sortedSet(others) };
      const entityId = references.entityOf(stream, textOfValue(value));
      if (entityId !== undefined) return { ok: true, value: sortedSet([...others, entityId]) };
      return {
        ok: false,
        code: 'unmapped_reference',
        message: `${stream} ${textOfValue(value)} is not known to the hub, or not linked to anyone.`,
      };
    },
  };
}

/** Members that the hub does not know stay at the remote; members that the remote does not know stay in the hub. */
function referenceSetTranslation(stream: string, references: References): Translation {
  return {
    toRemote: (value, seen) =>
      sortedSet([
        ...membersOf(value).flatMap((entityId) => references.externalIdOf(stream, entityId) ?? []),
        ...membersOf(seen).filter((externalId) => references.entityOf(stream, externalId) === undefined),
      ]),
    toHub: (value, current) => ({
      ok: true,
      value: sortedSet([
        ...membersOf(current).filter((entityId) => references.externalIdOf(stream, entityId) === undefined),
        ...membersOf(value).flatMap((externalId) => references.entityOf(stream, externalId) ?? []),
      ]),
    }),
  };
}

function membersOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(textOfValue) : [];
}

function sortedSet(members: readonly string[]): readonly string[] {
  return [...new Set(members)].sort();
}
