import type { Stream, StreamField } from '@syncline/connector-sdk';
import {
  type FieldPolicy,
  isEmpty,
  type Json,
  type MatchField,
  type OnLink,
  type RuleSource,
  sameValue,
} from '@syncline/core';
import type { FieldSchema } from '@syncline/store';
import type { ApprovalPolicy } from '../approvals/match-policy.ts';
import type { MemberSettings } from './sync-settings.ts';

/** All enabled sync configs of a workspace, compiled. */
export interface SyncPlan {
  readonly version: string;
  readonly workspaceId: number;
  /** By connection id and stream. */
  memberOf(connectionId: number, stream: string): PlanMember | undefined;
  membersOfKind(kind: string): readonly PlanMember[];
  /** Members whose records are files that texts can name. */
  readonly fileStreams: readonly { readonly connectionId: number; readonly stream: string }[];
  readonly people: readonly Readonly<Record<string, string>>[];
  readonly connectionNames: ReadonlyMap<number, string>;
  /** Streams whose records are scopes of members, and whose locators name them. */
  readonly namedScopes: readonly { readonly connectionId: number; readonly stream: string }[];
  /** What has to be approved before it is done, in the order of the configs. */
  readonly approvals: readonly ApprovalPolicy[];
  readonly count: PlanCounts;
}

/** What work by a plan counts, for the metrics. */
export interface PlanCounts {
  conflict(connector: string, conflictClass: string): void;
  link(connector: string): void;
}

export function scopeNameKey(connectionId: number, scope: string): string {
  return `${connectionId} ${scope}`;
}

/** One stream of one connection that takes part. */
export interface PlanMember {
  /** `connection/stream`, by the connection's name. */
  readonly key: string;
  readonly connectionId: number;
  readonly connectorId: string;
  /** Of the connection. */
  readonly baseUrl: string;
  readonly stream: Stream;
  /** The kind of its entities, whatever the stream calls its records. */
  readonly kind: string;
  readonly rules: readonly PlanRule[];
  readonly direction: MemberSettings['direction'];
  readonly scopes: readonly string[] | null;
  readonly only: MemberSettings['only'];
  scopeName(key: string): string;
  readonly creates: boolean;
  readonly createIn: MemberSettings['createIn'];
  /** What its records are recognised by, the surest first. */
  readonly match: readonly MatchField[];
  readonly defaults: MemberSettings['defaults'];
  readonly routes: MemberSettings['routes'];
  readonly announce: boolean;
  /** Whether texts that we post for somebody else say for whom. */
  readonly bylines: boolean;
  /** What people call the vendor of another connection: `GitHub`. */
  vendorOf(connectionId: number): string;
  readonly onLink: OnLink;
  readonly deletes: {
    readonly mode: 'keep' | 'propagate';
    readonly brake: { readonly share: number; readonly count: number };
  };
  readonly backfillWritesBack: boolean;
  readonly configName: string;
  /** Stream fields that are not what the field map relies on (schema drift): nothing of them is read or written until they are again. */
  readonly paused: ReadonlySet<string>;
  /** Fields that were gone and are there again, with the read sequence from which on reads count. */
  readonly returned: ReadonlyMap<string, number>;
  /** Stream fields that a rule speaks of. */
  readonly mapped: ReadonlySet<string>;
}

export interface PlanRule extends RuleSource {
  readonly policy: FieldPolicy;
  readonly required: boolean;
  /** Null: the connector does not describe the field. */
  readonly declared: StreamField | null;
  /** The account's own field, as its schema describes it. */
  readonly described: FieldSchema | null;
}

/** Whether records of a scope take part; configs name scopes by their keys or as people call them. */
export function takesScope(member: PlanMember, scope: string): boolean {
  return member.scopes === null || member.scopes.includes(scope) || member.scopes.includes(member.scopeName(scope));
}

/** Whether a record takes part by what it shows; what it does not show is no leave. */
export function takesRecord(member: PlanMember, fields: Readonly<Record<string, Json>>): boolean {
  return Object.entries(member.only).every(([field, value]) => sameValue(fields[field], value));
}

/** What a create of the entity starts with there. */
export function defaultsOf(member: PlanMember, entity: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(member.defaults).flatMap(([remote, given]) => {
      const value = typeof given === 'object' && given !== null ? entity[given.from] : given;
      return value === undefined || isEmpty(value) ? [] : [[remote, value]];
    }),
  );
}

/** Whether the member may ever write that field of its stream. */
export function isWritable(member: PlanMember, remote: string): boolean {
  if (!member.stream.writes?.update) return false;
  const rule = member.rules.find((candidate) => candidate.remote === remote);
  if (rule === undefined) return false;
  return rule.declared === null ? rule.described?.writable !== false : rule.declared.writable === 'yes';
}
