import { withOwnKey } from './own-key.ts';
import { addressOf, type Upload } from './uploads.ts';

/** A line of the comment by which a file from elsewhere is at an issue. It is no comment of anybody, and is not synced as one. */
const MARK = '<!-- syncline:file -->';

/** GitLab knows no files of issues but those that a text names. */
export function fileNote(upload: Upload, ownKey: string): string {
  return withOwnKey(`Attached: [\`${upload.fileName}\`](${addressOf(upload)})\n\n${MARK}`, ownKey);
}

export function isFileNote(body: unknown): boolean {
  return typeof body === 'string' && body.split('\n').some((line) => line.trimEnd() === MARK);
}
