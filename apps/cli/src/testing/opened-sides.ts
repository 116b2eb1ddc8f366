import type { GitHubSandbox } from '@syncline/connector-github/sandbox';
import type { GitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import type { JiraSandbox } from '@syncline/connector-jira/sandbox';
import type { OpenProjectSandbox } from '@syncline/connector-openproject/sandbox';
import type { SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import type { TrelloSandbox } from '@syncline/connector-trello/sandbox';
import type { SyncEngine, SyncSide } from '@syncline/testing';

/** A sandbox under the name by which presets call its connection. */
export interface OpenedSide {
  readonly side: SyncSide;
  close(): Promise<void>;
}

export function gitHubSide(sandbox: GitHubSandbox): OpenedSide {
  const settings = { owner: sandbox.org, ownerType: 'org' };
  return opened('github', sandbox, settings, { token: sandbox.token });
}

export function jiraSide(sandbox: JiraSandbox): OpenedSide {
  return opened('jira', sandbox, { email: sandbox.email }, { token: sandbox.token });
}

export function gitLabSide(sandbox: GitLabSandbox): OpenedSide {
  return opened('gitlab', sandbox, { group: sandbox.group }, { token: sandbox.token });
}

export function trelloSide(sandbox: TrelloSandbox): OpenedSide {
  return opened('trello', sandbox, {}, { apiKey: sandbox.apiKey, token: sandbox.token });
}

export function openProjectSide(sandbox: OpenProjectSandbox): OpenedSide {
  return opened('openproject', sandbox, {}, { token: sandbox.token });
}

export function salesforceSide(sandbox: SalesforceSandbox): OpenedSide {
  const { organizationId, clientId, clientSecret } = sandbox;
  return opened('salesforce', sandbox, { organizationId, seesAllRecords: true }, { clientId, clientSecret });
}

function opened(
  name: string,
  sandbox: { readonly url: string; close(): Promise<void> },
  settings: SyncSide['settings'],
  secrets: SyncSide['secrets'],
): OpenedSide {
  return { side: { name, connector: name, url: sandbox.url, settings, secrets }, close: () => sandbox.close() };
}

async function askGitHub(sandbox: GitHubSandbox, path: string): Promise<{ id: number; node_id: string }> {
  const headers = { authorization: `Bearer ${sandbox.token}` };
  const answer = await fetch(`${sandbox.url}${path}`, { headers });
  return (await answer.json()) as { id: number; node_id: string };
}

/** What the hub holds of the entities of a kind, the oldest first. */
export async function fieldsOf({ ctx }: SyncEngine, kind: string): Promise<Record<string, unknown>[]> {
  const { rows } = await ctx.store.query<{ fields: Record<string, unknown> }>(
    'select fields from entities where kind = $1 order by created_at',
    [kind],
  );
  return rows.map(({ fields }) => fields);
}

/** The sandbox's first repository. */
export async function repositoryOf(sandbox: GitHubSandbox): Promise<[id: string, name: string]> {
  const name = sandbox.repositories()[0]!;
  return [String((await askGitHub(sandbox, `/repos/${name}`)).id), name];
}

export async function ownerOf(sandbox: GitHubSandbox): Promise<[id: string, login: string, scope: string]> {
  return [String((await askGitHub(sandbox, `/orgs/${sandbox.org}`)).id), sandbox.org, `orgs/${sandbox.org}`];
}

/** The project whose columns are the stages of a pipeline. */
export async function pipelineScope(sandbox: GitHubSandbox): Promise<string> {
  const { node_id: id } = await askGitHub(sandbox, `/orgs/${sandbox.org}/projectsV2/2`);
  return `orgs/${sandbox.org}/projectsV2/${id}`;
}

/** The records of the sandbox's first repository, and of its organisation, as webhooks name them. */
export async function gitHubPlaces(sandbox: GitHubSandbox) {
  const [repositoryId, name] = await repositoryOf(sandbox);
  const [ownerId, login, owner] = await ownerOf(sandbox);
  const project = await pipelineScope(sandbox);
  const users = new Map<string, string>();
  for (const member of sandbox.members()) {
    if (users.size < 10) users.set(member, String((await askGitHub(sandbox, `/users/${member}`)).id));
  }
  const place = (
    stream: string,
    externalId: number | string,
    locator: string | null,
    scope = `${repositoryId}:${name}`,
  ) => ({ side: 'github', stream, externalId: String(externalId), locator, scope }) as const;
  const idOf = (number: number): number => {
    const found = [...sandbox.issues(name)].find((issue) => issue.number === number);
    if (!found) throw new Error(`There is no ${name}#${number}`);
    return found.id;
  };
  return {
    organization: () => place('organizations', ownerId, login, owner),
    repository: () => place('repositories', repositoryId, name, owner),
    issue: (number: number) => place('issues', idOf(number), `${name}#${number}`),
    /** Pull requests have ids of their own beside those of the issues of their numbers. */
    pullRequest: async (number: number) =>
      place('pull_requests', (await askGitHub(sandbox, `/repos/${name}/pulls/${number}`)).id, `${name}#${number}`),
    comment: (id: number, number: number) => place('comments', id, `${name}#${number}`),
    milestone: ({ id, number }: { readonly id: number; readonly number: number }) =>
      place('milestones', id, `${name}/milestones/${number}`),
    user: (who: string) => place('users', users.get(who)!, who, owner),
    card: (id: number) => place('project_items', id, null, project),
  };
}

/** The records of a project as webhooks of Jira name them. */
export function jiraPlaces(projectId: string) {
  const place = (stream: string, externalId: string, locator: string | null, scope = projectId) =>
    ({ side: 'jira', stream, externalId, locator, scope }) as const;
  return {
    project: () => place('projects', projectId, null, 'site'),
    issue: ({ id, key }: { readonly id: string; readonly key: string }) => place('issues', id, key),
    comment: ({ id }: { readonly id: string }, commentId: number) =>
      place('comments', String(commentId), `${id}/comments/${commentId}`),
    version: (id: number) => place('versions', String(id), `versions/${id}`),
    user: (accountId: string) => place('users', accountId, accountId, 'site'),
  };
}
