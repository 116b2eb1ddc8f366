import type { Choice, ChoicePage, ChoiceRequest, SettingChoices } from '@syncline/connector-sdk';
import type { GitLabClient } from './client.ts';
import { asItem, type Item, textOf } from './item.ts';
import { pageOf, parseItems, readListPage } from './paging.ts';

/** What the token's user is a member of, for settings to name. */
export const gitLabChoices: Readonly<Record<string, SettingChoices<GitLabClient>>> = {
  group: {
    title: "Groups of the token's user, by path; their subgroups come with them",
    read: (client, request, signal) =>
      // Of membership, however small: an administrator of an instance would be shown every group there is.
      readChoices(client, 'GET /groups', { min_access_level: 10 }, 'full_path', request, signal),
  },
  projects: {
    title: "Projects of the token's user, by path",
    read: (client, request, signal) =>
      readChoices(client, 'GET /projects', { membership: true, simple: true }, 'path_with_namespace', request, signal),
  },
};

async function readChoices(
  client: GitLabClient,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  pathIn: string,
  { cursor }: ChoiceRequest,
  signal: AbortSignal,
): Promise<ChoicePage> {
  const sorted = { ...parameters, order_by: 'id', sort: 'asc' };
  const { raw, next } = await readListPage(client, route, sorted, { page: pageOf(cursor) }, signal);
  const choices = parseItems(raw).flatMap((value) => {
    const item = asItem(value);
    return item ? choiceOf(item, textOf(item[pathIn])) : [];
  });
  return { choices, next };
}

function choiceOf(item: Item, path: string | null): Choice[] {
  return path === null ? [] : [{ value: path, title: textOf(item['name']) ?? path }];
}
