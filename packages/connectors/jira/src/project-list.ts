import type { JiraAnswer, JiraClient } from './client.ts';
import { asItem, idOf, textOf } from './item.ts';
import { allValues, type OffsetPlace } from './paging.ts';

export const PROJECT_PAGE = 50;

/** One page of the projects that take part. */
export function readProjects(client: JiraClient, place: OffsetPlace, signal: AbortSignal): Promise<JiraAnswer> {
  const { projects } = client.settings;
  return client.platform(
    (api, via) =>
      api.searchProjects(via, {
        ...place,
        orderBy: 'key',
        expand: 'description,lead',
        ...(projects && { keys: [...projects] }),
      }),
    signal,
  );
}

export interface ProjectName {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

export async function listProjects(client: JiraClient, signal: AbortSignal): Promise<readonly ProjectName[]> {
  const values = await allValues((place) => readProjects(client, place, signal), PROJECT_PAGE);
  return values.flatMap((value) => {
    const item = asItem(value);
    const [id, key] = [idOf(item), textOf(item?.['key'])];
    return id === null || key === null ? [] : [{ id, key, name: textOf(item?.['name']) ?? key }];
  });
}
