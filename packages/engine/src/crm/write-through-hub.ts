import type { ActivityType, AnyConnector, Stream } from '@syncline/connector-sdk';
import { type Json, SynclineError, sameValue } from '@syncline/core';
import {
  activityStream,
  type ContractKind,
  type CrmSource,
  type FieldValues,
  guardVersion,
  type MappingDiagnostic,
  wantedStream,
} from '@syncline/crm';
import { listStreamStates, listWritebacks, showEntity } from '@syncline/store';
import { openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { type EditOutcome, editEntity } from '../sync/edit-entity.ts';
import { entityOf, type HubRequest, hubRequest, inContractWords } from './hub-request.ts';
import { type CrmPlace, findCrm } from './open-crm.ts';

export interface HubWriteRequest extends CrmPlace {
  readonly fields: FieldValues;
  readonly actor: string;
  readonly why?: string;
  /** The version of the entity that the request was made on. */
  readonly expectedVersion?: number;
  /** Of the request: stands in the history, the audit and the log. */
  readonly correlationId: string;
}

/** An edit of the hub on behalf of one CRM: done at once, travelling from now on. */
export interface HubWrite {
  readonly outcome: 'created' | 'edited' | 'unchanged';
  readonly kind: ContractKind;
  readonly entityId: string;
  /** Of the entity. */
  readonly entityVersion: number;
  readonly source: CrmSource;
  /** What the hub holds now, in the words of the contract; references are ids of entities. */
  readonly fields: Readonly<Record<string, Json>>;
  /** Fields of the request that were left out, and why. */
  readonly diagnostics: readonly MappingDiagnostic[];
  /** Writes that wait or are under way, to this CRM and to others. */
  readonly travelsTo: readonly {
    readonly connection: string;
    readonly stream: string;
    readonly op: string;
    readonly state: string;
    readonly waitsFor: string | null;
  }[];
}

/** What the hub refused: a policy, a version, a required value. */
export type HubRefusal = Exclude<EditOutcome, { readonly outcome: 'created' | 'edited' | 'unchanged' }>;
export type HubOutcome =
  | { readonly is: 'written'; readonly write: HubWrite }
  | { readonly is: 'refused'; readonly refusal: HubRefusal };

/** How often a quote is looked at again because somebody else wrote it between. */
const MAX_TURNS = 5;

/** Makes a deal in the hub, to be made at the CRM. */
export async function createDeal(ctx: EngineContext, request: HubWriteRequest): Promise<HubOutcome> {
  const { connector, source } = await findCrm(ctx, request);
  return create(ctx, request, { connector, source, kind: 'deal', stream: wantedStream(connector, 'deal') });
}

/** Edits the deal that any of its ids stands for. Throws `not_found` where the hub does not know it. */
export async function updateDeal(ctx: EngineContext, deal: string, request: HubWriteRequest): Promise<HubOutcome> {
  const { connector, source } = await findCrm(ctx, request);
  const target = { connector, source, kind: 'deal' as const, stream: wantedStream(connector, 'deal') };
  const entityId = await knownEntity(ctx, request, target.stream, deal);
  const asked = await hubRequest(ctx, { ...target, place: request, mode: 'update', fields: request.fields });
  return edit(ctx, request, target, asked, entityId, request.expectedVersion);
}

export async function logActivity(
  ctx: EngineContext,
  type: ActivityType,
  request: HubWriteRequest,
): Promise<HubOutcome> {
  const { connector, source } = await findCrm(ctx, request);
  const stream = activityStream(connector, type);
  const fields = { ...request.fields, type };
  const outcome = await create(ctx, { ...request, fields }, { connector, source, kind: 'activity', stream });
  if (outcome.is === 'refused') return outcome;
  // A stream of calls says by itself that it is a call.
  const diagnostics = outcome.write.diagnostics.filter(({ field }) => field !== 'type');
  return { is: 'written', write: { ...outcome.write, diagnostics } };
}

/**
 * Writes a quote by its version, which only grows: an older one, or the same with other content, is refused here and
 * now. The CRM's own version is compared when it is written there.
 */
export async function writeQuote(
  ctx: EngineContext,
  quote: string | null,
  request: HubWriteRequest,
): Promise<HubOutcome> {
  const { connector, source } = await findCrm(ctx, request);
  const target = { connector, source, kind: 'quote' as const, stream: wantedStream(connector, 'quote') };
  if (quote === null) {
    const guard = guardVersion(undefined, request.fields['version'], true);
    if (guard.outcome === 'stale') throw guard.error;
    return create(ctx, request, target);
  }
  const entityId = await knownEntity(ctx, request, target.stream, quote);
  const asked = await hubRequest(ctx, { ...target, place: request, mode: 'update', fields: request.fields });
  const versionField = asked.member.rules.find(({ remote }) => remote === 'version')?.field;
  if (versionField === undefined)
    throw new SynclineError({
      class: 'conflict',
      code: 'crm_version_not_mapped',
      message: `The sync config ${asked.member.configName} carries no version of quotes, so that a stale one could not be told. Map it.`,
    });
  for (let turn = 1; ; turn += 1) {
    const standing = await showEntity(ctx.store, request.workspaceId, entityId);
    if (!standing) throw noEntity(quote);
    const { [versionField]: _, ...content } = asked.fields;
    const differs = Object.entries(content).some(([field, value]) => !sameValue(standing.fields[field] ?? null, value));
    const guard = guardVersion(standing.fields[versionField], request.fields['version'], differs);
    if (guard.outcome === 'stale') throw guard.error;
    const outcome = await edit(ctx, request, target, asked, entityId, request.expectedVersion ?? standing.version);
    const isOvertaken = outcome.is === 'refused' && outcome.refusal.outcome === 'stale';
    if (!isOvertaken || request.expectedVersion !== undefined || turn === MAX_TURNS) return outcome;
  }
}

interface Target {
  readonly connector: AnyConnector;
  readonly source: CrmSource;
  readonly kind: ContractKind;
  readonly stream: Stream;
}

async function create(ctx: EngineContext, request: HubWriteRequest, target: Target): Promise<HubOutcome> {
  const { workspaceId, connectionId, actor, why, correlationId, fields } = request;
  const { connector, stream } = target;
  if (!stream.writes?.create)
    throw new SynclineError({
      class: 'invalid',
      code: 'crm_not_offered',
      message: `${connector.title} takes no new ${stream.title}.`,
    });
  const asked = await hubRequest(ctx, { ...target, place: request, mode: 'create', fields });
  const scope = await scopeOf(ctx, request, target, asked);
  const outcome = await editEntity(ctx, {
    workspaceId,
    entityId: null,
    kind: asked.member.kind,
    fields: withoutNulls(asked.fields),
    wantedAt: { connectionId, stream: stream.name, scope },
    correlationId,
    actor,
    ...(why === undefined ? {} : { why }),
  });
  return shown(ctx, request, target, asked, outcome);
}

async function edit(
  ctx: EngineContext,
  request: HubWriteRequest,
  target: Target,
  asked: HubRequest,
  entityId: string,
  expectedVersion: number | undefined,
): Promise<HubOutcome> {
  const { workspaceId, actor, why, correlationId } = request;
  const outcome = await editEntity(ctx, {
    workspaceId,
    entityId,
    kind: asked.member.kind,
    fields: asked.fields,
    correlationId,
    actor,
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
    ...(why === undefined ? {} : { why }),
  });
  return shown(ctx, request, target, asked, outcome);
}

async function shown(
  ctx: EngineContext,
  { workspaceId }: HubWriteRequest,
  { kind, source }: Target,
  { member, diagnostics }: HubRequest,
  outcome: EditOutcome,
): Promise<HubOutcome> {
  if (!('entityId' in outcome)) return { is: 'refused', refusal: outcome };
  const { entityId } = outcome;
  const entity = await showEntity(ctx.store, workspaceId, entityId);
  if (!entity) throw noEntity(entityId);
  const open = { entityId, states: ['queued', 'sending'] as const };
  const { items } = await listWritebacks(ctx.store, workspaceId, open, { limit: 50 });
  return {
    is: 'written',
    write: {
      outcome: outcome.outcome,
      kind,
      entityId,
      entityVersion: entity.version,
      source,
      fields: inContractWords(member, entity.fields),
      diagnostics,
      travelsTo: items.map(({ connectionName, stream, op, state, waitsFor }) => ({
        connection: connectionName,
        stream,
        op,
        state,
        waitsFor,
      })),
    },
  };
}

/** Where it is to be made: what the sync config says, else the one place that was read before, else the only one there is. */
async function scopeOf(
  ctx: EngineContext,
  { workspaceId, connectionId }: CrmPlace,
  { stream, connector }: Target,
  { member }: HubRequest,
): Promise<string> {
  if (typeof member.createIn === 'string') return member.createIn;
  if (member.scopes?.length === 1) return member.scopes[0]!;
  const states = await listStreamStates(ctx.store, workspaceId, connectionId);
  const read = [...new Set(states.filter((state) => state.stream === stream.name).map(({ scope }) => scope))];
  if (read.length === 1) return read[0]!;
  const { client } = await openConnection(ctx, connectionId, 'live');
  const signal = AbortSignal.timeout(ctx.config.vendorTimeoutMs);
  const scopes = await connector.listScopes(client, stream.scopeKind, signal);
  if (scopes.length === 1) return scopes[0]!.key;
  throw new SynclineError({
    class: 'conflict',
    code: 'crm_which_scope',
    message: `${stream.title} of ${connector.title} could be made in several places; the sync config has to say where (createIn).`,
  });
}

async function knownEntity(ctx: EngineContext, place: CrmPlace, stream: Stream, id: string): Promise<string> {
  const entityId = await entityOf(ctx, place, stream, id);
  if (entityId !== null) return entityId;
  throw noEntity(id);
}

function noEntity(id: string): SynclineError {
  return new SynclineError({
    class: 'not_found',
    code: 'not_in_hub',
    message: `The hub does not know ${id}. What is written goes through it, so it has to be synced first.`,
  });
}

function withoutNulls(fields: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
