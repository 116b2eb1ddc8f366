import type { ChoicePage, ChoiceRequest, SettingChoices } from '@syncline/connector-sdk';
import type { GitHubClient } from './client.ts';
import { asItem, textOf } from './item.ts';
import { parseItems } from './paging.ts';
import { readProjectsPage } from './project-list.ts';
import { readRepositoriesPage } from './repository-list.ts';

/** What the owner has, for the settings of a connection to name. */
export const gitHubChoices: Readonly<Record<string, SettingChoices<GitHubClient>>> = {
  repositories: { title: 'Repositories of the owner', read: readRepositories },
  projects: { title: 'Projects (v2) of the owner, by number', read: readProjects },
};

async function readRepositories(
  client: GitHubClient,
  { cursor }: ChoiceRequest,
  signal: AbortSignal,
): Promise<ChoicePage> {
  const { repositories: _, ...settings } = client.settings;
  const { key } = await client.owner(signal);
  const page = await readRepositoriesPage({ ...client, settings }, key, cursor, signal);
  const choices = parseItems(page.raw).flatMap((value) => {
    const item = asItem(value);
    const name = textOf(item?.['full_name']);
    if (name === null) return [];
    const detail = item?.['archived'] === true ? 'archived' : textOf(item?.['description']);
    return [{ value: name, title: name, ...(detail === null ? {} : { detail }) }];
  });
  return { choices, next: page.next };
}

async function readProjects(client: GitHubClient, { cursor }: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage> {
  const { projects: _, ...settings } = client.settings;
  const { key } = await client.owner(signal);
  const page = await readProjectsPage({ ...client, settings }, key, cursor, signal);
  const choices = parseItems(page.raw).flatMap((value) => {
    const item = asItem(value);
    const number = item?.['number'];
    if (typeof number !== 'number') return [];
    return [{ value: number, title: textOf(item?.['title']) ?? `Project ${number}` }];
  });
  return { choices, next: page.next };
}
