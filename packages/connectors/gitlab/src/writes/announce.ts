import type { ArrivalNote, RecordKey } from '@syncline/connector-sdk';
import type { GitLabClient } from '../client.ts';
import { asItem, idOf } from '../item.ts';
import { numbered } from '../numbered.ts';
import { readWholeList } from '../paging.ts';

/** The last line of our one comment on an issue. It is no comment of anybody, and is not synced. */
const NOTICE = '<!-- syncline:note -->';
const NOTES = '/projects/{id}/issues/{iid}/notes';

export function isNotice(body: unknown): boolean {
  return typeof body === 'string' && body.trimEnd().endsWith(NOTICE);
}

/** One comment on the issue, brought up to date in place: GitLab tells people of a new comment, not of an edited one. */
export async function announceOnIssue(
  client: GitLabClient,
  key: RecordKey,
  note: ArrivalNote,
  signal: AbortSignal,
): Promise<void> {
  const place = numbered(key);
  const words = note.url === null ? note.text : `[${note.text.replaceAll(/[[\]]/g, '')}](${note.url})`;
  const body = `${words.replace(/^\//, '\\/')}\n\n${NOTICE}`;
  const notes = await readWholeList(client, `GET ${NOTES}`, { ...place, sort: 'asc', order_by: 'created_at' }, signal);
  const known = asItem(notes.find((candidate) => isNotice(asItem(candidate)?.['body'])));
  if (known === null) await client.bytes(`POST ${NOTES}`, { ...place, body }, signal);
  else if (known['body'] !== body)
    await client.bytes(`PUT ${NOTES}/{note}`, { ...place, note: idOf(known), body }, signal);
}
