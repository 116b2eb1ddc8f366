import type { EngineContext } from '@syncline/engine';
import { compareIssues } from '@syncline/testing/issue-differences';
import type { SandboxProcess } from '../shared/sandbox-process.ts';

interface ChildCounters {
  readonly stream: string;
  readonly state: string;
  readonly open: number;
  /** Null for a stream that is only followed. */
  readonly expected: number | null;
  readonly pagesExpected: number;
  readonly pagesFetched: number;
  readonly pagesMerged: number;
  readonly fetched: number;
  readonly ignored: number;
  readonly normalised: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly stale: number;
  readonly failed: number;
  readonly entities: number;
  readonly completing: number;
}

export interface BackfillCheck {
  readonly broken: readonly string[];
  readonly compared: number;
}

/** Whether a backfill of a still organisation left exactly its records, and counters that add up (rules 7.2 and 7.3). */
export async function checkBackfill(
  ctx: EngineContext,
  connectionId: number,
  processId: string,
  sandbox: SandboxProcess,
): Promise<BackfillCheck> {
  const { differences, compared } = await compareIssues(ctx.store, connectionId, await sandbox.truth());
  const broken = [...differences];
  const { rows } = await ctx.store.query<ChildCounters>(
    `select p.stream, p.state, p.pages_open as open, p.records_expected::int as expected, p.pages_expected::int as "pagesExpected",
       p.pages_fetched::int as "pagesFetched", p.pages_merged::int as "pagesMerged", p.records_fetched::int as fetched,
       p.records_ignored::int as ignored, p.records_normalised::int as normalised, p.records_created::int as created,
       p.records_updated::int as updated, p.records_unchanged::int as unchanged, p.records_stale::int as stale, p.records_failed::int as failed,
       (select count(*)::int from mappings m where m.connection_id = p.connection_id and m.stream = p.stream) as entities,
       (select count(*)::int from events e where e.process_id = p.id and e.payload->>'to' = 'completing') as completing
     from processes p where p.parent_id = $1`,
    [processId],
  );
  if (rows.length === 0) broken.push('the process has no children');
  for (const child of rows) broken.push(...brokenIn(child).map((sentence) => `${child.stream}: ${sentence}`));
  const items = await ctx.store.query<{ class: string; message: string }>(
    'select class, message from reconciliation_items',
  );
  for (const item of items.rows) broken.push(`an item of class ${item.class}: ${item.message.slice(0, 200)}`);
  const orphans = await ctx.store.query<{ n: number }>(
    `select count(*)::int as n from entities e where not exists (select from mappings m where m.workspace_id = e.workspace_id and m.entity_id = e.id)`,
  );
  if (orphans.rows[0]!.n > 0) broken.push(`${orphans.rows[0]!.n} entities without a mapping`);
  return { broken, compared };
}

function brokenIn(child: ChildCounters): string[] {
  const rules: readonly (readonly [string, boolean])[] = [
    [`ended as ${child.state}`, child.state === 'completed'],
    [`${child.open} pages are open`, child.open === 0],
    [`completing was entered ${child.completing} times`, child.completing === 1],
    [
      `fetched ${child.fetched} is not ignored ${child.ignored} + normalised ${child.normalised} + failed ${child.failed}`,
      child.fetched === child.ignored + child.normalised + child.failed,
    ],
    [
      `normalised ${child.normalised} is not created ${child.created} + updated ${child.updated} + unchanged ${child.unchanged} + stale ${child.stale}`,
      child.normalised === child.created + child.updated + child.unchanged + child.stale,
    ],
    [`created ${child.created} is not the ${child.entities} entities`, child.created === child.entities],
    [
      `fetched ${child.fetched} of ${child.expected} expected`,
      child.expected === null || child.fetched === child.expected,
    ],
    [
      `pages fetched ${child.pagesFetched}, merged ${child.pagesMerged}, expected ${child.pagesExpected}`,
      child.pagesFetched === child.pagesExpected && child.pagesMerged === child.pagesExpected,
    ],
  ];
  return rules.filter(([, holds]) => !holds).map(([sentence]) => sentence);
}
