import { projectPrefix } from './project-subject.ts';
import { type Projected, timeOf } from './projected.ts';

/** The items of one kind and state in one project. */
export interface Column {
  readonly projectId: string;
  readonly kind: string;
  readonly state: string | null;
  readonly isOpen: boolean;
  readonly count: number;
  readonly itemIds: readonly string[];
  readonly changedAt: Date;
}

/** How many items of a column are named: the ones that changed last. */
export const itemsPerColumn = 100;

/** A project's items as a board: a column a kind and state. */
export function projectViews(projectId: string, columns: readonly Column[]): Projected {
  return {
    key: `${projectPrefix(projectId)}views`,
    subject: projectId,
    content: {
      project_id: projectId,
      ...countsOf(columns),
      board: columns.map((column) => ({
        kind: column.kind,
        state: column.state,
        open: column.isOpen,
        count: column.count,
        item_ids: column.itemIds,
        changed_at: timeOf(column.changedAt),
      })),
    },
  };
}

/** The figures of a repository, over everything that is called by its path. */
export function projectMetrics(path: string, columns: readonly Column[]): Projected {
  const kinds = [...Map.groupBy(columns, (column) => column.kind)].sort(([a], [b]) => (a < b ? -1 : 1));
  const newest = columns.reduce<Date | null>(
    (last, { changedAt }) => (last && last > changedAt ? last : changedAt),
    null,
  );
  return {
    key: `repos/${path}/metrics`,
    subject: null,
    content: {
      repository: path,
      ...countsOf(columns),
      by_kind: Object.fromEntries(kinds.map(([kind, group]) => [kind, countsOf(group)])),
      last_change_at: timeOf(newest),
    },
  };
}

function countsOf(columns: readonly Column[]): { items: number; open: number; closed: number } {
  const sum = (some: readonly Column[]): number => some.reduce((total, { count }) => total + count, 0);
  const open = sum(columns.filter((column) => column.isOpen));
  const items = sum(columns);
  return { items, open, closed: items - open };
}
