import type { AnyConnector } from '@syncline/connector-sdk';
import { type Json, type MatchField, matchKindOf, type OnLink, sameValue } from '@syncline/core';
import type { ConnectionRow, FieldSchemaRow, SyncConfigRow } from '@syncline/store';
import { connectorFor } from '../connections/connector-for.ts';
import { compileRule, mentionsIn, namesOfFields, problem } from './compile-rule.ts';
import type { NamingParts } from './naming-of.ts';
import { settingsProblems } from './settings-problems.ts';
import { type PlanCounts, type PlanMember, type PlanRule, type SyncPlan, scopeNameKey } from './sync-plan.ts';
import { type KindSettings, type MemberSettings, type SyncSettings, syncSettings } from './sync-settings.ts';

/** Rows of `field_schemas`, by connection id and stream, then by key. */
export type FieldSchemas = ReadonlyMap<string, ReadonlyMap<string, FieldSchemaRow>>;

export interface PlanParts {
  readonly version: string;
  readonly workspaceId: number;
  readonly configs: readonly SyncConfigRow[];
  readonly connections: readonly ConnectionRow[];
  readonly connectors: ReadonlyMap<string, AnyConnector>;
  /** What is known of the accounts' own fields, by connection id and stream (`1/contacts`), then by key. */
  readonly fieldSchemas?: FieldSchemas;
  /** What people call scopes whose keys do not say it, by connection and key (`scopeNameKey`); looked at whenever a name is asked for. */
  readonly scopeNames?: ReadonlyMap<string, string>;
  readonly count?: PlanCounts;
}

/** Compiles configs into one plan. Throws SynclineError `mapping` that names the config, the place and the fix. */
export function compilePlan(parts: PlanParts): SyncPlan {
  const members = new Map<string, PlanMember>();
  const configs = parts.configs.map((config) => ({ config, settings: parseSettings(config) }));
  const people = configs.flatMap(({ settings }) => settings.people);
  const byLogin = parts.connections.filter((each) => notifiesByLogin(parts, each)).map((each) => each.name);
  const crms = new Set(
    parts.connections
      .filter((each) => connectorFor(parts.connectors, each)?.category === 'crm')
      .map((each) => each.name),
  );
  for (const { config, settings } of configs) {
    for (const [kind, kindSettings] of Object.entries(settings.kinds)) {
      for (const [index, memberSettings] of kindSettings.members.entries()) {
        const at = `kinds.${kind}.members.${index}`;
        const member = compileMember(parts, config, settings, kind, kindSettings, memberSettings, at, {
          people,
          byLogin,
          crms,
        });
        const key = placeOf(member.connectionId, member.stream.name);
        const standing = members.get(key);
        members.set(key, standing ? joined(config, standing, member, at) : member);
      }
    }
  }
  const whole = withSets(members);
  return {
    version: parts.version,
    workspaceId: parts.workspaceId,
    people,
    fileStreams: [...whole.values()]
      .filter(({ stream }) => stream.content?.addresses !== undefined)
      .map(({ connectionId, stream }) => ({ connectionId, stream: stream.name })),
    memberOf: (connectionId, stream) => whole.get(placeOf(connectionId, stream)),
    membersOfKind: (kind) => [...whole.values()].filter((member) => member.kind === kind),
    namedScopes: namedScopes(parts, whole.values()),
    connectionNames: new Map(parts.connections.map((connection) => [connection.id, connection.name])),
    approvals: configs.flatMap(({ settings }) => {
      const streams = new Set(
        Object.values(settings.kinds).flatMap((kind) =>
          kind.members.map((each) => `${each.connection}/${each.stream}`),
        ),
      );
      return settings.approvals.map((policy) => ({ ...policy, streams }));
    }),
    count: parts.count ?? { conflict: () => {}, link: () => {} },
  };
}

/** Streams that name the scopes which configs may speak of. */
function namedScopes(parts: PlanParts, members: Iterable<PlanMember>): SyncPlan['namedScopes'] {
  const named = new Map<string, { readonly connectionId: number; readonly stream: string }>();
  for (const { connectionId, connectorId, stream } of members) {
    const name = parts.connectors.get(connectorId)?.scopeStreams?.[stream.scopeKind];
    if (name !== undefined) named.set(placeOf(connectionId, name), { connectionId, stream: name });
  }
  return [...named.values()];
}

/** Where one side of a kind shows many records in a field and another one, the hub holds all of them. */
function withSets(members: ReadonlyMap<string, PlanMember>): ReadonlyMap<string, PlanMember> {
  const fieldOf = (member: PlanMember, rule: PlanRule): string => `${member.kind} ${rule.field}`;
  const sets = new Set(
    [...members.values()].flatMap((member) =>
      member.rules.filter((rule) => rule.type === 'reference_set').map((rule) => fieldOf(member, rule)),
    ),
  );
  return new Map(
    [...members].map(([key, member]) => [
      key,
      {
        ...member,
        rules: member.rules.map((rule) =>
          rule.type === 'reference' && sets.has(fieldOf(member, rule)) ? { ...rule, oneOfSet: true } : rule,
        ),
      },
    ]),
  );
}

/** The settings of a config as they are meant, or what is wrong with them and where. */
export function parseSettings(config: { readonly name: string; readonly settings: unknown }): SyncSettings {
  const parsed = syncSettings.safeParse(config.settings);
  if (parsed.success) return parsed.data;
  const problems = settingsProblems(config.settings);
  const told = problems.slice(0, 5).map(({ field, message }) => `${field || 'settings'}: ${message}`);
  throw problem(config.name, told.join('; '), problems[0]?.field ?? '');
}

function compileMember(
  parts: PlanParts,
  config: SyncConfigRow,
  settings: SyncSettings,
  kind: string,
  kindSettings: KindSettings,
  member: MemberSettings,
  at: string,
  { crms, ...people }: Pick<NamingParts, 'people' | 'byLogin'> & { readonly crms: ReadonlySet<string> },
): PlanMember {
  const place = `kinds.${kind}.members ${member.connection}/${member.stream}`;
  const connection = parts.connections.find((candidate) => candidate.name === member.connection);
  if (!connection) {
    const names = parts.connections.map((candidate) => candidate.name).join(', ');
    throw problem(
      config.name,
      `${place}: there is no connection ${member.connection}; there are ${names || 'none'}`,
      `${at}.connection`,
    );
  }
  const connector = connectorFor(parts.connectors, connection);
  const stream = connector?.streams.find((candidate) => candidate.name === member.stream);
  if (!connector || !stream) {
    const names = connector?.streams.map((candidate) => candidate.name).join(', ');
    throw problem(
      config.name,
      `${place}: ${connection.connector} has no stream ${member.stream}; it has ${names}`,
      `${at}.stream`,
    );
  }
  const own = parts.fieldSchemas?.get(placeOf(connection.id, stream.name));
  const ownFields = [...(own?.values() ?? [])];
  const rules = Object.entries(member.fields).map(([field, line]) =>
    compileRule(
      {
        configName: config.name,
        kindName: kind,
        kind: kindSettings,
        member,
        stream,
        people,
        crms,
        ownFields: own,
        users: connector.streams.find((each) => each.kind === 'user')?.name,
        connectionName: connection.name,
        place,
        at,
      },
      field,
      line,
    ),
  );
  for (const name of Object.keys(member.only)) {
    const isKnown = stream.fields?.some((each) => each.name === name) || rules.some((rule) => rule.remote === name);
    if (isKnown) continue;
    throw problem(
      config.name,
      `${place}.only.${name}: ${member.stream} describes no field ${name} (it has ${namesOfFields(stream)})`,
      `${at}.only.${name}`,
    );
  }
  return {
    key: `${connection.name}/${stream.name}`,
    connectionId: connection.id,
    connectorId: connector.id,
    baseUrl: connection.baseUrl,
    stream,
    kind,
    rules,
    direction: member.direction,
    scopes: member.scopes ?? null,
    only: member.only,
    scopeName: (key) => parts.scopeNames?.get(scopeNameKey(connection.id, key)) ?? connector.scopeName?.(key) ?? key,
    creates: config.twoWayCreate && member.create && (member.direction === 'both' || member.direction === 'out'),
    createIn: member.createIn,
    match: matchOf(config.name, settings, kind, member, place, at),
    defaults: member.defaults,
    routes: member.routes,
    announce: member.announce,
    bylines: kind === 'comment' && kindSettings.bylines,
    vendorOf: (id) => vendorOf(parts, id),
    onLink: onLinkOf(kindSettings),
    deletes: kindSettings.deletes,
    backfillWritesBack: settings.backfillWritesBack,
    configName: config.name,
    paused: new Set(ownFields.filter(({ drift }) => drift !== null).map(({ key }) => key)),
    returned: new Map(
      ownFields.flatMap(({ key, returnedSeq }) => (returnedSeq === null ? [] : [[key, returnedSeq] as const])),
    ),
    mapped: new Set(rules.map((rule) => rule.remote)),
  };
}

function vendorOf({ connections, connectors }: PlanParts, connectionId: number): string {
  const connection = connections.find(({ id }) => id === connectionId);
  return (connection && connectorFor(connectors, connection)?.title) ?? 'elsewhere';
}

function notifiesByLogin({ connectors }: PlanParts, connection: ConnectionRow): boolean {
  const streams = connectorFor(connectors, connection)?.streams ?? [];
  return streams.some((stream) => stream.fields?.some((field) => mentionsIn(field) === 'login'));
}

/** One stream may stand in two configs: its field maps are joined, and must not contradict each other. */
function joined(config: SyncConfigRow, standing: PlanMember, added: PlanMember, at: string): PlanMember {
  if (standing.kind !== added.kind)
    throw problem(
      config.name,
      `${added.key} is ${added.kind} here and ${standing.kind} in ${standing.configName}; one of both has to go`,
      `${at}.stream`,
    );
  if (!sameValue(standing.only, added.only))
    throw problem(
      config.name,
      `${added.key} takes other records (only) than ${standing.configName} does; both must say the same`,
      `${at}.only`,
    );
  const rules = [...standing.rules];
  for (const rule of added.rules) {
    const same = rules.find((candidate) => candidate.field === rule.field);
    if (!same) rules.push(rule);
    else if (
      same.remote !== rule.remote ||
      JSON.stringify([same.values, same.direction, same.policy]) !==
        JSON.stringify([rule.values, rule.direction, rule.policy])
    )
      throw problem(
        config.name,
        `${added.key} maps ${rule.field} otherwise than ${standing.configName} does; both must say the same`,
        `${at}.fields.${rule.field}`,
      );
  }
  return {
    ...standing,
    rules,
    creates: standing.creates || added.creates,
    createIn: standing.createIn ?? added.createIn,
    match: [
      ...standing.match,
      ...added.match.filter((each) => !standing.match.some((known) => sameMatch(known, each))),
    ],
    scopes: standing.scopes === null || added.scopes === null ? null : [...standing.scopes, ...added.scopes],
    mapped: new Set(rules.map((rule) => rule.remote)),
  };
}

/** What records are recognised by; each has to be a field that the member maps. */
function matchOf(
  configName: string,
  { region }: SyncSettings,
  kind: string,
  member: MemberSettings,
  place: string,
  at: string,
): MatchField[] {
  return member.match.map((line, index) => {
    const { field, as, identifies = true } = typeof line === 'string' ? { field: line, as: undefined } : line;
    if (member.fields[field] === undefined)
      throw problem(
        configName,
        `${place}.match.${index}: no field ${field} is mapped here (there is ${Object.keys(member.fields).join(', ')})`,
        `${at}.match.${index}`,
      );
    // Namesakes are two people: a name proposes, and links nobody.
    const isName = kind === 'user' && field === 'name';
    return { field, as: as ?? matchKindOf(field), identifies: identifies && !isName, region: region ?? null };
  });
}

function sameMatch(one: MatchField, other: MatchField): boolean {
  return sameValue({ ...one } as Json, { ...other } as Json);
}

function onLinkOf(kind: KindSettings): OnLink {
  return typeof kind.onLink === 'string' ? { mode: kind.onLink } : { mode: 'authority', member: kind.onLink.authority };
}

function placeOf(connectionId: number, stream: string): string {
  return `${connectionId}/${stream}`;
}
