import { createGitHubSandbox, type GitHubSandbox, type IssueTruth } from '@syncline/connector-github/sandbox';
import {
  createOpenProjectSandbox,
  type OpenProjectSandbox,
  type WorkPackageTruth,
} from '@syncline/connector-openproject/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';

export const REPOSITORY = 'acme/api';

/** Pairs of hub value and remote value, as field maps write them. */
type Values = readonly (readonly [hub: string, remote: string])[];

export interface StatusMap {
  readonly openproject: Values;
  readonly github: Values;
}

/** An OpenProject with one project, `api`, in step with a GitHub with one repository; both empty at the start. */
export interface OpenProjectAndGitHub {
  readonly openProject: OpenProjectSandbox;
  readonly github: GitHubSandbox;
  readonly engine: SyncEngine;
  /** The repository's scope. */
  readonly scope: string;
  /** Tells the engine of a change, as a webhook would. */
  touchWorkPackage(id: string): Promise<void>;
  touchIssue(issue: Pick<IssueTruth, 'id' | 'number'>): Promise<void>;
  /** The one of that title, as it is now. */
  issueTitled(title: string): IssueTruth;
  workPackageTitled(subject: string): WorkPackageTruth;
  close(): Promise<void>;
}

export function openProjectSide(sandbox: OpenProjectSandbox) {
  return {
    name: 'openproject',
    connector: 'openproject',
    url: sandbox.url,
    settings: {},
    secrets: { token: sandbox.token },
  };
}

export async function startOpenProjectAndGitHub(statuses: StatusMap): Promise<OpenProjectAndGitHub> {
  const openProject = await createOpenProjectSandbox({ workPackages: 0, projects: 1, comments: false });
  const github = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
  const answer = await fetch(`${github.url}/repos/${REPOSITORY}`, {
    headers: { authorization: `Bearer ${github.token}` },
  });
  const scope = `${((await answer.json()) as { id: number }).id}:${REPOSITORY}`;
  const engine = await startSyncEngine({
    sides: [
      openProjectSide(openProject),
      {
        name: 'github',
        connector: 'github',
        url: github.url,
        settings: { owner: github.org, ownerType: 'org' },
        secrets: { token: github.token },
      },
    ],
  });
  await engine.configure('trackers', configOf(statuses));
  return {
    openProject,
    github,
    engine,
    scope,
    async touchWorkPackage(id) {
      await engine.hint('openproject', { stream: 'work_packages', externalId: id, locator: id, scope: '1' });
    },
    async touchIssue({ id, number }) {
      const locator = `${REPOSITORY}#${number}`;
      await engine.hint('github', { stream: 'issues', externalId: String(id), locator, scope });
    },
    issueTitled: (title) => only([...github.issues(REPOSITORY)].filter((issue) => issue.title === title)),
    workPackageTitled: (subject) =>
      only([...openProject.workPackages('api')].filter((candidate) => candidate.subject === subject)),
    async close() {
      await engine.stop();
      await github.close();
      await openProject.close();
    },
  };
}

function configOf(statuses: StatusMap) {
  return {
    kinds: {
      work_item: {
        members: [
          {
            connection: 'openproject',
            stream: 'work_packages',
            createIn: 'api',
            defaults: { issue_type: 'Task' },
            fields: {
              title: 'subject',
              body: 'description',
              status: { remote: 'status', values: statuses.openproject },
            },
          },
          {
            connection: 'github',
            stream: 'issues',
            createIn: REPOSITORY,
            fields: { title: 'title', body: 'body', status: { remote: 'state', values: statuses.github } },
          },
        ],
      },
      comment: {
        members: [
          { connection: 'openproject', stream: 'comments', createIn: 'api', fields: { body: 'body' } },
          { connection: 'github', stream: 'comments', createIn: REPOSITORY, fields: { body: 'body' } },
        ],
      },
    },
  };
}

function only<Value>(found: readonly Value[]): Value {
  if (found.length !== 1) throw new Error(`${found.length} records of that title`);
  return found[0]!;
}
