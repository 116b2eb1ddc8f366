import { type Item, keysOfItem, keysOfWho, LONGEST_TEXT, readItem, soughtByItem } from '@syncline/interests';
import {
  findFaded,
  findSources,
  findSourcesOfWho,
  type InterestKeyRow,
  isFollowed,
  type Matchable,
  noteSettings,
  readFollowerSettings,
  readKeptWho,
  readMatchables,
  readWhoOf,
  type Sql,
  saveInterestKeys,
  scanSources,
  workspacesWithKinds,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type Follower, followChanges } from '../events/follow-changes.ts';
import type { TimedTask } from '../roles.ts';
import { matchItems, matchWhole } from './match-sources.ts';
import { type InterestSource, readSource } from './read-source.ts';

const NAME = 'interests';
const ENTITIES_A_STEP = 200;
/** Before the first id that there can be. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Keeps who may want what is in stock, a workspace after the other; several schedulers may do it (ADR 35). */
export function interestsTask(ctx: EngineContext): TimedTask {
  const run = async (signal?: AbortSignal): Promise<void> => {
    for (const workspaceId of await workspacesWithKinds(ctx.store, ['inventory_item'])) {
      if (signal?.aborted) return;
      const isIdle =
        (await isFollowed(ctx.store, NAME, workspaceId)) &&
        (await readFollowerSettings(ctx.store, { name: NAME, workspaceId })) === null &&
        (await findFaded(ctx.store, workspaceId, ctx.clock.now(), 1)).length === 0;
      if (!isIdle) await keepInterests(ctx, workspaceId, signal);
    }
  };
  return { name: 'keep interests', everyMs: 2_000, run };
}

/** Follows what has changed in a workspace, and brings the edges `interested_in` to it. */
export async function keepInterests(ctx: EngineContext, workspaceId: number, signal?: AbortSignal): Promise<void> {
  const follower: Follower = {
    name: NAME,
    kinds: ['inventory_item', 'interest', 'activity'],
    take: async (tx, state, entityIds) => {
      // While everything is read anew, nothing is compared: it would be once for each side.
      const isScan = state.position === null;
      if (isScan) await noteSettings(tx, { name: NAME, workspaceId }, FIRST);
      for (let from = 0; from < entityIds.length; from += ENTITIES_A_STEP) {
        const taken = await takeKeys(tx, workspaceId, entityIds.slice(from, from + ENTITIES_A_STEP), ctx.clock.now());
        if (isScan) await matchWhole(tx, workspaceId, [], new Map(), taken.gone);
        else await match(tx, workspaceId, taken, ctx.clock.now());
      }
    },
  };
  await followChanges(ctx, follower, workspaceId, signal, async ({ goOn }) => {
    await matchAll(ctx, workspaceId, goOn);
    while (await goOn()) {
      const faded = await findFaded(ctx.store, workspaceId, ctx.clock.now(), ENTITIES_A_STEP);
      if (faded.length === 0) return;
      await ctx.store.transaction(async (tx) => {
        await match(tx, workspaceId, await takeKeys(tx, workspaceId, faded, ctx.clock.now()), ctx.clock.now());
      });
    }
  });
}

/** After everything was read anew: all interests and all that was said, from where it was broken off. */
async function matchAll(ctx: EngineContext, workspaceId: number, goOn: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const after = await readFollowerSettings(ctx.store, { name: NAME, workspaceId });
    if (after === null || !(await goOn())) return;
    const ids = await scanSources(ctx.store, workspaceId, after, ENTITIES_A_STEP);
    await ctx.store.transaction(async (tx) => {
      await match(tx, workspaceId, await takeKeys(tx, workspaceId, ids, ctx.clock.now()), ctx.clock.now());
      await noteSettings(tx, { name: NAME, workspaceId }, ids.length < ENTITIES_A_STEP ? null : ids.at(-1)!);
    });
  }
}

/** What was found of some entities, and is to be compared. */
interface Taken {
  readonly items: ReadonlyMap<string, Item | null>;
  readonly sources: ReadonlyMap<string, InterestSource>;
  readonly who: ReadonlyMap<string, readonly string[]>;
  /** Interests and activities that say nothing, or nothing any more. */
  readonly gone: readonly string[];
}

/** Brings what some entities are found by to how they stand. */
async function takeKeys(tx: Sql, workspaceId: number, ids: readonly string[], now: Date): Promise<Taken> {
  const entities = await readMatchables(tx, workspaceId, ids, LONGEST_TEXT);
  const items = new Map(
    entities.flatMap((each) => (each.kind === 'inventory_item' ? [[each.id, itemOf(each)] as const] : [])),
  );
  const changed = entities.filter(({ kind }) => kind === 'interest' || kind === 'activity');
  const people = entities.flatMap(({ id, kind }) => (kind === 'contact' || kind === 'account' ? [id] : []));
  const moved = await findMoved(tx, workspaceId, people, now);
  const sources = new Map<string, InterestSource>(moved.map((source) => [source.id, source]));
  for (const entity of changed) {
    const source = readSource(entity, now);
    if (source !== null) sources.set(source.id, source);
  }
  const whoOf = await readWhoOf(tx, workspaceId, [...sources.values()]);
  const rows: InterestKeyRow[] = [...sources.values()].map(({ id, side, keys, fadesAt }) => {
    const { who = [], named = [] } = whoOf.get(id) ?? {};
    return { entityId: id, side, keys: [...keys, ...keysOfWho(named)], who, fadesAt };
  });
  for (const [entityId, item] of items)
    if (item !== null) rows.push({ entityId, side: 'item', keys: keysOfItem(item), who: [], fadesAt: null });
  const looked = [...items.keys(), ...changed.map(({ id }) => id)];
  await saveInterestKeys(tx, workspaceId, looked, rows);
  const gone = changed.flatMap(({ id }) => (sources.has(id) ? [] : [id]));
  return { items, sources, who: new Map([...whoOf].map(([id, each]) => [id, each.who])), gone };
}

async function match(tx: Sql, workspaceId: number, { items, sources, who, gone }: Taken, now: Date): Promise<void> {
  await matchWhole(tx, workspaceId, [...sources.values()], who, gone);
  const pairs = await findSources(
    tx,
    workspaceId,
    [...items].map(([id, item]) => ({ id, ...(item === null ? { either: [], all: [] } : soughtByItem(item)) })),
  );
  await matchItems(
    tx,
    workspaceId,
    items,
    pairs.filter(({ sourceId }) => !sources.has(sourceId)),
    now,
  );
}

function itemOf({ fields, isDeleted }: Matchable) {
  return isDeleted ? null : readItem(fields);
}

/** What is somebody else's now: of people that were merged, deleted or found, or that edges have come to. */
async function findMoved(
  tx: Sql,
  workspaceId: number,
  people: readonly string[],
  now: Date,
): Promise<InterestSource[]> {
  const ids = await findSourcesOfWho(tx, workspaceId, people, keysOfWho(people));
  if (ids.length === 0) return [];
  const entities = await readMatchables(tx, workspaceId, ids, LONGEST_TEXT);
  const sources = entities.flatMap((each) => readSource(each, now) ?? []);
  const kept = await readKeptWho(tx, workspaceId, ids);
  const whoOf = await readWhoOf(tx, workspaceId, sources);
  const key = (who: readonly string[] | undefined): string => [...(who ?? [])].sort().join(' ');
  return sources.filter(({ id }) => key(kept.get(id)) !== key(whoOf.get(id)?.who));
}
