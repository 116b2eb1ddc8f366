import { createGitHubSandbox } from '@syncline/connector-github/sandbox';
import { createVendorFetch } from '@syncline/connector-sdk';
import { expect, it, onTestFinished } from 'vitest';
import { gitHub } from './connector.ts';
import { gitHubSettings } from './settings.ts';

const signal = new AbortController().signal;

it('offers what the owner has, whatever the settings name so far', async () => {
  const sandbox = await createGitHubSandbox({ repositories: 3, issues: 1 });
  onTestFinished(() => sandbox.close());
  const [first] = sandbox.repositories();
  const gate = { take: async () => {}, report: async () => {} };
  const client = gitHub.createClient({
    baseUrl: sandbox.url,
    settings: gitHubSettings.parse({ owner: 'acme', repositories: [first], projects: false }),
    secrets: { token: 'sandbox-token' },
    fetch: createVendorFetch({ gate, interpret: gitHub.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  });
  const read = async (setting: string) => {
    const page = await gitHub.choices?.[setting]?.read(client, { cursor: null, stream: null }, signal);
    expect(page?.next).toBeNull();
    return page?.choices.map(({ value }) => value) ?? [];
  };
  const repositories = await read('repositories');
  expect(repositories).toEqual(sandbox.repositories());
  const projects = await read('projects');
  expect(projects.length).toBeGreaterThan(0);
  expect(gitHubSettings.safeParse({ owner: 'acme', repositories, projects }).success).toBe(true);
});
