/** The document of a sync config, as much of it as is edited by hand; all else in it stays as it is. */
export interface ConfigDocument {
  readonly kinds?: Readonly<Record<string, KindDocument>>;
  readonly [other: string]: unknown;
}
export interface KindDocument {
  readonly members?: readonly MemberDocument[];
  readonly policies?: Readonly<Record<string, unknown>>;
  readonly policy?: unknown;
  readonly [other: string]: unknown;
}
export interface MemberDocument {
  readonly connection: string;
  readonly stream: string;
  readonly direction?: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}

export const directions = ['both', 'in', 'out', 'none'] as const;
export const policyModes = [
  'last_modified_wins',
  'merge_with_audit',
  'remote_wins',
  'local_wins',
  'source_priority',
  'immutable_after_bind',
  'manual',
] as const;

/** The document with another kind of that name; null takes the kind away. */
export function withKind(document: ConfigDocument, kind: string, value: KindDocument | null): ConfigDocument {
  const { [kind]: _before, ...others } = document.kinds ?? {};
  if (value === null) return { ...document, kinds: others };
  // In its place: a table whose parts move when they are edited can't be read.
  const kinds = Object.hasOwn(document.kinds ?? {}, kind)
    ? Object.fromEntries(
        Object.entries(document.kinds ?? {}).map(([name, each]) => [name, name === kind ? value : each]),
      )
    : { ...others, [kind]: value };
  return { ...document, kinds };
}

export function withMember(kind: KindDocument, index: number, member: MemberDocument | null): KindDocument {
  const members = [...(kind.members ?? [])];
  if (member === null) members.splice(index, 1);
  else members[index] = member;
  return { ...kind, members };
}

/** What a member calls a field, and whatever else is said of it there. */
export interface FieldDocument {
  readonly remote: string;
  readonly direction?: string;
  readonly values?: unknown;
}

export function fieldOf(member: MemberDocument, field: string): FieldDocument | null {
  const given = member.fields[field];
  if (given === undefined) return null;
  return typeof given === 'string' ? { remote: given } : (given as FieldDocument);
}

/** A member that keeps a field so; null: it does not keep it. What is nothing but a name is written as one. */
export function withField(member: MemberDocument, field: string, rule: FieldDocument | null): MemberDocument {
  const { [field]: _before, ...others } = member.fields;
  if (rule === null) return { ...member, fields: others };
  const said = Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined && value !== ''));
  const value = Object.keys(said).length === 1 ? rule.remote : said;
  const fields = Object.hasOwn(member.fields, field)
    ? Object.fromEntries(Object.entries(member.fields).map(([name, each]) => [name, name === field ? value : each]))
    : { ...others, [field]: value };
  return { ...member, fields };
}

/** Pairs of values a line each, `ours = theirs`. */
export function valuesText(values: unknown): string {
  const pairs = Array.isArray(values) ? values : Object.entries((values ?? {}) as object);
  return pairs
    .map((pair: unknown) => (Array.isArray(pair) ? `${String(pair[0])} = ${String(pair[1])}` : ''))
    .join('\n');
}

/** Lines without a sign between are no pairs yet, and left out. Undefined: there are none. */
export function valuesIn(text: string): [string, string][] | undefined {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
  });
  return pairs.length === 0 ? undefined : pairs;
}

export function withPolicy(kind: KindDocument, field: string, mode: string): KindDocument {
  const { [field]: before, ...others } = kind.policies ?? {};
  if (mode === '') return { ...kind, policies: others };
  const isRule = typeof before === 'object' && before !== null;
  return { ...kind, policies: { ...others, [field]: isRule ? { ...before, mode } : mode } };
}

/** Its owner or ranking, `connection/stream`; empty: none is named. */
export function withOwners(kind: KindDocument, field: string, streams: readonly string[]): KindDocument {
  const before = kind.policies?.[field];
  const mode = modeOf(before);
  if (mode === '') return kind;
  const rule = typeof before === 'object' && before !== null ? before : { mode };
  const { streams: _streams, ...others } = rule as Record<string, unknown>;
  const value = streams.length === 0 ? (Object.keys(others).length === 1 ? mode : others) : { ...others, streams };
  return { ...kind, policies: { ...kind.policies, [field]: value } };
}

export function modeOf(policy: unknown): string {
  if (typeof policy === 'string') return policy;
  const mode = (policy as { mode?: unknown } | null | undefined)?.mode;
  return typeof mode === 'string' ? mode : '';
}

export function ownersOf(policy: unknown): string[] {
  const streams = (policy as { streams?: unknown } | null | undefined)?.streams;
  return Array.isArray(streams) ? streams.map(String) : [];
}

/** A preset with the connections called as they are here: in members, among owners and people. */
export function renamedConnections(value: unknown, names: Readonly<Record<string, string>>, key = ''): unknown {
  const called = (name: string): string => names[name] ?? name;
  if (Array.isArray(value)) return value.map((each) => renamedConnections(each, names, key));
  if (typeof value === 'string') {
    if (key === 'connection') return called(value);
    if (key !== 'streams' && key !== 'authority') return value;
    const [connection = '', ...stream] = value.split('/');
    return [called(connection), ...stream].join('/');
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      key === 'people' ? called(name) : name,
      renamedConnections(member, names, name === 'values' || name === 'fields' ? '' : name),
    ]),
  );
}
