import { type Json, sameValue } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import {
  addToProcess,
  countOpenEffects,
  dropImportEdges,
  type EntityState,
  effectsToUndo,
  type ImportEffect,
  type ImportRecord,
  lockImports,
  type NewReconciliationItem,
  noteUndone,
  openItems,
  type Sql,
  setImportState,
  transitionProcess,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, enqueueCompletion } from '../enqueue.ts';
import { newEntityStep } from '../sync/entity-steps.ts';
import { finishWork } from '../sync/finish-work.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { applyOutcome, type MergeWork } from '../sync/merge-work.ts';
import { openWork } from '../sync/open-work.ts';
import { BY_IMPORT, importSource } from './import-source.ts';
import { undoItem } from './row-item.ts';
import type { Turn } from './run-import.ts';
import { isStill } from './stage-rows.ts';

const BATCH = 200;
const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Takes back what an import did, the newest first, some a transaction, as long as `goOn` says. */
export async function undoEffects(
  ctx: EngineContext,
  processId: string,
  imported: ImportRecord,
  goOn: () => boolean,
): Promise<Turn> {
  await ctx.store.transaction(async (tx) => {
    if (!(await isStill(tx, processId, 'counting'))) return;
    const open = await countOpenEffects(tx, imported.id);
    await transitionProcess(tx, processId, 'processing');
    await addToProcess(tx, processId, { pagesOpen: 1, pagesExpected: 1, recordsExpected: open, recordsFetched: open });
  });
  while (goOn()) {
    const done = await ctx.store.transaction((tx) => undoBatch(ctx, tx, processId, imported));
    await enqueueAfterCommit(ctx, done.jobs);
    if (done.turn === 'finished') await enqueueCompletion(ctx, processId);
    if (done.turn !== 'more') return done.turn;
  }
  return 'more';
}

async function undoBatch(
  ctx: EngineContext,
  tx: Sql,
  processId: string,
  imported: ImportRecord,
): Promise<{ readonly turn: Turn; readonly jobs: readonly EnqueueRequest[] }> {
  if (!(await isStill(tx, processId, 'processing'))) return { turn: 'stopped', jobs: [] };
  await lockImports(tx, imported.workspaceId);
  const effects = await effectsToUndo(tx, imported.id, BATCH);
  if (effects.length === 0) {
    await setImportState(tx, imported.id, 'undone');
    await addToProcess(tx, processId, { pagesOpen: -1, pagesMerged: 1 });
    return { turn: 'finished', jobs: [] };
  }
  const plan = await loadPlan(ctx, tx, imported.workspaceId);
  const source = importSource({ ...imported, processId });
  const work = await openWork(
    tx,
    plan,
    source,
    ctx.clock.now(),
    effects.map(({ entityId }) => entityId),
  );
  const items: NewReconciliationItem[] = [];
  const edges: { from: string; to: string }[] = [];
  const undone = effects.map((effect) => {
    const state = work.states.get(effect.entityId);
    const { kept, what } = state ? takeBack(work, imported, effect, state, edges) : { kept: [], what: null };
    if (state && what !== null)
      items.push(undoItem(imported, processId, { id: state.id, kind: state.kind, what, fields: kept }));
    return { entityId: effect.entityId, undone: what === null ? ('restored' as const) : ('kept' as const) };
  });
  const jobs = await finishWork(tx, work);
  await dropImportEdges(tx, imported.workspaceId, edges);
  await noteUndone(tx, imported.id, undone);
  await openItems(tx, items);
  const restored = undone.filter((each) => each.undone === 'restored').length;
  const outcome = {
    created: 0,
    updated: restored,
    unchanged: 0,
    stale: 0,
    conflicted: undone.length - restored,
    failed: 0,
  };
  await addToProcess(tx, processId, { recordsNormalised: undone.length, outcome });
  return { turn: 'more', jobs };
}

type TakenBack = { readonly kept: readonly string[]; readonly what: string | null };
const whole: TakenBack = { kept: [], what: null };

function takeBack(
  work: MergeWork,
  imported: ImportRecord,
  effect: ImportEffect,
  state: EntityState,
  edges: { from: string; to: string }[],
): TakenBack {
  const decision = `taken back with the import of ${imported.name}`;
  if (effect.action === 'unchanged' || state.deletedAt !== null) return whole;
  if (effect.action !== 'updated') {
    if (state.mappings.some((mapping) => mapping.state === 'linked'))
      return { kept: [], what: 'a record of a connection is linked to it by now' };
    if (state.version !== effect.version) return { kept: [], what: 'it has been changed since' };
    state.version += 1;
    state.deletedAt = work.now;
    state.steps.push(
      newEntityStep(work.source, state, {
        replaced: {},
        decision,
        decisions: [],
        event: 'entity.deleted',
        remoteUpdatedAt: null,
      }),
    );
    noteEdges(effect, state, edges);
    return whole;
  }
  const kept = Object.keys(effect.applied).filter((field) => !sameValue(state.fields[field], effect.applied[field]));
  const back = Object.keys(effect.applied).filter((field) => !kept.includes(field));
  restore(work, effect, state, back, decision, edges);
  return kept.length === 0
    ? whole
    : { kept, what: `${kept.join(', ')} ${kept.length === 1 ? 'has' : 'have'} been changed since` };
}

/** Fields that were not there before go; the others get back what stood there. */
function restore(
  work: MergeWork,
  effect: ImportEffect,
  state: EntityState,
  fields: readonly string[],
  decision: string,
  edges: { from: string; to: string }[],
): void {
  if (fields.length === 0) return;
  const patch: Record<string, Json> = Object.fromEntries(
    fields.map((field) => [field, effect.replaced[field] ?? null]),
  );
  const at = work.now.toISOString();
  const origins = Object.fromEntries(fields.map((field) => [field, { at, by: BY_IMPORT }]));
  applyOutcome(work, state, BY_IMPORT, { patch, origins, decisions: [] }, { decision });
  const isNewField = (field: string): boolean => !(field in effect.replaced);
  state.fields = Object.fromEntries(
    Object.entries(state.fields).filter(([field]) => !(fields.includes(field) && isNewField(field))),
  );
  work.touched.add(state);
  noteEdges({ applied: Object.fromEntries(fields.map((field) => [field, effect.applied[field]!])) }, state, edges);
}

/** Fields that name an account or a contact have an edge beside them. */
function noteEdges(
  { applied }: Pick<ImportEffect, 'applied'>,
  { id }: EntityState,
  edges: { from: string; to: string }[],
): void {
  for (const to of [applied['account'], applied['contact']])
    if (typeof to === 'string' && isUuid.test(to)) edges.push({ from: id, to });
}
