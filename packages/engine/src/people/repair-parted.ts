import { type FieldRule, type Json, MISTAKEN, sameValue } from '@syncline/core';
import {
  changesOf,
  entitiesNaming,
  findPersonRecords,
  formerIdsOf,
  type PersonChange,
  type Sql,
  sendingTo,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import type { EntityState, MappingState } from '../sync/entity-steps.ts';
import { finishWork } from '../sync/finish-work.ts';
import type { ActedBy } from '../sync/item-action.ts';
import { loadReferences } from '../sync/linked-references.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { rulesOf } from '../sync/member-rules.ts';
import { applyOutcome, type MergeWork } from '../sync/merge-work.ts';
import { openWork } from '../sync/open-work.ts';
import { isWritable, type PlanMember } from '../sync/sync-plan.ts';
import { sourceOf } from './decide-person.ts';
import type { PartedPerson } from './part-person.ts';
import { saidByRecord } from './said-by.ts';
import { wordsOf } from './words-of.ts';

const BATCH = 100;

interface Parting extends PartedPerson {
  /** What the person's records were and are called, that which left among them. */
  readonly words: readonly string[];
  /** All ids that the person's entity has had. */
  readonly ids: readonly string[];
}

/**
 * Looks again at what was written while a record was taken for somebody whom it is not. What its own side said goes
 * with it, what others said stays with the person; what was shown elsewhere by mistake is taken back: assignees are
 * taken away, mentions become words that tell nobody, comments bear their writer's own name. Doing it again changes
 * nothing. Returns how many entities were looked at.
 */
export async function repairParted(ctx: EngineContext, parted: PartedPerson, by: ActedBy): Promise<number> {
  const { personId, leftId, record } = parted;
  const records = await findPersonRecords(ctx.store, by.workspaceId, [personId, leftId]);
  const ids = [personId, ...(await formerIdsOf(ctx.store, by.workspaceId, personId))];
  const parting: Parting = { ...parted, words: wordsOf([...records, record]), ids };
  const named = { entityIds: [personId, leftId], words: parting.words };
  let looked = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const found = await entitiesNaming(ctx.store, by.workspaceId, named, after, BATCH);
    if (found.length === 0) return looked;
    const jobs = await ctx.store.transaction((tx) => repair(ctx, tx, found, parting, by));
    await enqueueAfterCommit(ctx, jobs);
    looked += found.length;
    after = found.at(-1)!;
  }
}

async function repair(ctx: EngineContext, tx: Sql, ids: readonly string[], parting: Parting, by: ActedBy) {
  const plan = await loadPlan(ctx, tx, by.workspaceId);
  const work = await openWork(tx, plan, sourceOf(by), ctx.clock.now(), ids);
  const changes = Map.groupBy(await changesOf(tx, by.workspaceId, ids), (each) => each.entityId);
  const sending = await sendingTo(tx, by.workspaceId, ids);
  const living = [...work.states.values()].filter((state) => state.deletedAt === null);
  for (const state of living) {
    handOver(work, state, parting, changes.get(state.id) ?? [], sending);
    work.touched.add(state);
  }
  // Of the one who left, too.
  work.references = await loadReferences(tx, plan, living);
  for (const state of living) for (const mapping of state.mappings) takeBack(work, state, mapping, parting);
  return finishWork(tx, work);
}

/** Values that name the person and that the side of the record that left has brought. */
function handOver(
  work: MergeWork,
  state: EntityState,
  parting: Parting,
  changes: readonly PersonChange[],
  sending: ReadonlySet<string>,
): void {
  const { personId, leftId, record, words, ids } = parting;
  const patch: Record<string, Json> = {};
  const isFrom = (field: string, holds: (value: Json | undefined) => boolean): boolean =>
    saidByRecord({ state, changes, field, holds, record });
  const isNamedBy = (value: Json | undefined): boolean => {
    const text = JSON.stringify(value ?? null);
    return ids.some((id) => text.includes(id));
  };
  for (const member of work.plan.membersOfKind(state.kind))
    for (const { field, references } of member.rules) {
      const value = state.fields[field];
      if (references === undefined || field in patch || !JSON.stringify(value ?? null).includes(personId)) continue;
      if (isFrom(field, isNamedBy)) patch[field] = replaced(value!, personId, leftId);
    }
  const isMentionedIn = (value: Json | undefined): boolean => {
    const text = typeof value === 'string' ? value.toLowerCase() : '';
    return words.some((word) => text.includes(word.toLowerCase()));
  };
  for (const mapping of state.mappings.filter(({ connectionId }) => connectionId === record.connectionId))
    for (const [field, text] of Object.entries(spokenAt(work, state, mapping, sending)))
      if (isMentionedIn(state.fields[field]) && isFrom(field, isMentionedIn)) patch[field] ??= text;
  for (const field of Object.keys(patch)) if (sameValue(patch[field], state.fields[field])) delete patch[field];
  const origins = Object.fromEntries(
    Object.keys(patch).flatMap((field) => (state.origins[field] ? [[field, state.origins[field]]] : [])),
  );
  const outcome = { patch, origins, decisions: [] };
  applyOutcome(work, state, 'syncline', outcome, { decision: `${personId} and ${leftId} are two people` });
}

/** The texts of a record as the hub understands them now, by the hub's field; what is on its way there has none. */
function spokenAt(
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
  sending: ReadonlySet<string>,
): Record<string, Json> {
  const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
  if (!member || sending.has(`${state.id} ${mapping.connectionId}/${mapping.stream}`)) return {};
  const { seen, base } = mapping.shadow;
  const named = new Set(member.rules.filter(({ naming }) => naming !== undefined).map(({ remote }) => remote));
  const spoken: Record<string, Json> = {};
  for (const { remote, field, adopt } of rulesOf(member, work.references, state)) {
    const shown = seen[remote];
    if (!named.has(remote) || shown === undefined || !sameValue(shown, base[remote])) continue;
    const adopted = adopt(shown, state.fields[field]);
    if (adopted.ok) spoken[field] = adopted.value;
  }
  return spoken;
}

/** A field of one person that shows one of the two, where the hub now has somebody whom the side does not know. */
function takeBack(work: MergeWork, state: EntityState, mapping: MappingState, parting: Parting): void {
  const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
  if (!member || mapping.state === 'gone') return;
  for (const rule of rulesOf(member, work.references, state)) {
    if (!showsTheOther(work, state, mapping, member, rule, parting)) continue;
    const held = { ...mapping.shadow.held, [rule.remote]: { reason: MISTAKEN, key: '', restore: null } };
    mapping.shadow = { ...mapping.shadow, held };
    mapping.dirty = true;
  }
}

function showsTheOther(
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
  member: PlanMember,
  { type, field, remote, direction, project }: FieldRule,
  { personId, leftId }: Parting,
): boolean {
  if (type !== 'reference' || direction === 'in' || direction === 'none' || !isWritable(member, remote)) return false;
  const shown = mapping.shadow.seen[remote];
  const stream = member.rules.find((rule) => rule.remote === remote)?.references;
  if (typeof shown !== 'string' || stream === undefined || remote in mapping.shadow.held) return false;
  const who = work.references.of(mapping.connectionId).entityOf(stream, shown);
  const held = JSON.stringify(state.fields[field] ?? null);
  const other = who === personId ? leftId : who === leftId ? personId : null;
  return (
    other !== null && held.includes(other) && !held.includes(who!) && project(state.fields[field], shown) === undefined
  );
}

function replaced(value: Json, from: string, to: string): Json {
  if (value === from) return to;
  return Array.isArray(value) ? (value as string[]).map((each) => (each === from ? to : each)).sort() : value;
}
