import { expect, it } from 'vitest';
import { jiraChoices } from './choices.ts';
import { describeFields } from './describe-fields.ts';
import { jiraSettings } from './settings.ts';
import { signal, start } from './testing/start-jira.ts';

it('describes the custom fields of issues, typed, without what is no data', async () => {
  const { client } = await start({ projects: 1 });
  const described = await describeFields(client, 'issues', signal);
  expect(Object.fromEntries(described.map(({ name, type }) => [name, type]))).toMatchObject({
    Team: 'select',
    Customer: 'text',
    Platforms: 'multi_select',
    'Go-live': 'date_time',
  });
  expect(described.map(({ name }) => name)).not.toContain('Sprint');
  expect(described.map(({ name }) => name)).not.toContain('Rank');
  expect(await describeFields(client, 'users', signal)).toEqual([]);
});

it('lists options by their ids: to an administrator all, to others what forms for new issues offer', async () => {
  const { sandbox, client } = await start({ projects: 2 });
  const key = sandbox.defineField({ number: 10_900, name: 'Tier', holds: 'select', options: ['Gold', 'Tin'] });
  const tier = async () => (await describeFields(client, 'issues', signal)).find((field) => field.key === key);
  const options = [
    { id: '109000', name: 'Gold' },
    { id: '109001', name: 'Tin' },
  ];
  expect(await tier()).toEqual({ key, name: 'Tier', type: 'select', writable: true, options });
  sandbox.renameOption(key, '109001', 'Lead');
  expect((await tier())?.options).toEqual([options[0], { id: '109001', name: 'Lead' }]);
  sandbox.faults.add({ kind: 'status', status: 403, path: '/field/.*/context', count: 1 });
  sandbox.log.clear();
  expect((await tier())?.options).toEqual([options[0], { id: '109001', name: 'Lead' }]);
  expect(sandbox.requestCount('/createmeta/')).toBeGreaterThan(0);
  sandbox.defineField({ number: 10_900, name: 'Tier', holds: 'number' });
  expect(await tier()).toEqual({ key, name: 'Tier', type: 'number', writable: true });
  sandbox.removeField(key);
  expect(await tier()).toBeUndefined();
});

it('offers what the site has, whatever the settings name so far', async () => {
  const { client } = await start({ projects: 2 }, { projects: ['API'] });
  const read = async (setting: string) =>
    (await jiraChoices[setting]!.read(client, { cursor: null, stream: null }, signal)).choices;
  const projects = await read('projects');
  expect(projects).toHaveLength(2);
  expect(jiraSettings.safeParse({ projects: projects.map(({ value }) => value) }).success).toBe(true);
  expect(await read('boards')).toHaveLength(2);
});
