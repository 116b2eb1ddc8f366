import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  claimFollower,
  type EventRow,
  type FollowerName,
  type FollowerState,
  holdFollower,
  lastEventPosition,
  noteFollowed,
  readEvents,
  releaseFollower,
  renewFollower,
  type Sql,
  scanEntities,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';

const LEASE_MS = 120_000;
const EVENTS_A_READ = 2_000;
const ENTITIES_A_READ = 1_000;
/** Events are kept for days: who was away for longer reads everything anew. */
const AWAY_MS = 24 * 3_600_000;
/** Work goes on for so long before the process does other things. */
const STRETCH_MS = 20;
/** A piece of work that takes long keeps its lease. */
const RENEW_MS = LEASE_MS / 6;

/** Keeps something of each entity beside the graph. */
export interface Follower {
  readonly name: FollowerName;
  /** Null: entities of any kind. */
  readonly kinds: readonly string[] | null;
  /** What another follower tells of entities and concerns it, too: the beginning of such types of events. */
  readonly hears?: string;
  /** So many events are taken in one transaction, where each may take long. */
  readonly eventsARead?: number;
  /** Brings what it keeps of entities to how they stand, also of those that are gone; in the transaction that notes it. */
  take(tx: Sql, state: FollowerState, entityIds: readonly string[], breathe: Breathe): Promise<void>;
}

/**
 * Called between small pieces of long work: gives the process a turn now and then, and keeps the lease. It ends the work,
 * and its transaction, when somebody else is at it or this process ends. A transaction that has noted something of a
 * follower can't wait for it.
 */
export type Breathe = () => Promise<void>;

/** One time of following. */
export interface Round {
  readonly state: FollowerState;
  /** Renews the lease; false: somebody else is at it, or this process ends. */
  goOn(): Promise<boolean>;
  breathe: Breathe;
  /** Runs a transaction that counts only if nobody else has begun meanwhile. */
  commit<Result>(work: (tx: Sql) => Promise<Result>): Promise<Result>;
}

interface Pace extends Omit<Round, 'state'> {
  /** What was taken is noted, or there was nothing to take. */
  gotOn(): void;
}

/** Somebody else is at it, or this process ends: what was begun is undone. */
class BrokenOff extends Error {}

/**
 * Hands a follower what was there when it came first, and then what has changed since; several schedulers may do it.
 * When all that was committed before is taken, `then` goes on under the same lease. Returns what it returns; null: somebody
 * else is at it, or it was broken off.
 */
export async function followChanges<Result>(
  ctx: EngineContext,
  follower: Follower,
  workspaceId: number,
  signal: AbortSignal | undefined,
  then: (round: Round) => Promise<Result>,
): Promise<Result | null> {
  const claimed = await claimFollower(ctx.store, follower.name, workspaceId, LEASE_MS);
  if (!claimed) return null;
  let [turnAt, renewedAt] = [performance.now(), performance.now()];
  const goOn = async (): Promise<boolean> => {
    if (signal?.aborted || !(await renewFollower(ctx.store, claimed, LEASE_MS))) return false;
    turnAt = renewedAt = performance.now();
    return true;
  };
  const breathe = async (): Promise<void> => {
    if (performance.now() - turnAt < STRETCH_MS) return;
    await nextTurn();
    turnAt = performance.now();
    if (signal?.aborted || (turnAt - renewedAt > RENEW_MS && !(await goOn()))) throw new BrokenOff();
  };
  const commit = <Done>(work: (tx: Sql) => Promise<Done>): Promise<Done> =>
    ctx.store.transaction(async (tx) => {
      const done = await work(tx);
      if (!(await holdFollower(tx, claimed))) throw new BrokenOff();
      return done;
    });
  let hasGotOn = false;
  const pace: Pace = {
    goOn,
    breathe,
    commit,
    gotOn: () => {
      hasGotOn = true;
    },
  };
  try {
    const isAway = claimed.followedAt !== null && ctx.clock.now().getTime() - claimed.followedAt.getTime() > AWAY_MS;
    const state: FollowerState = isAway ? { ...claimed, position: null, scannedTo: null, scanFrom: null } : claimed;
    const position = state.position ?? (await takeAll(ctx, follower, state, pace));
    if (position === null || !(await takeChanges(ctx, follower, state, position, pace))) return null;
    return await then({ state, goOn, breathe, commit });
  } catch (error) {
    if (error instanceof BrokenOff) return null;
    throw error;
  } finally {
    // Tries that fail are no following: who fails for long was away.
    await releaseFollower(ctx.store, claimed, hasGotOn ? null : claimed.followedAt);
  }
}

/** From where events are followed once all entities are taken; null: broken off. */
async function takeAll(
  ctx: EngineContext,
  follower: Follower,
  state: FollowerState,
  { goOn, breathe, commit, gotOn }: Pace,
): Promise<string | null> {
  const scanFrom = state.scanFrom ?? (await lastEventPosition(ctx.store));
  for (let { scannedTo } = state; ; ) {
    if (!(await goOn())) return null;
    const ids = await scanEntities(ctx.store, state.workspaceId, follower.kinds, scannedTo, ENTITIES_A_READ);
    scannedTo = ids.at(-1) ?? scannedTo;
    const isWhole = ids.length < ENTITIES_A_READ;
    await commit(async (tx) => {
      await follower.take(tx, state, ids, breathe);
      const come = isWhole
        ? { position: scanFrom, scannedTo: null, scanFrom: null }
        : { position: null, scannedTo, scanFrom };
      await noteFollowed(tx, state, come);
    });
    gotOn();
    if (isWhole) return scanFrom;
  }
}

/** True when everything that was committed when it began is taken. */
async function takeChanges(
  ctx: EngineContext,
  follower: Follower,
  state: FollowerState,
  from: string,
  { goOn, breathe, commit, gotOn }: Pace,
): Promise<boolean> {
  const { eventsARead = EVENTS_A_READ } = follower;
  for (let position = from; ; ) {
    if (!(await goOn())) return false;
    const end = await lastEventPosition(ctx.store);
    const events = await readEvents(ctx.store, state.workspaceId, position, eventsARead);
    const isWhole = events.length < eventsARead;
    const last = events.at(-1)?.position ?? position;
    const next = isWhole ? later(last, end) : last;
    if (next === position) {
      gotOn();
      return true;
    }
    position = next;
    await commit(async (tx) => {
      await follower.take(tx, state, entitiesOf(follower, events), breathe);
      await noteFollowed(tx, state, { position, scannedTo: null, scanFrom: null });
    });
    gotOn();
    if (isWhole) return true;
  }
}

/** What followers tell was made of what they had taken. */
const toldByFollowers = ['client.', 'duplicate.', 'interest.'];

function entitiesOf({ hears }: Follower, events: readonly EventRow[]): string[] {
  const deafTo = toldByFollowers.filter((each) => each !== hears);
  const heard = events.filter(({ type }) => !deafTo.some((each) => type.startsWith(each)));
  return [...new Set(heard.flatMap(({ entityId }) => entityId ?? []))];
}

/** The later of two positions of events. */
function later(a: string, b: string): string {
  const [aTx = '0', aId = '0'] = a.split('-');
  const [bTx = '0', bId = '0'] = b.split('-');
  if (BigInt(aTx) !== BigInt(bTx)) return BigInt(aTx) > BigInt(bTx) ? a : b;
  return BigInt(aId) >= BigInt(bId) ? a : b;
}
