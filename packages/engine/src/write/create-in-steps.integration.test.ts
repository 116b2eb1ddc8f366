import { createGitHubSandbox, type GitHubSandbox } from '@syncline/connector-github/sandbox';
import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const REPOSITORY = 'acme/api';
const settings = {
  kinds: {
    work_item: {
      members: [
        {
          connection: 'github',
          stream: 'issues',
          createIn: REPOSITORY,
          fields: {
            title: 'title',
            status: {
              remote: 'state',
              values: [
                ['To Do', 'open'],
                ['Done', 'closed'],
              ],
            },
          },
        },
        {
          connection: 'jira',
          stream: 'issues',
          createIn: 'API',
          defaults: { issue_type: 'Task' },
          fields: { title: 'summary', status: { remote: 'status', values: { 'To Do': 'To Do', Done: 'Done' } } },
        },
      ],
    },
  },
};

describe('a record that its vendor makes in more than one call', () => {
  let github: GitHubSandbox;
  let jira: JiraSandbox;
  let engine: SyncEngine;
  let repositoryId: number;

  beforeAll(async () => {
    github = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
    jira = await createJiraSandbox({ issues: 0, projects: 1 });
    const answer = await fetch(`${github.url}/repos/${REPOSITORY}`, {
      headers: { authorization: `Bearer ${github.token}` },
    });
    repositoryId = ((await answer.json()) as { id: number }).id;
    engine = await startSyncEngine({
      sides: [
        {
          name: 'github',
          connector: 'github',
          url: github.url,
          settings: { owner: github.org, ownerType: 'org' },
          secrets: { token: github.token },
        },
        {
          name: 'jira',
          connector: 'jira',
          url: jira.url,
          settings: { email: jira.email },
          secrets: { token: jira.token },
        },
      ],
    });
    await engine.configure('trackers', settings);
  });
  afterAll(async () => {
    await engine?.stop();
    await github?.close();
    await jira?.close();
  });

  const hintGitHub = (issue: { readonly id: number; readonly number: number }) =>
    engine.hint('github', {
      stream: 'issues',
      externalId: String(issue.id),
      locator: `${REPOSITORY}#${issue.number}`,
      scope: `${repositoryId}:${REPOSITORY}`,
    });
  const hintJira = (issue: { readonly id: string; readonly key: string; readonly projectId: string }) =>
    engine.hint('jira', { stream: 'issues', externalId: issue.id, locator: issue.key, scope: issue.projectId });
  const appears = async <Found>(look: () => Found | undefined): Promise<Found> => {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  it('is not believed in what the first call could not carry, when it is read before the second', async () => {
    const issue = github.createIssue(REPOSITORY, { title: 'Closed before it was carried' });
    github.editIssue(REPOSITORY, issue.number, { state: 'closed' });
    jira.faults.add({ kind: 'slow', path: '/transitions', delayMs: 700, count: 1 });
    await hintGitHub(issue);
    const twin = await appears(() => [...jira.issues('API')].find((each) => each.summary.startsWith('Closed before')));
    // The vendor's webhook of the create is quicker than the call that moves the new issue on.
    await hintJira(twin);
    await engine.quiet();
    expect(jira.issue(twin.id)).toMatchObject({ status: 'Done' });
    expect([...github.issues(REPOSITORY)]).toMatchObject([{ title: 'Closed before it was carried', state: 'closed' }]);
  });

  it('is not believed in it either when the answer to the first call is lost', async () => {
    const twin = jira.createIssue('API', { summary: 'Done before it was carried', status: 'Done' });
    github.faults.add({ kind: 'lost_answer', method: 'POST', path: '/issues$', count: 1 });
    await hintJira(twin);
    const issue = await appears(() =>
      [...github.issues(REPOSITORY)].find((each) => each.title.startsWith('Done before')),
    );
    await hintGitHub(issue);
    await engine.quiet();
    expect(jira.issue(twin.id)).toMatchObject({ status: 'Done' });
    expect([...github.issues(REPOSITORY)].filter((each) => each.title.startsWith('Done before'))).toMatchObject([
      { state: 'closed' },
    ]);
  });
});
