/** How one side calls a field, and the pairs of values where they have other names there. */
export interface FieldRule {
  readonly remote: string;
  readonly values: readonly (readonly [ours: string, theirs: string])[];
}

export interface MemberMap {
  /** `connection/stream`. */
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldRule>>;
}

export interface KindMap {
  readonly kind: string;
  readonly members: readonly MemberMap[];
  /** Every field that any member keeps, in the order that they are first named. */
  readonly fields: readonly string[];
  readonly policies: Readonly<Record<string, string>>;
}

/** The document of a sync config as a table; what is not understood of it is left out. */
export function kindsOf(settings: unknown): KindMap[] {
  return Object.entries(objectIn(objectIn(settings)['kinds'])).map(([kind, given]) => {
    const { members: list, policies } = objectIn(given);
    const members = (Array.isArray(list) ? list : []).map(memberOf);
    return {
      kind,
      members,
      fields: [...new Set(members.flatMap((member) => Object.keys(member.fields)))],
      policies: Object.fromEntries(
        Object.entries(objectIn(policies)).map(([field, rule]) => [field, policyText(rule)]),
      ),
    };
  });
}

function memberOf(given: unknown): MemberMap {
  const { connection, stream, fields } = objectIn(given);
  const rules = Object.entries(objectIn(fields)).map(([field, rule]) => [field, ruleOf(rule)] as const);
  return { name: `${String(connection)}/${String(stream)}`, fields: Object.fromEntries(rules) };
}

function ruleOf(rule: unknown): FieldRule {
  if (typeof rule === 'string') return { remote: rule, values: [] };
  const { remote, values } = objectIn(rule);
  const pairs = (Array.isArray(values) ? values : []).flatMap((pair: unknown) =>
    Array.isArray(pair) ? [[String(pair[0]), String(pair[1])] as const] : [],
  );
  return { remote: typeof remote === 'string' ? remote : '?', values: pairs };
}

function policyText(rule: unknown): string {
  if (typeof rule === 'string') return rule.replaceAll('_', ' ');
  const { mode } = objectIn(rule);
  return typeof mode === 'string' ? mode.replaceAll('_', ' ') : JSON.stringify(rule);
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
