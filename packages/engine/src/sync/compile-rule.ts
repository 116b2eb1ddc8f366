import { defaultPolicy, type FieldPolicy, groupKey, groupOfField, type Naming, SynclineError } from '@syncline/core';
import { canonicalMarkdown, keepWording } from '@syncline/rich-text';
import type { FieldSchema, FieldSchemaRow } from '@syncline/store';
import { CRM_WINS } from '../configuration/strategy-names.ts';
import { lineWithoutTags } from './naming-by-tag.ts';
import { type NamingParts, namingOf } from './naming-of.ts';
import type { PlanMember, PlanRule } from './sync-plan.ts';
import type { FieldSettings, KindSettings, MemberSettings, PolicySettings } from './sync-settings.ts';

/** The member whose rules are compiled, and where in which config it stands. */
export interface RuleParts {
  readonly configName: string;
  readonly kindName: string;
  readonly kind: KindSettings;
  readonly member: MemberSettings;
  readonly stream: PlanMember['stream'];
  readonly people: Pick<NamingParts, 'people' | 'byLogin'>;
  /** Names of the connections that are of CRMs. */
  readonly crms: ReadonlySet<string>;
  /** The account's own fields of the stream, by key, as far as they are known. */
  readonly ownFields: ReadonlyMap<string, FieldSchemaRow> | undefined;
  /** The stream of the connector's users; undefined: it has none. */
  readonly users: string | undefined;
  readonly connectionName: string;
  /** As people read it. */
  readonly place: string;
  /** In the settings, with dots. */
  readonly at: string;
}

/** Compiles a line of a field map. Throws SynclineError `mapping` that names the config, the place and the fix. */
export function compileRule(parts: RuleParts, field: string, line: FieldSettings): PlanRule {
  const { configName, kindName, kind, member, stream, people, crms, connectionName, place, at } = parts;
  const { remote, direction, values, type, required } = typeof line === 'string' ? { remote: line } : whole(line);
  const declared = stream.fields?.find((candidate) => candidate.name === remote) ?? null;
  const own = declared === null ? (parts.ownFields?.get(remote) ?? null) : null;
  const described = own?.agreed ?? null;
  if (declared === null && type === undefined && described === null) {
    throw problem(
      configName,
      `${place}.fields.${field}: ${member.stream} describes no field ${remote} (it has ${namesOfFields(stream)}); for a custom field, give its type`,
      `${at}.fields.${field}`,
    );
  }
  const dialect = declared?.dialect ?? 'gfm';
  const kindOfField = declared?.type ?? type ?? fieldTypeOf(described!, parts.users);
  const references = declared?.references ?? (kindOfField === 'reference' ? parts.users : undefined);
  const isPaused = own !== null && own.drift !== null;
  const mentions = kindOfField === 'rich_text' || kindOfField === 'text' ? mentionsIn(declared) : null;
  return {
    field,
    remote,
    type: kindOfField,
    direction: isPaused ? 'none' : narrower(member.direction, direction ?? 'both'),
    policy: policyOf(kindName, kind, field, crms),
    // What is paused is not shown: that is nobody's fault.
    required: required === true && !isPaused,
    declared,
    described,
    ...(values === undefined ? {} : { values: withOptionIds(values, described) }),
    ...(described?.options === undefined ? {} : { options: described.options }),
    ...(references === undefined ? {} : { references }),
    express: expressOf(declared, kindOfField === 'rich_text' ? dialect : null),
    ...(kindOfField === 'rich_text'
      ? { keepWording: (original: string, edited: string) => keepWording(original, edited, dialect) }
      : {}),
    ...(mentions === null ? {} : { naming: namingIn() }),
  };

  function namingIn(): Naming {
    if (mentions === 'tags' && kindOfField === 'text') return lineWithoutTags;
    return namingOf({ ...people, connection: connectionName, mentions: mentions! });
  }
}

/** What a field map takes a field for whose type it does not say. */
function fieldTypeOf({ type }: FieldSchema, users: string | undefined): PlanRule['type'] {
  switch (type) {
    case 'number':
    case 'money':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'date';
    case 'date_time':
      return 'instant';
    case 'select':
      return 'choice';
    case 'multi_select':
      return 'text_set';
    case 'user':
      return users === undefined ? 'text' : 'reference';
    case 'other':
      return 'json';
    default:
      return 'text';
  }
}

/** A config may name options as people do; records carry their ids. Of several of one name all mean the same. */
function withOptionIds(
  values: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  described: FieldSchema | null,
): (readonly [string, string])[] {
  const pairs = Array.isArray(values) ? (values as readonly (readonly [string, string])[]) : Object.entries(values);
  const options = described?.options ?? [];
  return pairs.flatMap(([hub, remote]): (readonly [string, string])[] => {
    if (options.some(({ id }) => id === remote)) return [[hub, remote]];
    const named = options.filter(({ name }) => name === remote);
    return named.length === 0 ? [[hub, remote]] : named.map(({ id }) => [hub, id]);
  });
}

export function namesOfFields({ fields }: PlanMember['stream']): string {
  return fields?.map((field) => field.name).join(', ') || 'none';
}

function whole(line: Exclude<FieldSettings, string>): Exclude<FieldSettings, string> {
  return line;
}

/** How texts of a field mention people; null: they can't. */
export function mentionsIn(declared: PlanRule['declared']): NamingParts['mentions'] | null {
  if (declared?.dialect === 'adf') return 'node';
  if (declared?.notifies === 'tags') return 'tags';
  return declared?.notifies ? 'login' : null;
}

/** A value passes through the vendor, and what of it the vendor says it shows. */
function expressOf(
  declared: PlanRule['declared'],
  dialect: 'gfm' | 'adf' | 'html' | null,
): NonNullable<PlanRule['express']> {
  if (declared?.express) return (value) => declared.express!(value);
  if (dialect !== null && dialect !== 'gfm')
    return (value) => (typeof value === 'string' ? canonicalMarkdown(value, dialect) : value);
  return (value) => value;
}

function policyOf(kindName: string, kind: KindSettings, field: string, crms: ReadonlySet<string>): FieldPolicy {
  const group = groupOfField(kindName, field);
  const given = kind.policies[field] ?? (group && kind.policies[groupKey(group)]) ?? kind.policy;
  const settings: PolicySettings = typeof given === 'string' ? { mode: given } : given;
  const byCrm = settings.mode === CRM_WINS;
  // Of the streams of CRMs the first owns the field; the others come after them, as in the config.
  const order = kind.members
    .toSorted((a, b) => (byCrm ? Number(crms.has(b.connection)) - Number(crms.has(a.connection)) : 0))
    .map((member) => `${member.connection}/${member.stream}`);
  const firstCrm = kind.members.find((member) => crms.has(member.connection));
  if (settings.owner === 'crm' && !firstCrm)
    throw new SynclineError({
      class: 'mapping',
      code: 'sync_config',
      message: `${kindName}.${field}: its policy names the CRM as owner, and no member of the kind is of a CRM. Name a stream.`,
    });
  const owner = settings.owner === 'crm' ? firstCrm && `${firstCrm.connection}/${firstCrm.stream}` : settings.owner;
  return {
    ...defaultPolicy,
    mode: settings.mode === CRM_WINS ? 'remote_wins' : settings.mode,
    streams: settings.streams ?? order,
    owner: owner ?? null,
    tie: settings.tie ?? defaultPolicy.tie,
    lock: (settings.lock as FieldPolicy['lock'] | undefined) ?? null,
    sensitive: settings.sensitive ?? false,
  };
}

function narrower(
  member: MemberSettings['direction'],
  field: MemberSettings['direction'],
): MemberSettings['direction'] {
  if (member === 'both') return field;
  if (field === 'both' || field === member) return member;
  return 'none';
}

/** `field`: where in the settings, with dots. */
export function problem(config: string, message: string, field: string): SynclineError {
  return new SynclineError({
    class: 'mapping',
    code: 'sync_config',
    field,
    message: `Sync config ${config}: ${message}.`,
  });
}
