import { hash } from 'node:crypto';
import { canonicalJson, conflictKey, type FieldConflict, planPatch } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import {
  closeFieldItems,
  type FieldItem,
  findWaiting,
  insertHints,
  keepDeletesDecided,
  type MatchKey,
  type NewHint,
  noteLanded,
  openFieldItems,
  requestWritebacks,
  type Sql,
  saveEntityStates,
  saveMatchKeys,
  wakeHeld,
  writeAudit,
} from '@syncline/store';
import { mailboxJob, writebackJob } from '../enqueue.ts';
import { traced } from '../tracing/row-trace.ts';
import { decideWritebacks } from './decide-writebacks.ts';
import type { EntityState, MappingState } from './entity-steps.ts';
import { loadReferences } from './linked-references.ts';
import { matchKeyOf, matchValuesOfEntity } from './match-values.ts';
import { rulesOf } from './member-rules.ts';
import type { MergeWork } from './merge-work.ts';
import { noteLosses } from './note-losses.ts';
import { noteOptions } from './note-options.ts';
import { releaseAgreed } from './release-agreed.ts';
import { twinsToDelete } from './spread-delete.ts';
import { isWritable, type PlanMember } from './sync-plan.ts';

/**
 * Writes all that was decided about the entities at hand, in the caller's transaction: fields and shadows with
 * their history, conflicts and what closed them, the audit, and the writebacks that follow (rule 5.1). Returns the
 * jobs to enqueue after the commit.
 */
export async function finishWork(tx: Sql, work: MergeWork): Promise<EnqueueRequest[]> {
  const opened = await openFieldItems(tx, [
    ...work.conflicts.map(({ state, mapping, member, conflict }) =>
      conflictItem(work, state, mapping, member, conflict),
    ),
    ...work.unmappable.map(({ state, mapping, member, problem }) =>
      fieldItem(work, state, mapping, member, {
        class: 'mapping',
        code: problem.code,
        key: `unmappable ${state.id} ${member.key} ${problem.rule.field}`,
        field: problem.rule.field,
        message: problem.message,
        base: null,
        local: state.fields[problem.rule.field] ?? null,
        remote: problem.value,
        policyMode: problem.rule.policy.mode,
      }),
    ),
  ]);
  countFound(work, opened);
  await noteLanded(tx, work.landed);
  await writeAudit(
    tx,
    work.overridden.map(({ state, member, decision }) => ({
      workspaceId: work.plan.workspaceId,
      actor: work.source.actor ?? member,
      action: 'field.overridden',
      subject: `${state.kind} ${state.id} ${decision.field}`,
      entityId: state.id,
      why: `${decision.outcome} by ${decision.policy}`,
      details: {
        member,
        field: decision.field,
        overridden: decision.overridden,
        outcome: decision.outcome,
        processId: work.source.processId,
        pageId: work.source.pageId,
      },
    })),
  );
  const touched = [...work.touched];
  work.references = await loadReferences(tx, work.plan, touched);
  releaseAgreed(work, touched);
  await closeFieldItems(
    tx,
    work.released.map(({ state, mapping, remote }) => ({
      ...placeOf(work, state, mapping),
      field: fieldOf(work, mapping, remote),
    })),
  );
  await noteOptions(tx, work, touched);
  for (const state of work.accepting) acceptDifferences(work, state);
  // What came back as an edit is not unwanted any more.
  const unwanted = [...work.unwanted].filter(({ deletedAt }) => deletedAt !== null);
  const requests = [
    ...decideWritebacks(work, touched),
    ...unwanted.flatMap((state) => twinsToDelete(work.plan, state, null)),
  ];
  for (const state of touched) noteLosses(work, state);
  await saveEntityStates(tx, work.plan.workspaceId, [...work.states.values()]);
  await keepDeletesDecided(
    tx,
    work.plan.workspaceId,
    [...work.bound].map(({ id }) => id),
  );
  const rows = await requestWritebacks(tx, traced(requests));
  // What waits for an approval may be nothing any more.
  if (work.plan.approvals.length > 0)
    rows.push(
      ...(await wakeHeld(
        tx,
        work.plan.workspaceId,
        touched.map(({ id }) => id),
      )),
    );
  return [...rows.map(writebackJob), ...(await noteMatchKeys(tx, work, touched))];
}

/** Conflicts and links that are new, for the metrics: a transaction that is undone has counted them all the same. */
function countFound(work: MergeWork, opened: readonly FieldItem[]): void {
  const connectorOf = (place: { readonly connectionId: number; readonly stream: string }): string =>
    work.plan.memberOf(place.connectionId, place.stream)?.connectorId ?? 'unknown';
  for (const item of opened) if (item.class === 'conflict') work.plan.count.conflict(connectorOf(item), item.code);
  for (const { mappings } of work.states.values())
    for (const mapping of mappings) if (mapping.isNew) work.plan.count.link(connectorOf(mapping));
}

/** Keeps by what entities are recognised, and wakes the records that waited to be recognised by what is new of it. */
async function noteMatchKeys(tx: Sql, work: MergeWork, touched: readonly EntityState[]): Promise<EnqueueRequest[]> {
  const { workspaceId } = work.plan;
  const keysOf = (state: EntityState): MatchKey[] =>
    matchValuesOfEntity(work, state).map((value) => matchKeyOf(state.kind, value));
  const added = await saveMatchKeys(
    tx,
    workspaceId,
    touched.flatMap((state) => keysOf(state).map((key) => ({ ...key, entityId: state.id }))),
    touched.map((state) => state.id),
  );
  const joined = touched.filter(({ isNew, mappings }) => !isNew && mappings.some((mapping) => mapping.isNew));
  const waiting = await findWaiting(tx, workspaceId, [...work.stirred, ...added, ...joined.flatMap(keysOf)]);
  const woken = new Map(
    waiting.map((record) => [`${record.connectionId} ${record.stream} ${record.externalId}`, record]),
  );
  const hints = [...woken].flatMap(([key, record]): NewHint[] =>
    work.lookedAt.has(key) ? [] : [{ ...record, op: 'changed', source: 'follow_up', inboxId: null }],
  );
  await insertHints(tx, traced(hints));
  return hints.map(mailboxJob);
}

/** Rule 3.12: what a backfill's link leaves different at the twins is as if they showed it. */
function acceptDifferences(work: MergeWork, state: EntityState): void {
  for (const mapping of state.mappings) {
    const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
    if (!member) continue;
    const { patch } = planPatch(
      member.key,
      state.fields,
      mapping.shadow,
      rulesOf(member, work.references, state),
      (remote) => isWritable(member, remote),
    );
    if (Object.keys(patch).length === 0) continue;
    const { shadow } = mapping;
    mapping.shadow = { ...shadow, sent: { ...shadow.sent, ...patch }, base: { ...shadow.base, ...patch } };
    mapping.dirty = true;
  }
}

function conflictItem(
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
  member: PlanMember,
  conflict: FieldConflict,
): FieldItem {
  return fieldItem(work, state, mapping, member, {
    ...conflict,
    class: 'conflict',
    code: conflict.class,
    key: conflictKey({
      entityId: state.id,
      member: member.key,
      field: conflict.field,
      class: conflict.class,
      localVersion: state.origins[conflict.field]?.version ?? 0,
      remoteVersion: hash('sha256', canonicalJson(conflict.incoming), 'base64url').slice(0, 16),
    }),
    remote: conflict.incoming,
  });
}

function fieldItem(
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
  member: PlanMember,
  item: Pick<FieldItem, 'class' | 'code' | 'key' | 'field' | 'message' | 'base' | 'local' | 'remote' | 'policyMode'>,
): FieldItem {
  return {
    ...placeOf(work, state, mapping),
    ...item,
    scope: mapping.scope,
    locator: mapping.locator,
    entityKind: state.kind,
    fingerprint: `${member.key} ${item.class} ${item.code} ${item.field}`,
    pageId: work.source.pageId,
    processId: work.source.processId,
    correlationId: work.source.correlationId,
  };
}

function placeOf(
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
): Pick<FieldItem, 'workspaceId' | 'connectionId' | 'stream' | 'externalId' | 'entityId'> {
  return {
    workspaceId: work.plan.workspaceId,
    connectionId: mapping.connectionId,
    stream: mapping.stream,
    externalId: mapping.externalId,
    entityId: state.id,
  };
}

function fieldOf(work: MergeWork, mapping: MappingState, remote: string): string {
  const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
  return member?.rules.find((rule) => rule.remote === remote)?.field ?? remote;
}
