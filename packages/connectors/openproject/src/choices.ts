import type { ChoicePage, ChoiceRequest, SettingChoices } from '@syncline/connector-sdk';
import type { OpenProjectClient } from './client.ts';
import { elementsOf, hasMore, pageOf, readPageOf } from './collection.ts';
import { asItem, textOf } from './item.ts';

/** What the account can see, for settings to name. */
export const openProjectChoices: Readonly<Record<string, SettingChoices<OpenProjectClient>>> = {
  projects: { title: 'Projects that the account can see, by identifier', read: readProjects },
};

async function readProjects(
  client: OpenProjectClient,
  { cursor }: ChoiceRequest,
  signal: AbortSignal,
): Promise<ChoicePage> {
  const page = pageOf(cursor);
  const list = { path: '/projects', query: { filters: [], sortBy: [['id', 'asc']] } };
  const { data } = await readPageOf(client, list, page, signal);
  const choices = elementsOf(data).flatMap((value) => {
    const item = asItem(value);
    const identifier = textOf(item?.['identifier']);
    if (!item || identifier === null) return [];
    const detail = item['active'] === false ? { detail: 'archived' } : {};
    return [{ value: identifier, title: textOf(item['name']) ?? identifier, ...detail }];
  });
  return { choices, next: hasMore(data, page) ? { page: page + 1 } : null };
}
