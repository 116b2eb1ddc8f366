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
  jira: <Answer>(path: string, method: string, body: object) =>
    ask<Answer>(`${vendors['jira']}/_sandbox/issues/${path}`, method, body),
});

/** Two people set the priority of one thing at once, each at another vendor; again with another until nobody came first. */
export async function makeConflict(syncline: RunningSyncline, name: string): Promise<Conflict> {
  const { api, salesforce, jira } = at(syncline);
  for (let number = 1; ; number++) {
    const title = `${name} ${number}`;
    const { id: issueId } = await jira<{ id: string }>('API', 'POST', { summary: title });
    const entityId = await until(async () => {
      const { items } = await api<{ items: { id: string; title: string }[] }>(
        `/entities?text=${encodeURIComponent(title)}`,
      );
      return items.find((each) => each.title === title)?.id;
    });
    const { externalId: taskId } = await until(async () => {
      const { mappings } = await api<{ mappings: Twin[] }>(`/entities/${entityId}`);
      return mappings.find((each) => each.connectionName === 'salesforce');
    });
    await Promise.all([
      jira(issueId, 'PATCH', { priority: 'High' }),
      salesforce(`Task/${taskId}`, 'PATCH', { Priority: 'Low' }),
    ]);
    const item = await firstOf(async () => {
      const { items } = await api<{ items: { id: number; connectionName: string }[] }>(
        `/reconciliation?entityId=${entityId}`,
      );
      return items[0];
    });
    // Which of the two comes first is chance; the tests want it to be Salesforce's that waits.
    if (item?.connectionName === 'salesforce') return { itemId: item.id, entityId, title, taskId };
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
