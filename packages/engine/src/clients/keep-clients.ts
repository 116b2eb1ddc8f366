import {
  type ClientTroubleCounts,
  countTroubles,
  type DueClient,
  dropClients,
  dueClients,
  hasDueClients,
  insertEvent,
  isFollowed,
  markClients,
  markStaleClients,
  type PartRow,
  readAccounts,
  saveClient,
  saveParts,
  workspacesWithKinds,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type Follower, followChanges, type Round } from '../events/follow-changes.ts';
import { inEachWorkspace } from '../events/in-each-workspace.ts';
import type { TimedTask } from '../roles.ts';
import { readMembership } from './read-membership.ts';
import { completenessOf, rollUp, wordsOf } from './roll-up.ts';
import { nameOf } from './standing.ts';

const TASK = 'keep clients';
const CLIENTS_A_ROUND = 100;
/** A client is looked at so often even when no event spoke of it, a few at a time. */
const STALE_MS = 24 * 3_600_000;
const STALE_A_PASS = 200;
/** What counting a client took, it rests so many times: a large one never takes more than a twentieth of a worker. */
const REST = 20;
const NO_REST_MS = 100;
/** Cursors carry it. */
const SORT_NAME = 80;
const none: ClientTroubleCounts = { conflicts: 0, items: 0, duplicates: 0, proposals: 0 };

/** Keeps the figures of clients, a workspace after the other; several schedulers may do it. */
export function clientsTask(ctx: EngineContext): TimedTask {
  const run = async (signal?: AbortSignal): Promise<void> =>
    inEachWorkspace(ctx, TASK, await workspacesWithKinds(ctx.store, ['account']), signal, async (workspaceId) => {
      const isIdle =
        (await isFollowed(ctx.store, follower.name, workspaceId)) &&
        !(await hasDueClients(ctx.store, workspaceId, STALE_MS));
      if (!isIdle) await keepClients(ctx, workspaceId, signal);
    });
  return { name: TASK, everyMs: 500, run };
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
  return followChanges(ctx, follower, workspaceId, signal, async (round) => {
    await markStaleClients(ctx.store, workspaceId, STALE_MS, STALE_A_PASS);
    return countDue(ctx, round);
  });
}

/** Accounts that were there before are counted, and nobody is told of them. */
const follower: Follower = {
  name: 'clients',
  kinds: ['account'],
  hears: 'duplicate.',
  take: (tx, { workspaceId, position }, entityIds) =>
    markClients(tx, workspaceId, entityIds, position === null ? 'silently' : 'to be told'),
};

async function countDue(ctx: EngineContext, round: Round): Promise<number> {
  const { workspaceId } = round.state;
  let counted = 0;
  for (;;) {
    if (!(await round.goOn())) return counted;
    const due = await dueClients(ctx.store, workspaceId, CLIENTS_A_ROUND);
    if (due.length === 0) return counted;
    await countClients(round, due);
    counted += due.length;
  }
}

/** Brings what is kept of clients to what the graph says of them, in one transaction, and announces what changed. */
async function countClients({ state, commit }: Round, due: readonly DueClient[]): Promise<void> {
  const { workspaceId } = state;
  const began = performance.now();
  const ids = due.map(({ clientId }) => clientId);
  await commit(async (tx) => {
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
    const troubles = await countTroubles(tx, workspaceId, standing);
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
          completeness: completenessOf(figures),
          troubles: troubles.get(account.id) ?? none,
          figures,
        },
        took < NO_REST_MS ? 0 : took * REST,
      );
      // One that is counted for the first time is news only to whom its account is.
      const changed = isNew ? touched : [...touched, ...(moved.get(account.id) ?? []), ...differs];
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
