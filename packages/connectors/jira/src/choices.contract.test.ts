import { expect, it } from 'vitest';
import { jiraChoices } from './choices.ts';
import { jiraSettings } from './settings.ts';
import { signal, start } from './testing/start-jira.ts';

it('offers what the site has, whatever the settings name so far', async () => {
  const { client } = await start({ projects: 2 }, { projects: ['API'] });
  const read = async (setting: string, stream: string | null = null) =>
    (await jiraChoices[setting]!.read(client, { cursor: null, stream }, signal)).choices;
  const projects = await read('projects');
  expect(projects).toHaveLength(2);
  expect(jiraSettings.safeParse({ projects: projects.map(({ value }) => value) }).success).toBe(true);
  expect(await read('boards')).toHaveLength(2);
  const fields = await read('fields', 'issues');
  expect(fields).toContainEqual(expect.objectContaining({ value: 'customfield_10016', detail: 'number' }));
  for (const { value } of fields) expect(value).toMatch(/^customfield_\d+$/);
  expect(await read('fields', 'users')).toEqual([]);
});
