import type { GitHubSandbox } from '@syncline/connector-github/sandbox';
import type { JiraSandbox } from '@syncline/connector-jira/sandbox';
import type { SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
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

export async function commentsAtJira(sandbox: JiraSandbox, key: string): Promise<unknown[]> {
  const authorization = `Basic ${Buffer.from(`${sandbox.email}:${sandbox.token}`).toString('base64')}`;
  const answer = await fetch(`${sandbox.url}/rest/api/3/issue/${key}/comment`, { headers: { authorization } });
  return ((await answer.json()) as { comments: unknown[] }).comments;
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
