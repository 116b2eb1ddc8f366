import { type Json, sameValue } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import {
  addToProcess,
  closeImportItems,
  countOpenEffects,
  dropImportEdges,
  dropImportEdgesFrom,
  type EntityState,
  effectsToUndo,
  type ImportEdge,
  type ImportEdgeBack,
  type ImportEffect,
  type ImportRecord,
  livingOf,
  lockImports,
  type NewReconciliationItem,
  noteUndone,
  openItems,
  putImportEdgesBack,
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
import { idsIn } from './link-edges.ts';
import { undoItem, undoItemKey } from './row-item.ts';
import type { Turn } from './run-import.ts';
import { isStill } from './stage-rows.ts';
import { type Stay, whatStays } from './what-stays.ts';

const BATCH = 200;

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
  const made = effects.filter(({ action }) => action === 'created' || action === 'revived');
  const round: Undo = {
    work,
    imported,
    stays: await whatStays(
      tx,
      imported,
      made.map(({ entityId }) => entityId),
    ),
    living: await livingOf(tx, imported.workspaceId, effects.flatMap(replacedIds)),
    gone: [],
    dropped: [],
    putBack: [],
  };
  const items: NewReconciliationItem[] = [];
  const undone = effects.map((effect) => {
    const state = work.states.get(effect.entityId);
    const stay = state ? takeBack(round, effect, state) : null;
    if (!state || stay === null) return { entityId: effect.entityId, undone: 'restored' as const };
    items.push(undoItem(imported, processId, { id: state.id, kind: state.kind, ...stay }));
    return { entityId: effect.entityId, undone: 'kept' as const, rest: restOf(effect, stay.fields) };
  });
  const jobs = await finishWork(tx, work);
  await dropImportEdges(tx, imported.workspaceId, round.dropped);
  await dropImportEdgesFrom(tx, imported.workspaceId, round.gone);
  await putImportEdgesBack(tx, imported.workspaceId, imported.id, round.putBack);
  await noteUndone(tx, imported.id, undone);
  await openItems(tx, items);
  const taken = undone.filter((each) => each.undone === 'restored');
  const restored = taken.length;
  await closeImportItems(
    tx,
    imported.workspaceId,
    taken.map(({ entityId }) => undoItemKey(imported.id, entityId)),
    { by: source.actor ?? 'syncline', resolution: 'taken back' },
  );
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

/** What a batch goes by, and the edges that follow from it. */
interface Undo {
  readonly work: MergeWork;
  readonly imported: ImportRecord;
  readonly stays: ReadonlyMap<string, Stay>;
  /** Of the entities that fields named before, what stands for each by now; null: it is gone. */
  readonly living: ReadonlyMap<string, string | null>;
  readonly gone: string[];
  readonly dropped: ImportEdge[];
  readonly putBack: ImportEdgeBack[];
}

/** Null: all of it is as it was. */
function takeBack(
  round: Undo,
  effect: ImportEffect,
  state: EntityState,
): (Stay & { readonly fields: readonly string[] }) | null {
  if (effect.action === 'unchanged') return null;
  if (state.deletedAt !== null && state.mergedInto) {
    const what = `it is part of ${state.mergedInto} by now: take that merge apart first, then this import back once more`;
    return { cause: 'changed', what, fields: [] };
  }
  if (state.deletedAt !== null) return null;
  if (effect.action !== 'updated') {
    const stay = round.stays.get(state.id);
    if (stay) return { ...stay, fields: [] };
    bury(round, state);
    return null;
  }
  const stands = (field: string): Json => state.fields[field] ?? null;
  const fields = Object.keys(effect.applied);
  const back = fields.filter((field) => sameValue(stands(field), effect.applied[field]));
  // What stood before may have come back by itself, as when a later import was taken back.
  const kept = fields.filter(
    (field) => !back.includes(field) && !sameValue(stands(field), stoodBefore(round, effect, field) ?? null),
  );
  restore(round, effect, state, back);
  if (kept.length === 0) return null;
  return {
    cause: 'changed',
    what: `${kept.join(', ')} ${kept.length === 1 ? 'has' : 'have'} been changed since`,
    fields: kept,
  };
}

function bury({ work, imported, gone }: Undo, state: EntityState): void {
  state.version += 1;
  state.deletedAt = work.now;
  state.steps.push(
    newEntityStep(work.source, state, {
      replaced: {},
      decision: decisionOf(imported),
      decisions: [],
      event: 'entity.deleted',
      remoteUpdatedAt: null,
    }),
  );
  gone.push(state.id);
}

/** Fields that were not there before go, and those that named what is gone by now; the others get back what stood there. */
function restore(round: Undo, effect: ImportEffect, state: EntityState, fields: readonly string[]): void {
  if (fields.length === 0) return;
  const { work } = round;
  const before = new Map(
    fields.flatMap((field): [string, Json][] => {
      const value = stoodBefore(round, effect, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
  const patch: Record<string, Json> = Object.fromEntries(fields.map((field) => [field, before.get(field) ?? null]));
  const at = work.now.toISOString();
  const origins = Object.fromEntries(fields.map((field) => [field, { at, by: BY_IMPORT }]));
  applyOutcome(work, state, BY_IMPORT, { patch, origins, decisions: [] }, { decision: decisionOf(round.imported) });
  state.fields = Object.fromEntries(
    Object.entries(state.fields).filter(([field]) => !(fields.includes(field) && !before.has(field))),
  );
  work.touched.add(state);
  // Fields that name an account or a contact have an edge beside them.
  const names = new Set(Object.values(state.fields));
  for (const to of fields.flatMap((field) => idsIn([effect.applied[field]])))
    if (!names.has(to)) round.dropped.push({ from: state.id, to });
  for (const [field, value] of before) {
    const [to, named] = idsIn([value, effect.replaced[field]]);
    if (to !== undefined && named !== undefined) round.putBack.push({ from: state.id, to, named });
  }
}

/** What a field gets back; an entity that it named may be part of another one by now. Undefined: nothing. */
function stoodBefore({ living }: Undo, { replaced }: ImportEffect, field: string): Json | undefined {
  const value = replaced[field];
  const stands = typeof value === 'string' ? living.get(value) : undefined;
  return stands === undefined ? value : (stands ?? undefined);
}

/** Of an effect on fields, what it comes to for those that are kept. */
function restOf(
  { applied, replaced }: ImportEffect,
  fields: readonly string[],
): Pick<ImportEffect, 'applied' | 'replaced'> | undefined {
  if (fields.length === 0) return undefined;
  const only = (values: Readonly<Record<string, Json>>): Record<string, Json> =>
    Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));
  return { applied: only(applied), replaced: only(replaced) };
}

function decisionOf({ name }: ImportRecord): string {
  return `taken back with the import of ${name}`;
}

function replacedIds({ replaced }: ImportEffect): string[] {
  return idsIn(Object.values(replaced));
}
