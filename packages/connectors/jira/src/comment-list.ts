import type { JiraAnswer, JiraClient } from './client.ts';
import { asItem, idOf } from './item.ts';
import { parseValues } from './paging.ts';

/** Comments that one call reads whole, with their properties. */
const IDS_A_CALL = 1_000;
const PAGE = 100;

/** Comments by id, with the property that our key is in: neither searches nor an issue's own list show properties. */
export async function readComments(
  client: JiraClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<unknown[]> {
  const comments: unknown[] = [];
  for (let at = 0; at < ids.length; at += IDS_A_CALL) {
    const answer = await client.platform(
      (api, via) =>
        api.getCommentsByIds(via, { ids: ids.slice(at, at + IDS_A_CALL).map(Number), expand: 'properties' }),
      signal,
    );
    comments.push(...parseValues(answer.raw).filter((value) => idOf(value) !== null));
  }
  return comments;
}

/** One page of an issue's own list of comments, which no index stands behind. */
export function listComments(
  client: JiraClient,
  issueId: string,
  place: { readonly startAt: number; readonly orderBy?: 'created' | '-created' },
  signal: AbortSignal,
): Promise<JiraAnswer> {
  return client.platform(
    (api, via) => api.getComments(via, { issueIdOrKey: issueId, maxResults: PAGE, ...place }),
    signal,
  );
}

/** Ids of an issue's comments, from `startAt` on, oldest first. */
export async function commentIdsFrom(
  client: JiraClient,
  issueId: string,
  startAt: number,
  signal: AbortSignal,
): Promise<string[]> {
  const ids: string[] = [];
  for (let at = startAt; ; ) {
    const { data } = await listComments(client, issueId, { startAt: at, orderBy: 'created' }, signal);
    const comments = asItem(data)?.['comments'];
    if (!Array.isArray(comments) || comments.length === 0) return ids;
    ids.push(...comments.flatMap((comment) => idOf(comment) ?? []));
    at += comments.length;
    const total = asItem(data)?.['total'];
    if (typeof total === 'number' && at >= total) return ids;
  }
}
