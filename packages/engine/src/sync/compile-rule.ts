import { defaultPolicy, type FieldPolicy, groupKey, groupOfField, SynclineError } from '@syncline/core';
import { canonicalMarkdown, keepWording } from '@syncline/rich-text';
import { CRM_WINS } from '../configuration/strategy-names.ts';
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
  if (declared === null && type === undefined) {
    throw problem(
      configName,
      `${place}.fields.${field}: ${member.stream} describes no field ${remote} (it has ${namesOfFields(stream)}); for a custom field, give its type`,
      `${at}.fields.${field}`,
    );
  }
  const dialect = declared?.dialect ?? 'gfm';
  const kindOfField = declared?.type ?? type!;
  const mentions = kindOfField === 'rich_text' ? mentionsIn(declared) : null;
  return {
    field,
    remote,
    type: kindOfField,
    direction: narrower(member.direction, direction ?? 'both'),
    policy: policyOf(kindName, kind, field, crms),
    required: required === true,
    declared,
    ...(values === undefined ? {} : { values: Array.isArray(values) ? values : Object.entries(values) }),
    ...(declared?.references === undefined ? {} : { references: declared.references }),
    express: expressOf(declared, kindOfField === 'rich_text' ? dialect : null),
    ...(kindOfField === 'rich_text'
      ? { keepWording: (original: string, edited: string) => keepWording(original, edited, dialect) }
      : {}),
    ...(mentions === null ? {} : { naming: namingOf({ ...people, connection: connectionName, mentions }) }),
  };
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
