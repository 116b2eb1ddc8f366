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
  saveInterestKeys,
  scanSources,
  workspacesWithKinds,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type Follower, followChanges, type Round } from '../events/follow-changes.ts';
import { inEachWorkspace } from '../events/in-each-workspace.ts';
import type { TimedTask } from '../roles.ts';
import { matchItems, matchWhole, type Step } from './match-sources.ts';
import { type InterestSource, namedIn, readSource } from './read-source.ts';

const TASK = 'keep interests';
const NAME = 'interests';
/** As long as a step has not ended, nobody reads events that came after it. */
const ENTITIES_A_STEP = 50;
/** Each may be compared with thousands. */
const ITEMS_A_STEP = 20;
/** A text has some thousand keys to be made and hashed. */
const KEYS_A_WRITE = 20;
const EVENTS_A_READ = 50;
/** Of so many is looked at a time whose they are. */
const WHOSE_A_READ = 500;
/** Before the first id that there can be. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Keeps who may want what is in stock, a workspace after the other; several schedulers may do it (ADR 35). */
export function interestsTask(ctx: EngineContext): TimedTask {
  const run = async (signal?: AbortSignal): Promise<void> =>
    inEachWorkspace(
      ctx,
      TASK,
      await workspacesWithKinds(ctx.store, ['inventory_item']),
      signal,
      async (workspaceId) => {
        const isIdle =
          (await isFollowed(ctx.store, NAME, workspaceId)) &&
          (await readFollowerSettings(ctx.store, { name: NAME, workspaceId })) === null &&
          (await findFaded(ctx.store, workspaceId, ctx.clock.now(), 1)).length === 0;
        if (!isIdle) await keepInterests(ctx, workspaceId, signal);
      },
    );
  return { name: TASK, everyMs: 2_000, run };
}

/** Follows what has changed in a workspace, and brings the edges `interested_in` to it. */
export async function keepInterests(ctx: EngineContext, workspaceId: number, signal?: AbortSignal): Promise<void> {
  const follower: Follower = {
    name: NAME,
    kinds: ['inventory_item', 'interest', 'activity'],
    eventsARead: EVENTS_A_READ,
    take: async (tx, state, entityIds, breathe) => {
      // While everything is read anew, nothing is compared: it would be once for each side.
      const isScan = state.position === null;
      const pass: Step = { tx, workspaceId, breathe };
      for (let from = 0; from < entityIds.length; from += ENTITIES_A_STEP) {
        const some = entityIds.slice(from, from + ENTITIES_A_STEP);
        const now = ctx.clock.now();
        if (!isScan) await takeStep(pass, some, now);
        else await matchWhole(pass, [], new Map(), (await takeKeys(pass, some, now)).gone);
      }
      // At last: what is noted keeps others waiting.
      if (isScan) await noteSettings(tx, state, FIRST);
    },
  };
  await followChanges(ctx, follower, workspaceId, signal, async (round) => {
    await matchAll(ctx, round);
    while (await round.goOn()) {
      const faded = await findFaded(ctx.store, workspaceId, ctx.clock.now(), ENTITIES_A_STEP);
      if (faded.length === 0) return;
      await round.commit((tx) => takeStep({ tx, workspaceId, breathe: round.breathe }, faded, ctx.clock.now()));
    }
  });
}

/** After everything was read anew: all interests and all that was said, from where it was broken off. */
async function matchAll(ctx: EngineContext, { state, goOn, breathe, commit }: Round): Promise<void> {
  const { workspaceId } = state;
  for (;;) {
    const after = await readFollowerSettings(ctx.store, { name: NAME, workspaceId });
    if (after === null || !(await goOn())) return;
    const ids = await scanSources(ctx.store, workspaceId, after, ENTITIES_A_STEP);
    await commit(async (tx) => {
      await takeStep({ tx, workspaceId, breathe }, ids, ctx.clock.now());
      await noteSettings(tx, state, ids.length < ENTITIES_A_STEP ? null : ids.at(-1)!);
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
  readonly people: readonly string[];
}

/** Brings some entities to how they stand, and what has become somebody else's because of them. */
async function takeStep(step: Step, ids: readonly string[], now: Date): Promise<void> {
  const taken = await takeKeys(step, ids, now);
  const moved = await findMoved(step, taken.people);
  for (let from = 0; from < moved.length; from += ENTITIES_A_STEP) {
    const some = moved.slice(from, from + ENTITIES_A_STEP).filter((id) => !taken.sources.has(id));
    await match(step, await takeKeys(step, some, now), now);
  }
  await match(step, taken, now);
}

/** Brings what some entities are found by to how they stand. */
async function takeKeys({ tx, workspaceId, breathe }: Step, ids: readonly string[], now: Date): Promise<Taken> {
  const entities = await readMatchables(tx, workspaceId, ids, LONGEST_TEXT);
  const items = new Map(
    entities.flatMap((each) => (each.kind === 'inventory_item' ? [[each.id, itemOf(each)] as const] : [])),
  );
  const changed = entities.filter(({ kind }) => kind === 'interest' || kind === 'activity');
  const people = entities.flatMap(({ id, kind }) => (kind === 'contact' || kind === 'account' ? [id] : []));
  const sources = new Map<string, InterestSource>();
  for (const entity of changed) {
    await breathe();
    const source = readSource(entity, now);
    if (source !== null) sources.set(source.id, source);
  }
  const whoOf = await readWhoOf(tx, workspaceId, [...sources.values()]);
  const rowOf = (id: string): InterestKeyRow[] => {
    const [source, item] = [sources.get(id), items.get(id)];
    if (item) return [{ entityId: id, side: 'item', keys: keysOfItem(item), who: [], fadesAt: null }];
    if (!source) return [];
    const { who = [], named = [] } = whoOf.get(id) ?? {};
    const { side, keys, fadesAt } = source;
    return [{ entityId: id, side, keys: [...keys, ...keysOfWho(named)], who, fadesAt }];
  };
  const looked = [...items.keys(), ...changed.map(({ id }) => id)];
  for (let from = 0; from < looked.length; from += KEYS_A_WRITE) {
    await breathe();
    const some = looked.slice(from, from + KEYS_A_WRITE);
    await saveInterestKeys(tx, workspaceId, some, some.flatMap(rowOf));
  }
  const gone = changed.flatMap(({ id }) => (sources.has(id) ? [] : [id]));
  return { items, sources, who: new Map([...whoOf].map(([id, each]) => [id, each.who])), gone, people };
}

async function match(step: Step, { items, sources, who, gone }: Taken, now: Date): Promise<void> {
  await matchWhole(step, [...sources.values()], who, gone);
  const sought = [...items].map(([id, item]) => ({
    id,
    ...(item === null ? { either: [], all: [] } : soughtByItem(item)),
  }));
  for (let from = 0; from < sought.length; from += ITEMS_A_STEP) {
    const pairs = await findSources(step.tx, step.workspaceId, sought.slice(from, from + ITEMS_A_STEP));
    const others = pairs.filter(({ sourceId }) => !sources.has(sourceId));
    await matchItems(step, items, others, now);
  }
}

function itemOf({ fields, isDeleted }: Matchable) {
  return isDeleted ? null : readItem(fields);
}

/** What is somebody else's now: of people that were merged, deleted or found, or that edges have come to. */
async function findMoved({ tx, workspaceId }: Step, people: readonly string[]): Promise<string[]> {
  const ids = await findSourcesOfWho(tx, workspaceId, people, keysOfWho(people));
  const moved: string[] = [];
  for (let from = 0; from < ids.length; from += WHOSE_A_READ) {
    const some = ids.slice(from, from + WHOSE_A_READ);
    const entities = await readMatchables(tx, workspaceId, some, 0);
    const kept = await readKeptWho(tx, workspaceId, some);
    const whoOf = await readWhoOf(
      tx,
      workspaceId,
      entities.map((entity) => ({ id: entity.id, named: namedIn(entity) })),
    );
    for (const { id } of entities) if (inOrder(kept.get(id)) !== inOrder(whoOf.get(id)?.who)) moved.push(id);
  }
  return moved;
}

function inOrder(ids: readonly string[] | undefined): string {
  return [...(ids ?? [])].sort().join(' ');
}
