import { setTimeout as sleep } from 'node:timers/promises';
import { actOnItem, type EngineContext } from '@syncline/engine';
import { listConflicts } from '@syncline/store';
import { type Arrival, awaitArrival } from './arrival.ts';
import { deals } from './desks.ts';
import { nameOf, type Office, type Scene, scenes } from './scenes.ts';

export interface EditScript {
  readonly office: Omit<Office, 'items' | 'opportunities'>;
  readonly editsPerSecond: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** How many conflicts wait at most; then somebody decides the oldest. */
const MAX_OPEN_CONFLICTS = 3;
const KEPT_ITEMS = 30;

/**
 * People at work on all sides: one edit after another until shutdown, each told with where it arrived and how long that
 * took. Now and then two of them edit one field at the same moment.
 */
export async function runEditScript(script: EditScript): Promise<void> {
  const { editsPerSecond, signal, say } = script;
  const { ctx, desks, urls } = script.office;
  const office: Office = {
    ...script.office,
    items: [...(await desks.jira.recentItems()), ...(await desks.github.recentItems())],
    opportunities: await deals.some(urls.salesforce),
  };
  for (let turn = 0; !signal.aborted; turn++) {
    const startedAt = Date.now();
    try {
      const scene = await scenes[turn % scenes.length]!(office);
      // Not possible yet: there is no twin to do it at.
      if (!scene) continue;
      const { side } = scene.edited;
      const edited = { ...scene.edited, connectionId: office.connectionIds[side] };
      const arrival = await awaitArrival(ctx, edited, scene, signal);
      if (!signal.aborted) say(lineOf(scene, arrival));
      if (arrival.items.length > 0) await decideOldest(ctx, say);
    } catch (error) {
      if (signal.aborted) return;
      ctx.logger.debug({ err: error }, 'an edit of the script failed');
      say(`An edit failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (office.items.length > KEPT_ITEMS) office.items.shift();
    const pauseMs = Math.max(0, startedAt + 1_000 / editsPerSecond - Date.now());
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }
}

function lineOf({ text }: Scene, { arrived, items, missing }: Arrival): string {
  const writes = arrived.map(
    ({ wasCreated, lagMs, ...place }) => `${nameOf(place)}${wasCreated ? ' made' : ''} in ${Math.round(lagMs)} ms`,
  );
  const waiting = items.map(({ id, field }) => `${field ?? 'it'} waits for you: pnpm -s syncline reconcile show ${id}`);
  const late = missing.map((side) => `${side} not yet`);
  return `${text} → ${[...writes, ...waiting, ...(items.length > 0 ? [] : late)].join(', ') || 'nothing to write'}`;
}

/** Somebody works the table, so that a demonstration left alone does not fill it. */
async function decideOldest(ctx: EngineContext, say: EditScript['say']): Promise<void> {
  const open = await listConflicts(ctx.store, 1, { resolved: false }, { limit: 100 });
  const oldest = open.items.at(-1);
  if (open.items.length <= MAX_OPEN_CONFLICTS || !oldest) return;
  const by = { workspaceId: 1, actor: 'the edit script', why: `more than ${MAX_OPEN_CONFLICTS} conflicts waited` };
  const { outcome } = await actOnItem(ctx, oldest.id, { action: 'take_remote' }, by);
  if (outcome === 'done') say(`conflict ${oldest.id} decided: ${oldest.field} of ${oldest.connectionName} taken`);
}
