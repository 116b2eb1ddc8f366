import { setTimeout as delay } from 'node:timers/promises';
import { isFinished } from '@syncline/core';
import type { EngineContext } from '@syncline/engine';
import { findProcess } from '@syncline/store';

/**
 * What is still under way when it should not be, a sentence each. A live read that was cut off leaves its page
 * behind for ten minutes; its hint, which counts here, is read again at once.
 */
export async function settle(ctx: EngineContext, processId: string, limitMs: number): Promise<string[]> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const { rows } = await ctx.store.query<Record<string, number>>(
      `select (select count(*)::int from inbox where state = 'received') as deliveries, (select count(*)::int from hints where state = 'pending') as hints,
         (select count(*)::int from pages where process_id is not null and state in ('queued', 'fetched', 'normalised')) as pages,
         (select count(*)::int from writebacks where state in ('queued', 'sending')) as writebacks,
         (select count(*)::int from reconciliation_items where state in ('open', 'retrying')) as items,
         (select count(*)::int from relations r join mappings m on m.workspace_id = r.workspace_id and m.connection_id = r.connection_id and m.stream = r.to_stream
            and m.state = 'linked' and r.target in ('id:' || m.external_id, 'at:' || m.locator) where r.to_entity_id is null) as edges`,
    );
    const open = Object.entries(rows[0]!).filter(([, count]) => count > 0);
    const process = await findProcess(ctx.store, processId);
    const isOver = process !== null && isFinished(process.state);
    if (isOver && open.length === 0) return [];
    if (performance.now() > deadline)
      return [`the process is ${process?.state}`, ...open.map(([what, count]) => `${count} ${what} are open`)];
    await delay(200);
  }
}
