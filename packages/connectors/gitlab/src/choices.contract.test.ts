import { expect, it } from 'vitest';
import { gitLabChoices } from './choices.ts';
import { gitLabSettings } from './settings.ts';
import { signal, start } from './testing/start-gitlab.ts';

it('offers the groups and projects of the instance, whatever the settings name so far', async () => {
  const { client, sandbox } = await start({ projects: 2 }, { projects: ['acme/api'] });
  const read = async (setting: string) =>
    (await gitLabChoices[setting]!.read(client, { cursor: null, stream: null }, signal)).choices;
  const groups = await read('group');
  expect(groups.map(({ value }) => value)).toContain(sandbox.group);
  for (const { value } of groups) expect(gitLabSettings.safeParse({ group: value }).success).toBe(true);
  const projects = (await read('projects')).map(({ value }) => value);
  expect(projects).toContain('acme/api');
  expect(projects.length).toBeGreaterThanOrEqual(2);
  expect(gitLabSettings.safeParse({ projects }).success).toBe(true);
});
