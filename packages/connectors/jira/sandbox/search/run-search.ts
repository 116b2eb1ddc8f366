import { Refusal } from '../changes/refusal.ts';
import { issueId } from '../model/ids.ts';
import type { SandboxIssue } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { type Clause, type Jql, jqlTime } from './jql.ts';

/** What searches are sorted by; `before`: the state that is still shown of an issue that changed. */
export interface Hit {
  readonly id: number;
  readonly projectIndex: number;
  readonly number: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly before: SandboxIssue | null;
}

/** Everything that matches, in order, as the index sees it; `fresh` are issues that it is told to look at again. */
export function runSearch(site: Site, jql: Jql, nowMs: number, fresh: ReadonlySet<number>): Hit[] {
  const tests = jql.clauses.map((clause) => testOf(site, clause, nowMs));
  const hits: Hit[] = [];
  for (const hit of candidates(site, fresh)) if (tests.every((test) => test(hit))) hits.push(hit);
  const order = jql.order.length > 0 ? jql.order : [{ field: 'created', descending: true }];
  return hits.sort((a, b) => {
    for (const { field, descending } of order) {
      const difference = compareBy(field, a, b);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return a.id - b.id;
  });
}

function* candidates(site: Site, fresh: ReadonlySet<number>): Generator<Hit> {
  const stale = site.search.stale();
  for (const project of site.projects) {
    const base = project.facts.index;
    for (const number of project.numbers()) {
      const id = issueId(base, number);
      if (stale.has(id) && !fresh.has(id)) continue;
      const { createdAt, updatedAt } = project.times(number);
      yield { id, projectIndex: base, number, createdAt, updatedAt, before: null };
    }
  }
  for (const [id, { before }] of stale)
    if (before !== null && !fresh.has(id)) {
      const { projectIndex, number, createdAt, updatedAt } = before;
      yield { id, projectIndex, number, createdAt, updatedAt, before };
    }
}

function compareBy(field: string, a: Hit, b: Hit): number {
  if (field === 'created') return a.createdAt - b.createdAt;
  if (field === 'updated') return a.updatedAt - b.updatedAt;
  return a.projectIndex - b.projectIndex || a.number - b.number;
}

type Test = (hit: Hit) => boolean;

function testOf(site: Site, { field, operator, values }: Clause, nowMs: number): Test {
  const [value = ''] = values;
  switch (field) {
    case 'project': {
      const wanted = values.map((name) => {
        const project = site.project(name);
        if (!project && operator !== '!=')
          throw new Refusal(400, `The value '${name}' does not exist for the field 'project'.`);
        return project?.facts.index ?? -1;
      });
      return ({ projectIndex }) => wanted.includes(projectIndex) !== (operator === '!=');
    }
    case 'created':
    case 'updated': {
      const time = jqlTime(value, nowMs, site.settings.zoneOffsetMinutes);
      return (hit) => compares(operator, field === 'created' ? hit.createdAt : hit.updatedAt, time);
    }
    case 'key':
    case 'id': {
      const wanted = site.issue(value);
      if (!wanted) throw new Refusal(400, `An issue with key '${value}' does not exist for field 'key'.`);
      return (hit) => hit.projectIndex === wanted.projectIndex && compares(operator, hit.number, wanted.number);
    }
    default:
      return (hit) => {
        const issue = hit.before ?? site.issue(hit.id);
        const shown = field === 'status' ? [issue?.status] : field === 'assignee' ? [issue?.assigneeId] : issue?.labels;
        const has = values.some((wanted) => shown?.some((one) => one?.toLowerCase() === wanted.toLowerCase()));
        return has !== (operator === '!=');
      };
  }
}

function compares(operator: Clause['operator'], a: number, b: number): boolean {
  switch (operator) {
    case '>=':
      return a >= b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '<':
      return a < b;
    case '!=':
      return a !== b;
    case '=':
    case 'in':
      return a === b;
  }
}

/** The issue that a hit shows. */
export function issueOfHit(site: Site, hit: Hit): SandboxIssue | undefined {
  return hit.before ?? site.issue(hit.id);
}
