import { isFinished, type ProcessKind, type ProcessState } from '@syncline/core';
import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { deriveProgress, deriveTreeState } from './process-progress.ts';
import { readProgressSteps } from './process-steps.ts';
import { type ProcessFacts, type ProcessView, selectProcesses, sumCounters } from './process-view.ts';

export interface ProcessFilter {
  readonly connectionId?: number | undefined;
  readonly kind?: ProcessKind | undefined;
  readonly state?: ProcessState | undefined;
  /** True: only those that are not finished. */
  readonly open?: boolean | undefined;
}

/** Processes without a parent, newest first, with counters and progress summed over their children. */
export async function listProcesses(
  sql: Sql,
  workspaceId: number,
  filter: ProcessFilter,
  page: PageRequest,
): Promise<Paged<ProcessView>> {
  const [at, id] = decodeCursor(page.cursor, [cursorPattern.instant, cursorPattern.uuid]);
  const rows = await selectProcesses(
    sql,
    `p.workspace_id = $1 and p.parent_id is null
       and ($2::timestamptz is null or (p.created_at, p.id) < ($2, $3::uuid))
       and ($4::int is null or p.connection_id = $4) and ($5::text is null or p.kind = $5) and ($6::text is null or p.state = $6)
       and ($7::boolean is null or (p.finished_at is null) = $7)
     order by p.created_at desc, p.id desc limit $8`,
    [
      workspaceId,
      at,
      id,
      filter.connectionId ?? null,
      filter.kind ?? null,
      filter.state ?? null,
      filter.open ?? null,
      page.limit + 1,
    ],
  );
  const { items, nextCursor } = toPage(rows, page.limit, (row) => [row.cursorAt, row.id]);
  return { items: (await viewTrees(sql, items)).map((tree) => tree.root), nextCursor };
}

export interface ProcessTree {
  readonly root: ProcessView;
  readonly children: readonly ProcessView[];
}

/** One process with its children; null when the workspace has none of that id. */
export async function showProcess(sql: Sql, workspaceId: number, id: string): Promise<ProcessTree | null> {
  const rows = await selectProcesses(sql, 'p.workspace_id = $1 and p.id = $2', [workspaceId, id]);
  return (await viewTrees(sql, rows))[0] ?? null;
}

async function viewTrees(sql: Sql, roots: readonly ProcessFacts[]): Promise<ProcessTree[]> {
  if (roots.length === 0) return [];
  const children = await selectProcesses(sql, 'p.parent_id = any($1::uuid[]) order by p.created_at, p.id', [
    roots.map((root) => root.id),
  ]);
  const open = new Set(roots.filter((root) => !isFinished(root.state)).map((root) => root.id));
  const measured = [...roots, ...children].filter(
    (process) => open.has(process.parentId ?? process.id) || open.has(process.id),
  );
  const { now, byProcess } = await readProgressSteps(
    sql,
    measured.map((process) => process.id),
  );
  return roots.map((root) => {
    const own = children.filter((child) => child.parentId === root.id);
    return {
      root: {
        ...root,
        counters: own.length > 0 ? sumCounters(own.map((child) => child.counters)) : root.counters,
        treeState: deriveTreeState(root, own),
        progress: deriveProgress(root, own, byProcess, now),
      },
      children: own.map((child) => ({
        ...child,
        treeState: child.state,
        progress: deriveProgress(child, [], byProcess, now),
      })),
    };
  });
}
