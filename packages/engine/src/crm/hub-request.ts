import type { AnyConnector, Stream } from '@syncline/connector-sdk';
import { compileRule, type Json, type References, SynclineError, toSynclineError } from '@syncline/core';
import {
  type ContractKind,
  type ContractStage,
  type FieldValues,
  type MappingDiagnostic,
  parseRecordId,
  readRequest,
  readStages,
  refuseGaps,
} from '@syncline/crm';
import { findLinks, kindsOf } from '@syncline/store';
import { streamOf } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { defaultsOf, type PlanMember, type PlanRule } from '../sync/sync-plan.ts';
import { type CrmPlace, isEntityId, openCrm } from './open-crm.ts';

export interface RequestToHub {
  readonly place: CrmPlace;
  readonly connector: AnyConnector;
  readonly kind: ContractKind;
  readonly stream: Stream;
  readonly mode: 'create' | 'update';
  readonly fields: FieldValues;
}

/** A request of the contract in the words of the hub. */
export interface HubRequest {
  readonly member: PlanMember;
  /** By field of the entity. */
  readonly fields: Readonly<Record<string, Json>>;
  readonly diagnostics: readonly MappingDiagnostic[];
}

/**
 * What a request for one CRM says of an entity: by that stream's field map. Throws `conflict` where no sync config would
 * carry it there, `mapping` for what names nothing that the hub knows.
 */
export async function hubRequest(ctx: EngineContext, request: RequestToHub): Promise<HubRequest> {
  const { place, connector, kind, stream, mode } = request;
  const member = await memberOf(ctx, place, stream);
  const { stages, diagnostics: unchecked } = await stagesFor(ctx, request);
  const read = readRequest(connector, { kind, stream, mode, fields: request.fields, stages });
  const fields: Record<string, Json> = {};
  const diagnostics: MappingDiagnostic[] = [...unchecked, ...read.diagnostics];
  for (const [name, value] of Object.entries(read.values)) {
    const rule = ruleOf(member, name);
    if (rule) fields[rule.field] = adopted(rule, value);
    else diagnostics.push(notMapped(member, name));
  }
  for (const { field, declared, ids } of read.references) {
    const rule = ruleOf(member, field.name);
    if (!rule) {
      if (ids.length > 0) diagnostics.push(notMapped(member, field.name));
      continue;
    }
    const target = streamOf(connector, declared.references ?? '');
    const entities = await Promise.all(ids.map((id) => entityOf(ctx, place, target, id)));
    const missing = ids.find((_, at) => entities[at] === null);
    if (missing !== undefined) throw notInHub(field.name, missing);
    const found = entities.filter((id) => id !== null).sort();
    fields[rule.field] = field.type === 'reference_set' || rule.oneOfSet ? found : (found[0] ?? null);
  }
  if (mode === 'create') {
    const given = Object.fromEntries(read.references.map(({ field, ids }) => [field.name, ids[0] ?? null]));
    refuseGaps(stream, { ...defaultsOf(member, fields), ...read.values, ...given });
  }
  return { member, fields, diagnostics };
}

/** What the hub holds, in the words of the contract; references are ids of entities. */
export function inContractWords(member: PlanMember, fields: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(
    member.rules.flatMap((rule) => (rule.field in fields ? [[rule.remote, fields[rule.field] ?? null]] : [])),
  );
}

/** The entity that any id of a record of this stream stands for; null: the hub does not know it. */
export async function entityOf(
  ctx: EngineContext,
  { workspaceId, connectionId }: CrmPlace,
  { name: stream, kind }: Stream,
  id: string,
): Promise<string | null> {
  if (isEntityId(id)) {
    const plan = await loadPlan(ctx, ctx.store, workspaceId);
    const wanted = plan.memberOf(connectionId, stream)?.kind ?? kind;
    return (await kindsOf(ctx.store, workspaceId, [id])).includes(wanted) ? id : null;
  }
  const name = parseRecordId(id) ?? { connectionId, stream, externalId: id };
  if (name.connectionId !== connectionId || name.stream !== stream) return null;
  const links = await findLinks(ctx.store, workspaceId, { records: [name], entityIds: [] });
  return links.find((link) => link.externalId === name.externalId && link.stream === stream)?.entityId ?? null;
}

async function memberOf(
  ctx: EngineContext,
  { workspaceId, connectionId }: CrmPlace,
  { name, title }: Stream,
): Promise<PlanMember> {
  const plan = await loadPlan(ctx, ctx.store, workspaceId);
  const member = plan.memberOf(connectionId, name);
  if (member && (member.direction === 'both' || member.direction === 'out')) return member;
  throw new SynclineError({
    class: 'conflict',
    code: 'crm_not_synced',
    message: member
      ? `${title} of this connection are only read (direction ${member.direction}), so nothing was written.`
      : `No sync config carries ${title} to this connection, so nothing was written. Add the stream ${name} to one.`,
  });
}

/** What a stage may be. While the vendor can't be asked, it is taken as it is: the quote's life goes on. */
async function stagesFor(
  ctx: EngineContext,
  { place, stream, fields }: RequestToHub,
): Promise<{ readonly stages: readonly ContractStage[] | null; readonly diagnostics: readonly MappingDiagnostic[] }> {
  if (fields['stage'] === undefined || fields['stage'] === null) return { stages: null, diagnostics: [] };
  try {
    const { connector, client } = await openCrm(ctx, place);
    const signal = AbortSignal.timeout(ctx.config.vendorTimeoutMs);
    return { stages: await readStages(connector, client, stream.name, signal), diagnostics: [] };
  } catch (thrown) {
    const error = toSynclineError(thrown);
    if (error.class === 'invalid' || error.class === 'mapping' || error.code === 'unexpected') throw error;
    const message = 'The CRM could not be asked for its stages; the value was taken as it is.';
    return { stages: null, diagnostics: [{ field: 'stage', reason: 'not_checked', message }] };
  }
}

function ruleOf(member: PlanMember, remote: string): PlanRule | undefined {
  return member.rules.find((rule) => rule.remote === remote && (rule.direction === 'both' || rule.direction === 'out'));
}

const noReferences: References = { entityOf: () => undefined, externalIdOf: () => undefined };

function adopted(rule: PlanRule, value: Json): Json {
  const result = compileRule(rule, noReferences).adopt(value, undefined, undefined);
  if (result.ok) return result.value;
  throw new SynclineError({ class: 'mapping', code: result.code, field: rule.remote, message: result.message });
}

function notMapped({ key, configName }: PlanMember, field: string): MappingDiagnostic {
  return { field, reason: 'not_mapped', message: `The sync config ${configName} carries no ${field} to ${key}.` };
}

function notInHub(field: string, id: string): SynclineError {
  return new SynclineError({
    class: 'mapping',
    code: 'missing_parent',
    field,
    message: `${field}: the hub does not know ${id}. It has to be synced first.`,
  });
}
