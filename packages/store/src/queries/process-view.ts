import type { ProcessKind, ProcessState } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { ProcessProgress } from './process-progress.ts';

/** Exact counters (rule 7.2); of a parent, the sums over its children. */
export interface ProcessCounters {
  readonly pagesExpected: number;
  readonly pagesFetched: number;
  readonly pagesMerged: number;
  readonly pagesFailed: number;
  readonly recordsExpected: number | null;
  readonly recordsFetched: number;
  readonly recordsIgnored: number;
  readonly recordsNormalised: number;
  readonly recordsCreated: number;
  readonly recordsUpdated: number;
  readonly recordsUnchanged: number;
  readonly recordsStale: number;
  readonly recordsConflicted: number;
  readonly recordsFailed: number;
  readonly recordsWrittenBack: number;
}

export interface ProcessFacts {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: ProcessKind;
  readonly connectionId: number;
  readonly connectionName: string;
  readonly connector: string;
  readonly stream: string | null;
  readonly state: ProcessState;
  readonly resumeState: ProcessState | null;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** From start to end, or to now, in ms; null before it started. */
  readonly elapsedMs: number | null;
  readonly counters: ProcessCounters;
}

export interface ProcessView extends ProcessFacts {
  /** What the whole tree is doing: a parent is `processing` while its children still count. */
  readonly treeState: ProcessState;
  readonly progress: ProcessProgress;
}

const counterColumns = [
  'pages_expected',
  'pages_fetched',
  'pages_merged',
  'pages_failed',
  'records_expected',
  'records_fetched',
  'records_ignored',
  'records_normalised',
  'records_created',
  'records_updated',
  'records_unchanged',
  'records_stale',
  'records_conflicted',
  'records_failed',
  'records_written_back',
];
const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const columns = `p.id, p.parent_id as "parentId", p.kind, p.connection_id as "connectionId", coalesce(c.name, 'imports') as "connectionName", coalesce(c.connector, 'import') as connector, p.stream,
  p.state, p.resume_state as "resumeState", p.error, p.created_at as "createdAt", p.started_at as "startedAt", p.finished_at as "finishedAt",
  (extract(epoch from coalesce(p.finished_at, now()) - p.started_at) * 1000)::float8 as "elapsedMs", p.created_at::text as "cursorAt",
  json_build_object(${counterColumns.map((name) => `'${camel(name)}', p.${name}`).join(', ')}) as counters`;

export interface ProcessFactsRow extends ProcessFacts {
  readonly cursorAt: string;
}

/** Reads processes; `where` refers to them as `p` and may end with an order and a limit. */
export async function selectProcesses(sql: Sql, where: string, values: unknown[]): Promise<ProcessFactsRow[]> {
  const { rows } = await sql.query<ProcessFactsRow>(
    `select ${columns} from processes p left join connections c on c.id = p.connection_id where ${where}`,
    values,
  );
  return rows;
}

/** The sums over `parts`; the records expected are null while nothing was counted. */
export function sumCounters(parts: readonly ProcessCounters[]): ProcessCounters {
  const sum: Record<string, number | null> = {};
  for (const name of counterColumns.map(camel)) {
    const values = parts.map((part) => part[name as keyof ProcessCounters]).filter((value) => value !== null);
    sum[name] = values.length === 0 ? (name === 'recordsExpected' ? null : 0) : values.reduce((a, b) => a + b, 0);
  }
  return sum as unknown as ProcessCounters;
}
