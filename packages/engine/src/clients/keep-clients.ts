import {
  type ClientFollowState,
  claimClients,
  type DueClient,
  dropClients,
  dueClients,
  insertEvent,
  lastEventPosition,
  markAllClients,
  markClients,
  markStaleClients,
  noteClientsFollowed,
  type PartRow,
  readAccounts,
  readEvents,
  releaseClients,
  renewClients,
  saveClient,
  saveParts,
  scanEntities,
  workspacesWithKinds,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { laterPosition } from '../events/later-position.ts';
import type { TimedTask } from '../roles.ts';
import { readMembership } from './read-membership.ts';
import { rollUp, wordsOf } from './roll-up.ts';
import { nameOf } from './standing.ts';

const LEASE_MS = 120_000;
const EVENTS_A_READ = 2_000;
const ACCOUNTS_A_READ = 1_000;
const CLIENTS_A_ROUND = 100;
/** Events are kept for days: who was away for longer looks at everything. */
const AWAY_MS = 24 * 3_600_000;
/** A client is looked at so often even when no event spoke of it, a few at a time. */
const STALE_MS = 24 * 3_600_000;
const STALE_A_PASS = 200;
/** What counting a client took, it rests so many times: a large one never takes more than a twentieth of a worker. */
const REST = 20;
const NO_REST_MS = 100;
/** Cursors carry it. */
const SORT_NAME = 80;

/** Events that change what a client is, or what is wrong with it. */
const told = /^(entity|reconciliation|proposal|sync)\./;

/** Keeps the figures of clients, a workspace after the other; several schedulers may do it. */
export function clientsTask(ctx: EngineContext): TimedTask {
  const run = async (signal?: AbortSignal): Promise<void> => {
    for (const workspaceId of await workspacesWithKinds(ctx.store, ['account'])) {
      if (signal?.aborted) return;
      await keepClients(ctx, workspaceId, signal);
    }
  };
  return { name: 'keep clients', everyMs: 500, run };
}

/**
 * Follows what has changed in a workspace, and counts the clients that it concerns anew. Returns how many were; null:
 * somebody else is at it.
 */
export async function keepClients(
  ctx: EngineContext,
  workspaceId: number,
  signal?: AbortSignal,
): Promise<number | null> {
  const claimed = await claimClients(ctx.store, workspaceId, LEASE_MS);
  if (!claimed) return null;
  const goOn = async (): Promise<boolean> =>
    signal?.aborted !== true && (await renewClients(ctx.store, workspaceId, claimed.pass, LEASE_MS));
  try {
    const isAway = claimed.followedAt !== null && ctx.clock.now().getTime() - claimed.followedAt.getTime() > AWAY_MS;
    if (!(await follow(ctx, isAway ? { ...claimed, position: null, scannedTo: null, scanFrom: null } : claimed, goOn)))
      return 0;
    await markStaleClients(ctx.store, workspaceId, STALE_MS, STALE_A_PASS);
    return await countDue(ctx, workspaceId, goOn);
  } finally {
    await releaseClients(ctx.store, workspaceId, claimed.pass);
  }
}

/** True when all clients are marked that anything committed before it began concerns. */
async function follow(ctx: EngineContext, state: ClientFollowState, goOn: () => Promise<boolean>): Promise<boolean> {
  const { workspaceId } = state;
  const begun = state.position ?? (await scan(ctx, state, goOn));
  if (begun === null) return false;
  let position: string = begun;
  for (;;) {
    if (!(await goOn())) return false;
    const end = await lastEventPosition(ctx.store);
    const events = await readEvents(ctx.store, workspaceId, position, EVENTS_A_READ);
    const isWhole = events.length < EVENTS_A_READ;
    const last: string = events.at(-1)?.position ?? position;
    const next: string = isWhole ? laterPosition(last, end) : last;
    if (next === position) return true;
    position = next;
    const ids = new Set(events.flatMap(({ type, entityId }) => (entityId !== null && told.test(type) ? entityId : [])));
    await ctx.store.transaction(async (tx) => {
      await markClients(tx, workspaceId, [...ids]);
      await noteClientsFollowed(tx, workspaceId, { position: next, scannedTo: null, scanFrom: null });
    });
    if (isWhole) return true;
  }
}

/** Marks every account; returns where the events stood when that began, null when it was stopped. */
async function scan(
  ctx: EngineContext,
  state: ClientFollowState,
  goOn: () => Promise<boolean>,
): Promise<string | null> {
  const { workspaceId } = state;
  const scanFrom = state.scanFrom ?? (await lastEventPosition(ctx.store));
  let { scannedTo } = state;
  if (scannedTo === null) await markAllClients(ctx.store, workspaceId);
  for (;;) {
    if (!(await goOn())) return null;
    const ids = await scanEntities(ctx.store, workspaceId, ['account'], scannedTo, ACCOUNTS_A_READ);
    scannedTo = ids.at(-1) ?? scannedTo;
    const isWhole = ids.length < ACCOUNTS_A_READ;
    const reached = isWhole
      ? { position: scanFrom, scannedTo: null, scanFrom: null }
      : { position: null, scannedTo, scanFrom };
    await ctx.store.transaction(async (tx) => {
      await markClients(tx, workspaceId, ids, 'silently');
      await noteClientsFollowed(tx, workspaceId, reached);
    });
    if (isWhole) return scanFrom;
  }
}

async function countDue(ctx: EngineContext, workspaceId: number, goOn: () => Promise<boolean>): Promise<number> {
  let counted = 0;
  for (;;) {
    if (!(await goOn())) return counted;
    const due = await dueClients(ctx.store, workspaceId, CLIENTS_A_ROUND);
    if (due.length === 0) return counted;
    await countClients(ctx, workspaceId, due);
    counted += due.length;
  }
}

/** Brings what is kept of clients to what the graph says of them, in one transaction, and announces what changed. */
async function countClients(ctx: EngineContext, workspaceId: number, due: readonly DueClient[]): Promise<void> {
  const began = performance.now();
  const ids = due.map(({ clientId }) => clientId);
  await ctx.store.transaction(async (tx) => {
    const accounts = await readAccounts(tx, workspaceId, ids);
    const standing = accounts.map(({ id }) => id);
    await dropClients(
      tx,
      workspaceId,
      ids.filter((id) => !standing.includes(id)),
    );
    const membership = await readMembership(tx, workspaceId, standing);
    const rows: PartRow[] = [...membership].flatMap(([clientId, { members }]) =>
      [...members.values()].map(({ id, part, viaId, at, isOpen }) => ({
        clientId,
        entityId: id,
        part,
        viaId,
        at,
        isOpen,
      })),
    );
    const moved = await saveParts(tx, workspaceId, standing, rows);
    const tookMs = performance.now() - began;
    for (const account of accounts) {
      const { touched, isNew } = due.find(({ clientId }) => clientId === account.id)!;
      const found = membership.get(account.id)!;
      const figures = rollUp(account, found);
      const took = (tookMs * found.members.size) / Math.max(rows.length, 1);
      const differs = await saveClient(
        tx,
        workspaceId,
        {
          clientId: account.id,
          sortName: (nameOf(account.fields) ?? '').toLowerCase().slice(0, SORT_NAME),
          words: wordsOf(account, found),
          lastContactAt: figures.contact.lastAt,
          openDeals: figures.pipeline.reduce((sum, { deals }) => sum + deals, 0),
          openWork: figures.work.open,
          blockedWork: figures.work.blocked,
          figures,
        },
        took < NO_REST_MS ? 0 : took * REST,
      );
      // One that is counted for the first time is news only to whom its account is.
      const changed = isNew ? touched : [...touched, ...(moved.get(account.id) ?? []), ...(differs ? ['figures'] : [])];
      if (changed.length > 0)
        await insertEvent(tx, {
          workspaceId,
          type: 'client.changed',
          entityId: account.id,
          payload: { parts: [...new Set(changed)].sort() },
        });
    }
  });
}
