import type { JiraClient } from './client.ts';
import { asItem, type Item, idOf, textOf } from './item.ts';

/** Where a file is: `10010/attachments/10000`, its issue's id and its own. */
export function attachmentLocator(issueId: string, attachmentId: string): string {
  return `${issueId}/attachments/${attachmentId}`;
}

export function issueOfAttachment(locator: string | null): string | null {
  return /^(\d+)\/attachments\/\d+$/.exec(locator ?? '')?.[1] ?? null;
}

/** The files that an issue shows, each with the issue's id, which Jira says nowhere in them. */
export function listedAttachments(issue: unknown): Item[] {
  const issueId = idOf(issue);
  const list = asItem(asItem(issue)?.['fields'])?.['attachment'];
  if (issueId === null || !Array.isArray(list)) return [];
  return list.flatMap((value) => {
    const attachment = asItem(value);
    return attachment ? [{ ...attachment, issueId }] : [];
  });
}

/** Pictures with what documents call them, which Jira tells by where it sends whoever asks for the file. */
export async function withMediaIds(client: JiraClient, listed: readonly Item[], signal: AbortSignal): Promise<Item[]> {
  const known: Item[] = [];
  for (const attachment of listed) {
    const id = idOf(attachment);
    const isPicture = textOf(attachment['mimeType'])?.startsWith('image/') === true;
    const mediaId = id !== null && isPicture ? await client.mediaId(id, signal) : null;
    known.push(mediaId === null ? attachment : { ...attachment, mediaId });
  }
  return known;
}
