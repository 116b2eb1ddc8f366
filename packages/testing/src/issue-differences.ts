import type { IssueTruth } from '@syncline/connector-github/sandbox';
import type { Sql } from '@syncline/store';

/** What both sides are compared by: an issue in plain words. */
type IssueWords = Readonly<Record<string, string>>;

interface GraphIssue {
  readonly id: string;
  readonly isDeleted: boolean;
  readonly pendingEdges: number;
  readonly words: IssueWords;
}

export interface IssueDifferences {
  /** One sentence each. */
  readonly differences: readonly string[];
  /** Issues of the truth that were looked at. */
  readonly compared: number;
}

/**
 * Compares every issue of the simulated GitHub with the graph: fields, and labels, milestone and assignees by
 * following the graph's edges to their entities. `moved` are ids of issues that were transferred away: the
 * graph may still have them, because moving is no delete (rule 3.10).
 */
export async function compareIssues(
  sql: Sql,
  connectionId: number,
  truth: Iterable<IssueTruth>,
  moved: ReadonlySet<string> = new Set(),
): Promise<IssueDifferences> {
  const graph = new Map((await loadGraphIssues(sql, connectionId)).map((issue) => [issue.id, issue]));
  const differences: string[] = [];
  let compared = 0;
  for (const issue of truth) {
    if (issue.isPullRequest) continue;
    compared++;
    const id = String(issue.id);
    const ours = graph.get(id);
    graph.delete(id);
    if (!ours) differences.push(`#${issue.number} (${id}) is missing`);
    else if (ours.isDeleted) differences.push(`#${issue.number} (${id}) is a tombstone and should live`);
    else differences.push(...differencesOf(issue, ours));
  }
  for (const extra of graph.values()) {
    if (!extra.isDeleted && !moved.has(extra.id))
      differences.push(`${extra.id} lives in the graph and not in the truth`);
  }
  return { differences, compared };
}

function differencesOf(issue: IssueTruth, ours: GraphIssue): string[] {
  const found = Object.entries(wordsOf(issue))
    .filter(([field, value]) => ours.words[field] !== value)
    .map(
      ([field, value]) =>
        `#${issue.number} ${field}: ${JSON.stringify(ours.words[field])} should be ${JSON.stringify(value)}`,
    );
  if (ours.pendingEdges > 0) found.push(`#${issue.number} has ${ours.pendingEdges} edges that lead nowhere`);
  return found;
}

function wordsOf(issue: IssueTruth): IssueWords {
  return {
    number: String(issue.number),
    title: issue.title,
    // Our key on what we made is no part of its text.
    body: issue.body?.replace(/(?:\r?\n){0,2}<!-- syncline:[\w-]{22} -->\s*$/, '') ?? '',
    state: issue.state,
    stateReason: issue.stateReason ?? '',
    milestone: issue.milestone ?? '',
    labels: listed(issue.labels),
    assignees: listed(issue.assignees),
    author: issue.author,
  };
}

function listed(names: readonly string[]): string {
  return JSON.stringify([...names].sort());
}

type Row = Record<'id' | 'number' | 'title' | 'body' | 'state' | 'stateReason', string> & {
  readonly deleted: boolean;
  readonly pending: number;
  readonly labels: string[];
  readonly milestones: string[];
  readonly assignees: string[];
  readonly authors: string[];
};

async function loadGraphIssues(sql: Sql, connectionId: number): Promise<GraphIssue[]> {
  const { rows } = await sql.query<Row>(
    `select m.external_id as id, m.state <> 'linked' or e.deleted_at is not null as deleted,
       e.fields->>'number' as number, e.fields->>'title' as title, coalesce(e.fields->>'body', '') as body, e.fields->>'state' as state,
       coalesce(e.fields->>'state_reason', '') as "stateReason", edges.*
     from mappings m join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id
     cross join lateral (
       select (count(*) filter (where r.to_entity_id is null and r.type in ('labelled', 'in_milestone', 'assigned_to', 'created_by')))::int as pending,
         coalesce(array_agg(t.fields->>'name') filter (where r.type = 'labelled'), '{}') as labels,
         coalesce(array_agg(t.fields->>'title') filter (where r.type = 'in_milestone'), '{}') as milestones,
         coalesce(array_agg(t.fields->>'login') filter (where r.type = 'assigned_to'), '{}') as assignees,
         coalesce(array_agg(t.fields->>'login') filter (where r.type = 'created_by'), '{}') as authors
       from relations r left join entities t on t.workspace_id = r.workspace_id and t.id = r.to_entity_id
       where r.workspace_id = m.workspace_id and r.from_entity_id = m.entity_id) edges
     where m.connection_id = $1 and m.stream = 'issues'`,
    [connectionId],
  );
  return rows.map((row) => ({
    id: row.id,
    isDeleted: row.deleted,
    pendingEdges: row.pending,
    words: {
      number: row.number,
      title: row.title,
      body: row.body,
      state: row.state,
      stateReason: row.stateReason,
      milestone: row.milestones.join(', '),
      labels: listed(row.labels),
      assignees: listed(row.assignees),
      author: row.authors.join(', '),
    },
  }));
}
