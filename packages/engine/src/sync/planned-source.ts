import { activeCorrelationId } from '@syncline/observability';
import { findProcess, type PageRow, type Sql } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import type { PlannedSource } from '../merge/merge-records.ts';
import { loadPlan } from './load-plan.ts';
import type { WorkSource } from './merge-work.ts';

/** What the sync configs say of the page's connection; null when none speaks of it. */
export async function plannedSourceOf(
  ctx: EngineContext,
  tx: Sql,
  page: PageRow,
  boundTo?: WorkSource['boundTo'],
): Promise<PlannedSource | null> {
  const plan = await loadPlan(ctx, tx, page.workspaceId);
  if (!plan.connectionNames.has(page.connectionId)) return null;
  const process = page.processId === null ? null : await findProcess(tx, page.processId);
  const isBackfill = process?.kind === 'backfill';
  return {
    plan,
    now: ctx.clock.now(),
    by: {
      workspaceId: page.workspaceId,
      actor: null,
      connectionId: page.connectionId,
      stream: page.stream,
      pageId: page.id,
      processId: page.processId,
      correlationId: page.processId ?? activeCorrelationId() ?? `page-${page.id}`,
      method: process === null ? 'webhook' : isBackfill ? 'batch' : 'poll',
      lane: isBackfill ? 'bulk' : 'live',
      isBackfill,
      ...(boundTo === undefined ? {} : { boundTo }),
    },
  };
}
