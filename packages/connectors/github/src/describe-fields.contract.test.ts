import { createGitHubSandbox } from '@syncline/connector-github/sandbox';
import { createVendorFetch, type RecordKey, type Stream } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { expect, it, onTestFinished } from 'vitest';
import { loadGitHubDescription } from '../sandbox/testing/openapi-check.ts';
import type { GitHubClient } from './client.ts';
import { gitHub } from './connector.ts';
import { describeFields } from './describe-fields.ts';
import { projectFieldKey } from './project-field-values.ts';

const signal = new AbortController().signal;
const description = loadGitHubDescription();
const items = gitHub.streams.find(({ name }) => name === 'project_items') as Stream<GitHubClient>;

/** A client whose answers are held to GitHub's own description. */
async function start(settings: object = {}) {
  const sandbox = await createGitHubSandbox({ issues: 5, repositories: 1, pullRequests: 0, projectItems: 1 });
  onTestFinished(() => sandbox.close());
  const gate = { take: async () => {}, report: async () => {} };
  const fetch = createVendorFetch({ gate, interpret: gitHub.interpretAnswer, retries: 0 });
  const client = gitHub.createClient({
    baseUrl: sandbox.url,
    settings: gitHub.settings.parse({ owner: 'acme', ...settings }),
    secrets: { token: sandbox.token },
    async fetch(input, init) {
      const answer = await fetch(input, init);
      const { pathname } = new URL(input as string);
      const shown = description.checkAnswer(
        init?.method ?? 'GET',
        pathname,
        answer.status,
        await answer.clone().json(),
      );
      expect(shown.slice(0, 3), pathname).toEqual([]);
      return answer;
    },
  }) as GitHubClient;
  return { sandbox, client };
}

async function fieldsOf(client: GitHubClient, key: RecordKey): Promise<Readonly<Record<string, Json>>> {
  const fetched = await items.fetchOne?.(client, key, signal);
  if (fetched?.outcome !== 'found') throw new Error(fetched?.outcome);
  const result = items.normalize(items.parsePage(fetched.raw)[0], key.scope);
  if (result.outcome !== 'record') throw new Error(result.outcome);
  return result.record.fields;
}

it('describes what projects add to their items, by ids, and says whose it is where two have one name', async () => {
  const { client } = await start();
  const described = await describeFields(client, 'project_items', signal);
  expect(Object.fromEntries(described.map(({ name, type }) => [name, type]))).toMatchObject({
    'Priority of Roadmap': 'select',
    'Estimate of Roadmap': 'number',
    'Target date of Roadmap': 'date',
    'Notes of Roadmap': 'text',
    'Sprint of Roadmap': 'select',
    'Estimate of Pipeline': 'number',
  });
  expect(described).toHaveLength(10);
  expect(described.find(({ name }) => name === 'Sprint of Roadmap')?.options).toHaveLength(6);
  expect(await describeFields(client, 'issues', signal)).toEqual([]);
  const { client: narrow } = await start({ projects: [1] });
  expect((await describeFields(narrow, 'project_items', signal)).map(({ name }) => name)).toEqual([
    'Priority',
    'Estimate',
    'Target date',
    'Notes',
    'Sprint',
  ]);
  const { client: none } = await start({ projects: false });
  expect(await describeFields(none, 'project_items', signal)).toEqual([]);
});

it('carries a field by its id both ways, under another name too; one that is gone is not shown as empty', async () => {
  const { sandbox, client } = await start({ projects: [1] });
  const field = sandbox.defineProjectField(1, { name: 'Tier', type: 'single_select', options: ['Gold', 'Tin'] });
  const key = projectFieldKey(field.id);
  const [gold, tin] = field.options ?? [];
  const described = async () =>
    (await describeFields(client, 'project_items', signal)).find((each) => each.key === key);
  expect(await described()).toEqual({
    key,
    name: 'Tier',
    type: 'select',
    options: [
      { id: gold?.id, name: 'Gold' },
      { id: tin?.id, name: 'Tin' },
    ],
    writable: true,
  });
  const scope = (await gitHub.listScopes(client, 'project', signal))[0]?.key ?? '';
  const page = await items.readPage(client, { scope, cursor: null, since: null }, signal);
  const result = items.normalize(items.parsePage(page.raw)[0], scope);
  if (result.outcome !== 'record') throw new Error(result.outcome);
  expect(result.record.fields).toMatchObject({ [key]: null });
  const at = { externalId: result.record.externalId, locator: result.record.locator, scope };
  const update = { key: at, locators: {}, ownKey: null, expected: {}, expectedVersion: null };
  sandbox.renameProjectField(1, field.id, 'Rank');
  for (const [value, option] of [
    [gold?.id, gold],
    ['Tin', tin],
  ] as const) {
    await items.writes?.update?.(client, { ...update, fields: { [key]: value ?? null } }, signal);
    expect(await fieldsOf(client, at)).toMatchObject({ [key]: option?.id, 'custom.Rank': option?.name });
  }
  const write = (value: Json) => items.writes?.update?.(client, { ...update, fields: { [key]: value } }, signal);
  await expect(write('Lead')).rejects.toMatchObject({ class: 'invalid', field: key, choices: ['Gold', 'Tin'] });
  sandbox.defineProjectField(1, { name: 'Rank', type: 'number' }, field.id);
  expect(await described()).toMatchObject({ type: 'number' });
  await write(7);
  expect(await fieldsOf(client, at)).toMatchObject({ [key]: 7 });
  sandbox.removeProjectField(1, field.id);
  expect(await described()).toBeUndefined();
  expect(await fieldsOf(client, at)).not.toHaveProperty(key);
  await expect(write(8)).rejects.toMatchObject({ class: 'invalid', field: key });
});
