import type { ArrivalNote, RecordKey } from '@syncline/connector-sdk';
import type { GitHubClient } from '../client.ts';
import { asItem, idOf, textOf } from '../item.ts';
import { readWholeList } from '../paging.ts';
import { numberedPlace } from './place-of-issue.ts';

/** The last line of our one comment on an issue. It is no comment of anybody, and is not synced. */
const NOTE = '<!-- syncline:note -->';
const STATES = { in_step: 'success', conflict: 'pending', failed: 'failure' } as const;
const COMMENTS = '/repos/{owner}/{repo}/issues/{number}/comments';

export function isNote(body: unknown): boolean {
  return typeof body === 'string' && body.trimEnd().endsWith(NOTE);
}

/** One comment on the issue, brought up to date in place: GitHub tells people of a new comment, not of an edited one. */
export async function announceOnIssue(
  client: GitHubClient,
  key: RecordKey,
  note: ArrivalNote,
  signal: AbortSignal,
): Promise<void> {
  const place = numberedPlace(key);
  const words = note.url === null ? note.text : `[${note.text.replaceAll(/[[\]]/g, '')}](${note.url})`;
  const body = `${words}\n\n${NOTE}`;
  const comments = await readWholeList(client, `GET ${COMMENTS}`, { ...place }, signal);
  const known = asItem(comments.find((comment) => isNote(asItem(comment)?.['body'])));
  if (known === null) await client.bytes(`POST ${COMMENTS}`, { ...place, body }, signal);
  else if (known['body'] !== body) {
    const { owner, repo } = place;
    const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{id}';
    await client.bytes(route, { owner, repo, id: idOf(known), body }, signal);
  }
}

/** A commit status on the head of the pull request. */
export async function announceOnPullRequest(
  client: GitHubClient,
  key: RecordKey,
  note: ArrivalNote,
  signal: AbortSignal,
): Promise<void> {
  const { owner, repo, number } = numberedPlace(key);
  const { data } = await client.json('GET /repos/{owner}/{repo}/pulls/{number}', { owner, repo, number }, signal);
  const sha = textOf(asItem(asItem(data)?.['head'])?.['sha']);
  if (sha === null) return;
  const status = { state: STATES[note.state], description: note.text.slice(0, 140), context: 'syncline' };
  const target = note.url === null ? {} : { target_url: note.url };
  await client.bytes('POST /repos/{owner}/{repo}/statuses/{sha}', { owner, repo, sha, ...status, ...target }, signal);
}
