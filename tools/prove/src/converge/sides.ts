import { createGitHubSandbox } from '@syncline/connector-github/sandbox';
import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import type { FaultPlan, WebhookSender } from '@syncline/sandbox';
import type { SyncSide } from '@syncline/testing/start-sync-engine';
import type { Edit, Shown, SideName } from './model.ts';

/** A vendor with people in it. Records are named by the vendor's own id. */
export interface Side extends SyncSide {
  readonly name: SideName;
  readonly stream: string;
  create(shown: Shown): string;
  edit(id: string, edit: Edit, paragraph: number): void;
  remove(id: string): void;
  /** Undefined: there is none. */
  show(id: string): Shown | undefined;
  /** Ids of records whose title begins so. */
  withTitle(prefix: string): string[];
  place(id: string): { readonly externalId: string; readonly locator: string | null; readonly scope: string };
  readonly faults: FaultPlan;
  readonly webhooks: WebhookSender;
  readonly writePaths: readonly { readonly method: string; readonly path: string }[];
  subscribe(url: string, secret: string): void;
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const unlimited = { limit: 100_000_000, windowMs: 24 * HOUR_MS };
const clockOff = (hours: number) => ({ now: () => new Date(Date.now() + hours * HOUR_MS) });
const paragraphs = (text: string | null): string[] => (text ?? '').split('\n\n').map((paragraph) => paragraph.trim());

/** The three sides, with clocks up to two hours off. */
export async function startSides(seed: number, clockHours: Readonly<Record<SideName, number>>): Promise<Side[]> {
  return [
    await startGitHub(seed, clockHours.github),
    await startJira(seed, clockHours.jira),
    await startSalesforce(seed, clockHours.salesforce),
  ];
}

async function startGitHub(seed: number, hours: number): Promise<Side> {
  const sandbox = await createGitHubSandbox({
    seed,
    issues: 0,
    repositories: 1,
    pullRequests: 0,
    projectItems: 0,
    rateLimit: unlimited,
    clock: clockOff(hours),
  });
  const scope = sandbox.repositories()[0]!;
  const answer = await fetch(`${sandbox.url}/repos/${scope}`, {
    headers: { authorization: `Bearer ${sandbox.token}` },
  });
  const { id: repositoryId } = (await answer.json()) as { id: number };
  const numbers = new Map<string, number>();
  const all = () => [...sandbox.issues(scope)];
  const find = (id: string) => {
    if (!numbers.has(id)) for (const issue of all()) numbers.set(String(issue.id), issue.number);
    return numbers.get(id) ?? 0;
  };
  const show = (id: string): Shown | undefined => {
    const issue = all().find((candidate) => String(candidate.id) === id);
    if (!issue) return undefined;
    return {
      title: issue.title,
      body: paragraphs((issue.body ?? '').replace(/\s*<!-- syncline:[\w-]+ -->\s*$/, '')),
      labels: issue.labels,
      status: issue.state === 'closed' ? 'Done' : 'To Do',
      priority: null,
    };
  };
  return {
    name: 'github',
    connector: 'github',
    stream: 'issues',
    url: sandbox.url,
    settings: { owner: sandbox.org, ownerType: 'org' },
    secrets: { token: sandbox.token },
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    writePaths: [
      { method: 'POST', path: '/issues$' },
      { method: 'PATCH', path: '/issues/\\d+$' },
    ],
    create({ title, body, labels, status }) {
      const issue = sandbox.createIssue(scope, { title, body: body.join('\n\n'), labels: [...labels] });
      numbers.set(String(issue.id), issue.number);
      if (status === 'Done') sandbox.editIssue(scope, issue.number, { state: 'closed' });
      return String(issue.id);
    },
    edit(id, edit, paragraph) {
      const now = show(id);
      if (!now) return;
      const number = find(id);
      if (edit.field === 'title') sandbox.editIssue(scope, number, { title: edit.value });
      else if (edit.field === 'body')
        sandbox.editIssue(scope, number, {
          body: `${now.body.with(paragraph, edit.value).join('\n\n')}${markerOf(number)}`,
        });
      else if (edit.field === 'labels') sandbox.editIssue(scope, number, { labels: changed(now.labels, edit) });
      else if (edit.field === 'status')
        sandbox.editIssue(scope, number, { state: edit.value === 'Done' ? 'closed' : 'open' });
    },
    remove: (id) => sandbox.deleteIssue(scope, find(id)),
    show,
    withTitle: (prefix) => all().flatMap((issue) => (issue.title.startsWith(prefix) ? [String(issue.id)] : [])),
    place: (id) => ({ externalId: id, locator: `${scope}#${find(id)}`, scope: `${repositoryId}:${scope}` }),
    subscribe: (url, secret) => void sandbox.hooks.add({ url, secret }),
    close: () => sandbox.close(),
  };

  /** People edit the text, and leave the comment at its end alone. */
  function markerOf(number: number): string {
    const issue = all().find((candidate) => candidate.number === number);
    return /\s*<!-- syncline:[\w-]+ -->\s*$/.exec(issue?.body ?? '')?.[0] ?? '';
  }
}

async function startJira(seed: number, hours: number): Promise<Side> {
  const sandbox = await createJiraSandbox({
    seed,
    issues: 0,
    projects: 1,
    comments: false,
    rateLimit: unlimited,
    clock: clockOff(hours),
  });
  const scope = sandbox.projects()[0]!;
  const show = (id: string): Shown | undefined => {
    const issue = sandbox.issue(id);
    if (!issue) return undefined;
    return {
      title: issue.summary,
      body: textOf(issue.description),
      labels: issue.labels,
      status: issue.status as Shown['status'],
      priority: issue.priority as Shown['priority'],
    };
  };
  return {
    name: 'jira',
    connector: 'jira',
    stream: 'issues',
    url: sandbox.url,
    settings: { email: sandbox.email },
    secrets: { token: sandbox.token },
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    writePaths: [
      { method: 'POST', path: '/rest/api/3/issue$' },
      { method: 'PUT', path: '/rest/api/3/issue/' },
      { method: 'POST', path: '/transitions' },
    ],
    create({ title, body, labels, status, priority }) {
      return sandbox.createIssue(scope, {
        summary: title,
        description: body.join('\n\n'),
        labels,
        status,
        priority: priority ?? 'Medium',
      }).id;
    },
    edit(id, edit, paragraph) {
      const now = show(id);
      if (!now) return;
      if (edit.field === 'title') sandbox.editIssue(id, { summary: edit.value });
      else if (edit.field === 'body')
        sandbox.editIssue(id, { description: now.body.with(paragraph, edit.value).join('\n\n') });
      else if (edit.field === 'labels') sandbox.editIssue(id, { labels: changed(now.labels, edit) });
      else if (edit.field === 'status') sandbox.editIssue(id, { status: edit.value });
      else sandbox.editIssue(id, { priority: edit.value });
    },
    remove: (id) => sandbox.deleteIssue(id),
    show,
    withTitle: (prefix) => [...sandbox.issues(scope)].flatMap((i) => (i.summary.startsWith(prefix) ? [i.id] : [])),
    place: (id) => ({ externalId: id, locator: sandbox.issue(id)?.key ?? null, scope }),
    subscribe: (url, secret) =>
      void sandbox.hooks.add({
        url,
        secret,
        events: ['jira:issue_created', 'jira:issue_updated', 'jira:issue_deleted'],
      }),
    close: () => sandbox.close(),
  };
}

async function startSalesforce(seed: number, hours: number): Promise<Side> {
  const sandbox = await createSalesforceSandbox({ seed, accounts: 0, rateLimit: unlimited, clock: clockOff(hours) });
  const statuses = { 'To Do': 'Not Started', 'In Progress': 'In Progress', Done: 'Completed' } as const;
  const priorities = { High: 'High', Medium: 'Normal', Low: 'Low' } as const;
  const hubWord = <Word extends string>(words: Readonly<Record<Word, string>>, value: unknown): Word =>
    (Object.keys(words) as Word[]).find((word) => words[word] === value) as Word;
  const show = (id: string): Shown | undefined => {
    const row = sandbox.record('Task', id);
    if (!row || row.IsDeleted === true) return undefined;
    return {
      title: String(row.Subject),
      body: paragraphs(row.Description === null ? null : String(row.Description)),
      labels: String(row.Labels__c ?? '')
        .split(';')
        .filter((label) => label !== ''),
      status: hubWord(statuses, row.Status),
      priority: hubWord(priorities, row.Priority),
    };
  };
  return {
    name: 'salesforce',
    connector: 'salesforce',
    stream: 'tasks',
    url: sandbox.url,
    settings: { organizationId: sandbox.organizationId, seesAllRecords: true },
    secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    writePaths: [{ method: 'PATCH', path: '/sobjects/Task/' }],
    create({ title, body, labels, status, priority }) {
      return String(
        sandbox.create('Task', {
          Subject: title,
          Description: body.join('\n\n'),
          Labels__c: labels.join(';'),
          Status: statuses[status],
          Priority: priorities[priority ?? 'Medium'],
        }).Id,
      );
    },
    edit(id, edit, paragraph) {
      const now = show(id);
      if (!now) return;
      if (edit.field === 'title') sandbox.edit('Task', id, { Subject: edit.value });
      else if (edit.field === 'body')
        sandbox.edit('Task', id, { Description: now.body.with(paragraph, edit.value).join('\n\n') });
      else if (edit.field === 'labels') sandbox.edit('Task', id, { Labels__c: changed(now.labels, edit).join(';') });
      else if (edit.field === 'status') sandbox.edit('Task', id, { Status: statuses[edit.value] });
      else sandbox.edit('Task', id, { Priority: priorities[edit.value] });
    },
    remove: (id) => sandbox.delete('Task', id),
    show,
    withTitle: (prefix) =>
      [...sandbox.records('Task')].flatMap((row) =>
        String(row.Subject).startsWith(prefix) && row.IsDeleted !== true ? [String(row.Id)] : [],
      ),
    place: (id) => ({ externalId: id, locator: id, scope: 'org' }),
    subscribe: (url, secret) => void sandbox.hooks.add({ url, secret }),
    close: () => sandbox.close(),
  };
}

function changed(labels: readonly string[], edit: Extract<Edit, { field: 'labels' }>): string[] {
  return edit.add ? [...new Set([...labels, edit.label])] : labels.filter((label) => label !== edit.label);
}

/** The paragraphs of an Atlassian document of plain ones. */
function textOf(node: unknown): string[] {
  const { content = [] } = (node ?? {}) as { content?: readonly { content?: readonly { text?: string }[] }[] };
  return content.map((paragraph) => (paragraph.content ?? []).map((piece) => piece.text ?? '').join(''));
}
