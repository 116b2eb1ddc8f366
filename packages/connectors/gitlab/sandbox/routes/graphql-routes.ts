import type { FastifyInstance } from 'fastify';
import { dateIn, type Input, textIn, titleIn } from '../changes/input.ts';
import { createIssue, deleteIssue, editIssue } from '../changes/issue-changes.ts';
import { Refusal } from '../changes/refusal.ts';
import type { Instance } from '../model/instance.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { SandboxIssue, WorkType } from '../model/records.ts';
import { TYPE_NAMES } from '../render/render-event.ts';
import { gid, renderWorkItem } from '../render/render-work-item.ts';
import { bodyOf } from './reading.ts';

const HIDDEN =
  "The resource that you are attempting to access does not exist or you don't have permission to perform this action";
type Variables = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

/** The operations that our queries name: no GraphQL is parsed here beyond its first word. */
export function graphqlRoutes(app: FastifyInstance, instance: Instance): void {
  app.post('/api/graphql', (request, reply) => {
    const { query, variables = {} } = bodyOf(request) as { query?: string; variables?: Variables };
    const operation = /^\s*(?:query|mutation)\s+(\w+)/.exec(query ?? '')?.[1] ?? '';
    const run = OPERATIONS[operation];
    if (!run) return reply.send({ errors: [{ message: `Unknown operation ${operation}` }] });
    const outcome = run(instance, variables);
    return reply.send(outcome === null ? { data: null, errors: [{ message: HIDDEN }] } : { data: outcome });
  });
}

/** A query of ours that changes nothing: what its body says, before it is parsed. */
export function isGraphqlRead(body: unknown): boolean {
  return /^\s*query\b/.test(textIn((body as { query?: unknown } | null)?.query));
}

const OPERATIONS: Readonly<Record<string, (instance: Instance, variables: Variables) => Answer | null>> = {
  listWorkItems: (instance, variables) => {
    const project = instance.project(String(variables['path']));
    if (!project) return { project: null };
    return { project: { id: gid('Project', project.place.id), workItems: connection(instance, project, variables) } };
  },
  readWorkItem: (instance, variables) => {
    const item = workItem(instance, variables['id']);
    if (!item) return { workItem: null };
    const { id, path } = instance.projectOf(item).place;
    const namespace = { id: gid('Namespaces::ProjectNamespace', id), fullPath: path };
    return { workItem: { namespace, ...renderWorkItem(instance, item) } };
  },
  workItemTypes: (instance, variables) => {
    const project = instance.project(String(variables['path']));
    const nodes = Object.values(TYPE_NAMES).map((name, i) => ({ id: gid('WorkItems::Type', i + 1), name }));
    return { project: project ? { id: gid('Project', project.place.id), workItemTypes: { nodes } } : null };
  },
  createWorkItem: (instance, variables) => {
    const input = variables['input'] as Input;
    const project = instance.project(String(input['namespacePath']));
    if (!project) return null;
    const number = Number(/(\d+)$/.exec(String(input['workItemTypeId']))?.[1]);
    const type = Object.keys(TYPE_NAMES)[number - 1] as WorkType;
    return refusing('workItemCreate', () => {
      checkParent(instance, type, input);
      const made = createIssue(instance, project, { ...restOf(input), issue_type: 'task' }, instance.viewer);
      project.put({ ...made, type });
      return renderWorkItem(instance, { ...made, type });
    });
  },
  updateWorkItem: (instance, variables) => {
    const input = variables['input'] as Input;
    const item = workItem(instance, input['id']);
    if (!item) return null;
    return refusing('workItemUpdate', () => {
      checkParent(instance, item.type, input);
      return renderWorkItem(instance, editIssue(instance, item, restOf(input), instance.viewer));
    });
  },
  deleteWorkItem: (instance, variables) => {
    const item = workItem(instance, (variables['input'] as Input)['id']);
    if (!item) return null;
    deleteIssue(instance, item);
    return { workItemDelete: { errors: [] } };
  },
};

function connection(instance: Instance, project: ProjectStore, variables: Variables): Answer {
  const types = (variables['types'] as readonly string[] | undefined)?.map((type) => type.toLowerCase());
  const sort = textIn(variables['sort']) || 'CREATED_DESC';
  const key = sort.startsWith('UPDATED') ? 'updatedAt' : 'createdAt';
  const bound = (name: string, open: number) => Date.parse(textIn(variables[name])) || open;
  const [since, from, to] = [bound('updatedAfter', 0), bound('createdAfter', 0), bound('createdBefore', Infinity)];
  const items = project
    .workItems()
    .filter((item) => (types?.includes(item.type) ?? true) && item.updatedAt >= since)
    .filter(({ createdAt }) => createdAt >= from && createdAt <= to)
    .sort((a, b) => a[key] - b[key] || a.id - b.id);
  if (sort.endsWith('DESC')) items.reverse();
  const after = cursorIn(variables['after']);
  const sign = sort.endsWith('DESC') ? -1 : 1;
  const rest = items.filter((item) => after === null || sign * (item[key] - after.time || item.id - after.id) > 0);
  const page = rest.slice(0, Math.min(100, Number(variables['first'] ?? 100)));
  const last = page.at(-1);
  return {
    ...(variables['counted'] === true && { count: items.length }),
    pageInfo: {
      hasNextPage: rest.length > page.length,
      endCursor: last ? Buffer.from(JSON.stringify({ time: last[key], id: last.id })).toString('base64url') : null,
    },
    nodes: page.map((item) => renderWorkItem(instance, item)),
  };
}

function cursorIn(after: unknown): { readonly time: number; readonly id: number } | null {
  return typeof after === 'string' ? JSON.parse(Buffer.from(after, 'base64url').toString()) : null;
}

function workItem(instance: Instance, id: unknown): SandboxIssue | undefined {
  return instance.issueById(Number(/^gid:\/\/gitlab\/WorkItem\/(\d+)$/.exec(String(id))?.[1]));
}

/** A mutation's input in the words of the REST API. */
function restOf(input: Input): Input {
  const widget = (name: string) => input[`${name}Widget`] as Input | undefined;
  const number = (value: unknown) => (value === null ? 0 : Number(/(\d+)$/.exec(textIn(value))?.[1]));
  const [assignees, milestone, dates] = [widget('assignees'), widget('milestone'), widget('startAndDueDate')];
  const hierarchy = widget('hierarchy');
  return {
    ...(input['title'] !== undefined && { title: titleIn(input) }),
    ...(widget('description') && { description: widget('description')?.['description'] }),
    ...(input['stateEvent'] !== undefined && { state_event: textIn(input['stateEvent']).toLowerCase() }),
    ...(input['confidential'] !== undefined && { confidential: input['confidential'] }),
    ...(assignees && { assignee_ids: (assignees['assigneeIds'] as readonly unknown[]).map(number) }),
    ...(hierarchy && { parent_id: number(hierarchy['parentId']) }),
    ...(milestone && { milestone_id: number(milestone['milestoneId']) }),
    ...(dates && 'startDate' in dates && { start_date: dateIn(dates, 'startDate') }),
    ...(dates && 'dueDate' in dates && { due_date: dateIn(dates, 'dueDate') }),
  };
}

/** Of which type what is above a work item has to be. */
const PARENTS: Readonly<Partial<Record<WorkType, readonly WorkType[]>>> = {
  task: ['issue', 'incident'],
  objective: ['objective'],
  key_result: ['objective'],
};

function checkParent(instance: Instance, type: WorkType, input: Input): void {
  const parentId = (input['hierarchyWidget'] as Input | undefined)?.['parentId'];
  if (typeof parentId !== 'string') return;
  const parent = workItem(instance, parentId);
  if (!parent) throw new Refusal(400, 'No matching work item found. Make sure you are adding a valid work item ID.');
  if (!PARENTS[type]?.includes(parent.type))
    throw new Refusal(400, `#${parent.iid} cannot be added: it's not allowed to add this type of parent item`);
}

/** What a model's check finds is an answer here, in words: `Title is too long`. */
function refusing(name: string, act: () => object): Answer {
  try {
    return { [name]: { errors: [], workItem: act() } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message } = error.body as { message?: string | Readonly<Record<string, readonly string[]>> };
    if (typeof message === 'string') return { [name]: { errors: [message], workItem: null } };
    const words = Object.entries(message ?? {}).flatMap(([field, why]) =>
      why.map((one) => `${field[0]?.toUpperCase()}${field.slice(1)} ${one}`),
    );
    return { [name]: { errors: words.length > 0 ? words : [error.message], workItem: null } };
  }
}
