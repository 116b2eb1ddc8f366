import { askSandbox } from './ask-sandbox.ts';

export type SideName = 'github' | 'jira' | 'salesforce';

/** A record where people see it. */
export interface Place {
  readonly side: SideName;
  readonly stream: string;
  readonly externalId: string;
  /** How people call it: `acme/api#12`, `API-12`; what has no such name goes by its id. */
  readonly locator: string;
}

/** What people set of an issue, in the words of the hub. */
export interface ItemEdit {
  readonly title?: string;
  readonly status?: 'In Progress' | 'Done';
  readonly labels?: readonly string[];
  readonly priority?: 'High' | 'Low';
}

/** One vendor as people use it, beside Syncline and without knowing of it. */
export interface Desk {
  createItem(title: string): Promise<Place>;
  editItem(place: Place, edit: ItemEdit): Promise<void>;
  /** A few records that are there from the start. */
  recentItems(): Promise<readonly Place[]>;
}

/** Repository and project in which all of it happens. */
const REPOSITORY = 'acme/api';
const PROJECT = 'API';
const FEW = 6;

export function gitHubDesk(url: string, token: string): Desk {
  const path = `/_sandbox/issues/${encodeURIComponent(REPOSITORY)}`;
  const placeOf = (issue: { readonly id: number; readonly number: number }): Place => ({
    side: 'github',
    stream: 'issues',
    externalId: String(issue.id),
    locator: `${REPOSITORY}#${issue.number}`,
  });
  return {
    createItem: async (title) => placeOf(await askSandbox(url, 'POST', path, { title })),
    editItem: async (place, { title, status, labels }) => {
      await askSandbox(url, 'PATCH', `${path}/${place.locator.split('#')[1]}`, {
        ...(title !== undefined && { title }),
        ...(status !== undefined && { state: status === 'Done' ? 'closed' : 'open' }),
        ...(labels !== undefined && { labels }),
      });
    },
    recentItems: async () => {
      const answer = await fetch(`${url}/repos/${REPOSITORY}/issues?state=open&per_page=30`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const issues = (await answer.json()) as { id: number; number: number; pull_request?: unknown }[];
      return issues
        .filter((issue) => issue.pull_request === undefined)
        .slice(0, FEW)
        .map(placeOf);
    },
  };
}

export function jiraDesk(url: string): Desk {
  const placeOf = ({ id, key }: { readonly id: string; readonly key: string }): Place => ({
    side: 'jira',
    stream: 'issues',
    externalId: id,
    locator: key,
  });
  return {
    createItem: async (title) =>
      placeOf(await askSandbox(url, 'POST', `/_sandbox/issues/${PROJECT}`, { summary: title })),
    editItem: async (place, { title, ...edit }) => {
      await askSandbox(url, 'PATCH', `/_sandbox/issues/${place.externalId}`, {
        ...edit,
        ...(title !== undefined && { summary: title }),
      });
    },
    recentItems: async () => {
      const issues = await askSandbox<{ id: string; key: string }[]>(url, 'GET', `/_sandbox/issues/${PROJECT}`);
      return issues.slice(-FEW).map(placeOf);
    },
  };
}

const TASK_STATUS = { 'In Progress': 'In Progress', Done: 'Completed' } as const;

export function salesforceDesk(url: string): Desk {
  const placeOf = ({ Id }: { readonly Id: string }): Place => ({
    side: 'salesforce',
    stream: 'tasks',
    externalId: Id,
    locator: Id,
  });
  return {
    createItem: async (title) => placeOf(await askSandbox(url, 'POST', '/_sandbox/records/Task', { Subject: title })),
    editItem: async (place, { title, status, labels, priority }) => {
      await askSandbox(url, 'PATCH', `/_sandbox/records/Task/${place.externalId}`, {
        ...(title !== undefined && { Subject: title }),
        ...(status !== undefined && { Status: TASK_STATUS[status] }),
        ...(labels !== undefined && { Labels__c: labels.join(';') }),
        ...(priority !== undefined && { Priority: priority }),
      });
    },
    // Sales has tasks of its own, which are nobody else's issues.
    recentItems: async () => [],
  };
}

/** A deal at Salesforce. */
export interface Opportunity {
  readonly Id: string;
  readonly Name: string;
  readonly StageName: string;
}

/** Number of the project in which deals have cards. */
export const PIPELINE_PROJECT = 2;
/** A stage, and the status of its card. */
export const STAGES = [
  ['Prospecting', 'Backlog'],
  ['Qualification', 'Ready'],
  ['Needs Analysis', 'In Progress'],
  ['Proposal/Price Quote', 'In Review'],
  ['Closed Won', 'Done'],
] as const;

export const deals = {
  some: (salesforceUrl: string): Promise<readonly Opportunity[]> =>
    askSandbox(salesforceUrl, 'GET', `/_sandbox/records/Opportunity?limit=${FEW}`),
  read: (salesforceUrl: string, id: string): Promise<Opportunity> =>
    askSandbox(salesforceUrl, 'GET', `/_sandbox/records/Opportunity/${id}`),
  move: (salesforceUrl: string, id: string, stage: string): Promise<void> =>
    askSandbox(salesforceUrl, 'PATCH', `/_sandbox/records/Opportunity/${id}`, { StageName: stage }),
  moveCard: (gitHubUrl: string, itemId: string, status: string): Promise<void> =>
    askSandbox(gitHubUrl, 'PATCH', `/_sandbox/projects/${PIPELINE_PROJECT}/items/${itemId}`, { status }),
};
