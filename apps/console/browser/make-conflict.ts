import { ask, type RunningSyncline, until } from './start-syncline.ts';

interface Twin {
  readonly connectionName: string;
  readonly stream: string;
  readonly externalId: string;
}

interface Conflict {
  readonly itemId: number;
  readonly entityId: string;
  readonly title: string;
  /** Of the task at Salesforce, whose priority is in conflict. */
  readonly taskId: string;
}

const at = ({ vendors, url }: RunningSyncline) => ({
  api: <Answer>(path: string) => ask<Answer>(`${url}/api/v1${path}`),
  salesforce: <Answer>(path: string, method?: string, body?: object) =>
    ask<Answer>(`${vendors['salesforce']}/_sandbox/records/${path}`, method, body),
  jira: (id: string, body: object) => ask(`${vendors['jira']}/_sandbox/issues/${id}`, 'PATCH', body),
});

/** Two people set the priority of one thing at once, each at another vendor; again with another until nobody came first. */
export async function makeConflict(syncline: RunningSyncline, name: string): Promise<Conflict> {
  const { api, salesforce, jira } = at(syncline);
  for (let number = 1; ; number++) {
    const title = `${name} ${number}`;
    const { Id: taskId } = await salesforce<{ Id: string }>('Task', 'POST', { Subject: title });
    const entityId = await until(async () => {
      const { items } = await api<{ items: { id: string; title: string }[] }>(
        `/entities?text=${encodeURIComponent(title)}`,
      );
      return items.find((each) => each.title === title)?.id;
    });
    const issue = await until(async () => {
      const { mappings } = await api<{ mappings: Twin[] }>(`/entities/${entityId}`);
      return mappings.find((each) => each.connectionName === 'jira');
    });
    await Promise.all([
      jira(issue.externalId, { priority: 'High' }),
      salesforce(`Task/${taskId}`, 'PATCH', { Priority: 'Low' }),
    ]);
    const itemId = await firstOf(async () => {
      const { items } = await api<{ items: { id: number; stream: string }[] }>(`/reconciliation?entityId=${entityId}`);
      return items.find((each) => each.stream === 'tasks')?.id;
    });
    if (itemId !== null) return { itemId, entityId, title, taskId };
  }
}

/** The priority of a task, as people at Salesforce see it. */
export async function priorityAt(syncline: RunningSyncline, taskId: string): Promise<string> {
  return (await at(syncline).salesforce<{ Priority: string }>(`Task/${taskId}`)).Priority;
}

const TRIES = 80;

async function firstOf<Value>(look: () => Promise<Value | undefined>): Promise<Value | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}
