import type { GitLabClient } from './client.ts';
import type { NotedSubject } from './comment-place.ts';
import { isFileNote } from './file-note.ts';
import { asItem, idOf } from './item.ts';
import { readNotes } from './note-list.ts';
import type { Place } from './place.ts';
import { type PlacedUpload, type UploadHead, uploadsIn } from './uploads.ts';
import { ownKeyOn } from './writes/find-by-own-key.ts';

/** The stored form of an upload that an issue names. */
export interface NamedUpload extends PlacedUpload, UploadHead {
  /** Of the comment that we made of it. */
  readonly ownKey: string | null;
  /** The comment that we made of it. */
  readonly noteId: string | null;
  readonly author: unknown;
  /** When the text that names it was made. */
  readonly namedAt: unknown;
}

interface NamingText {
  /** Of the comment; null for the description. */
  readonly id: string | null;
  readonly body: unknown;
  readonly author: unknown;
  readonly at: unknown;
}

/**
 * The uploads that an issue names, in its description and in the comments on it, each once, as it was named first. What
 * only some may read, as an internal comment, names nothing for other sides.
 */
export async function namedUploads(
  client: GitLabClient,
  place: Place,
  issue: unknown,
  subject: NotedSubject,
  signal: AbortSignal,
): Promise<Omit<NamedUpload, keyof UploadHead>[]> {
  const item = asItem(issue);
  const issueId = idOf(item);
  if (issueId === null) return [];
  const texts: NamingText[] = [
    { id: null, body: item?.['description'], author: item?.['author'], at: item?.['created_at'] },
  ];
  const notes = item?.['user_notes_count'] === 0 ? [] : await readNotes(client, subject, issueId, signal);
  for (const { note } of notes) {
    const comment = asItem(note);
    if (comment?.['internal'] === true || comment?.['confidential'] === true) continue;
    texts.push({
      id: idOf(comment),
      body: comment?.['body'],
      author: comment?.['author'],
      at: comment?.['created_at'],
    });
  }
  const found = new Map<string, Omit<NamedUpload, keyof UploadHead>>();
  for (const { id, body, author, at } of texts) {
    const isOurs = isFileNote(body);
    for (const upload of uploadsIn(body, place)) {
      const known = found.get(upload.secret);
      if (known && !isOurs) continue;
      const ours = isOurs ? { ownKey: ownKeyOn(body), noteId: id } : { ownKey: null, noteId: null };
      const { locator, iid } = subject;
      found.set(upload.secret, { ...upload, issueId, issue: locator, iid, author, namedAt: at, ...ours });
    }
  }
  return [...found.values()];
}

/** A page of them, as it is kept. */
export function rawOf(uploads: readonly NamedUpload[]): Uint8Array {
  return Buffer.from(JSON.stringify(uploads));
}
