import { expect, it } from 'vitest';
import { openProjectChoices } from './choices.ts';
import { openProjectSettings } from './settings.ts';
import { signal, start } from './testing/start-openproject.ts';

it('offers the projects of the instance, whatever the settings name so far', async () => {
  const all = await readProjects({});
  expect(all).toHaveLength(3);
  expect(openProjectSettings.safeParse({ projects: all }).success).toBe(true);
  expect(await readProjects({ projects: all.slice(0, 1) })).toEqual(all);
});

async function readProjects(settings: object): Promise<(string | number)[]> {
  const { client } = await start({ projects: 3 }, settings);
  const page = await openProjectChoices['projects']!.read(client, { cursor: null, stream: null }, signal);
  expect(page.next).toBeNull();
  return page.choices.map(({ value }) => value);
}
