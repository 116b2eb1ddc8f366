import {
  findPersonRecords,
  findSyncConfig,
  joinPeople,
  listConfiguredMembers,
  loadEntityStates,
  type PersonRecordRow,
  refuseMatches,
  type Sql,
  saveEntityStates,
  writeAudit,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { changeSyncConfig } from '../sync/change-sync-config.ts';
import { parseSettings } from '../sync/compile-plan.ts';
import { newEntityStep } from '../sync/entity-steps.ts';
import type { ActedBy, ActionOutcome } from '../sync/item-action.ts';
import type { WorkSource } from '../sync/merge-work.ts';
import { withPerson } from './person-line.ts';

/** Two users whom a person has decided about, by their entities. */
export interface TwoPeople {
  readonly personId: string;
  readonly otherId: string;
}

/**
 * They are one person: a line of `people` says so from now on, and their records become one entity's. What was written
 * while they were two is repaired by `repairPerson`. Deciding it again changes nothing.
 */
export async function samePerson(ctx: EngineContext, pair: TwoPeople, by: ActedBy): Promise<ActionOutcome> {
  return makeOne(ctx, pair, by, noteLine);
}

/** As `samePerson`, where a line of `people` says so already. */
export async function joinPerson(ctx: EngineContext, pair: TwoPeople, by: ActedBy): Promise<ActionOutcome> {
  return makeOne(ctx, pair, by, async () => null);
}

async function makeOne(
  ctx: EngineContext,
  pair: TwoPeople,
  by: ActedBy,
  note: typeof noteLine,
): Promise<ActionOutcome> {
  const { workspaceId } = by;
  const records = await findPersonRecords(ctx.store, workspaceId, [pair.personId, pair.otherId]);
  const [mine, theirs] = [pair.personId, pair.otherId].map((id) => records.filter((each) => each.entityId === id));
  if (!mine?.length || !theirs?.length) return { outcome: 'not_found' };
  if (pair.personId === pair.otherId) return { outcome: 'done' };
  const clash = mine.find((one) => theirs.some((other) => placeOf(one) === placeOf(other)));
  if (clash)
    return {
      outcome: 'refused',
      reason: `They are two users of ${clash.connectionName}/${clash.stream}: nobody is two.`,
    };
  const refused = await note(ctx, mine, theirs, by);
  if (refused !== null) return { outcome: 'refused', reason: refused };
  await ctx.store.transaction((tx) => join(ctx, tx, pair, by));
  return { outcome: 'done' };
}

/** They are two, and are suggested no longer. */
export async function differentPeople(ctx: EngineContext, pair: TwoPeople, by: ActedBy): Promise<ActionOutcome> {
  const { workspaceId } = by;
  const records = await findPersonRecords(ctx.store, workspaceId, [pair.personId, pair.otherId]);
  const theirs = records.filter((each) => each.entityId === pair.otherId);
  const mine = records.filter((each) => each.entityId === pair.personId);
  if (mine.length === 0 || theirs.length === 0) return { outcome: 'not_found' };
  if (pair.personId === pair.otherId) return { outcome: 'refused', reason: 'They are one and the same already.' };
  await ctx.store.transaction(async (tx) => {
    for (const { connectionId, stream, externalId } of mine)
      await refuseMatches(tx, { workspaceId, connectionId, stream, externalId }, theirs, by.actor);
    await audit(tx, 'person.different', pair, by);
  });
  return { outcome: 'done' };
}

/** Null when the line stands; else why it can't. */
async function noteLine(
  ctx: EngineContext,
  mine: readonly PersonRecordRow[],
  theirs: readonly PersonRecordRow[],
  by: ActedBy,
): Promise<string | null> {
  const members = (await listConfiguredMembers(ctx.store, by.workspaceId)).filter(
    (member) => member.isEnabled && member.kind === 'user',
  );
  const configsOf = (records: readonly PersonRecordRow[]): number[] =>
    members
      .filter((member) => records.some((each) => placeOf(each) === placeOf(member)))
      .map(({ configId }) => configId);
  const configId = configsOf(mine).find((id) => configsOf(theirs).includes(id));
  if (configId === undefined) return 'No sync config has the users of both sides under the kind user.';
  const isMember = (each: PersonRecordRow): boolean =>
    members.some((member) => member.configId === configId && placeOf(member) === placeOf(each));
  const one = mine.find(isMember)!;
  const other = theirs.find(isMember)!;
  const config = (await findSyncConfig(ctx.store, by.workspaceId, configId))!;
  const people = withPerson(parseSettings(config).people, [one, other]);
  if (people === null) return `The people of sync config ${config.name} say otherwise. Mend the line there first.`;
  const outcome = await changeSyncConfig(ctx, {
    workspaceId: by.workspaceId,
    id: configId,
    expectedVersion: config.version,
    values: { settings: { ...(config.settings as object), people } },
    actor: by.actor,
    ...(by.why === null ? {} : { why: by.why }),
  });
  return outcome.outcome === 'saved' ? null : `Sync config ${config.name} was changed meanwhile. Try again.`;
}

async function join(ctx: EngineContext, tx: Sql, { personId, otherId }: TwoPeople, by: ActedBy): Promise<void> {
  const states = await loadEntityStates(tx, by.workspaceId, [personId, otherId]);
  const gone = states.get(otherId);
  if (!states.has(personId) || !gone || gone.deletedAt !== null) return;
  await joinPeople(tx, by.workspaceId, personId, otherId);
  gone.version += 1;
  gone.deletedAt = ctx.clock.now();
  gone.mappings = [];
  gone.steps.push(
    newEntityStep(sourceOf(by), gone, {
      replaced: {},
      decision: `the same person as ${personId}`,
      decisions: [],
      event: 'entity.deleted',
      remoteUpdatedAt: null,
    }),
  );
  await saveEntityStates(tx, by.workspaceId, [gone]);
  await audit(tx, 'person.same', { personId, otherId }, by);
}

export function sourceOf({ workspaceId, actor }: ActedBy): WorkSource {
  return {
    workspaceId,
    actor,
    connectionId: null,
    stream: null,
    pageId: null,
    processId: null,
    correlationId: null,
    method: 'manual',
    lane: 'live',
    isBackfill: false,
  };
}

async function audit(tx: Sql, action: string, { personId, otherId }: TwoPeople, by: ActedBy): Promise<void> {
  const { workspaceId, actor, why } = by;
  const subject = `user ${personId} and user ${otherId}`;
  await writeAudit(tx, [{ workspaceId, actor, action, subject, entityId: personId, why, details: { otherId } }]);
}

function placeOf({ connectionId, stream }: { readonly connectionId: number; readonly stream: string }): string {
  return `${connectionId}/${stream}`;
}
