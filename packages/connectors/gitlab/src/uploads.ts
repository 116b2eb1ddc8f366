import type { RecordKey } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { GitLabClient } from './client.ts';
import { textOf } from './item.ts';
import type { Place } from './place.ts';

/** A file of a project, as texts name it: `/uploads/<secret>/<name>`. */
export interface Upload {
  readonly secret: string;
  readonly fileName: string;
}

/** What an upload holds, without having read it. */
export interface UploadHead {
  /** In bytes; null: GitLab did not say. */
  readonly size: number | null;
  readonly contentType: string | null;
}

const SECRET = '[0-9a-f]{32}';
/** Where links and pictures lead, as it stands in Markdown and in the HTML within it. */
const NAMED = new RegExp(
  String.raw`(?:\]\(\s*<?|\b(?:src|href)\s*=\s*["']?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?)([^\s<>()"']*?)/uploads/(${SECRET})/([^\s<>()"'?#/]+)`,
  'gim',
);

/** The uploads of a project that a text names, each once. Those of other projects are none of its. */
export function uploadsIn(text: unknown, { id, path }: Place): Upload[] {
  const found = new Map<string, Upload>();
  for (const [, before = '', secret = '', name = ''] of (textOf(text) ?? '').matchAll(NAMED)) {
    const isHere = before === '' || before.endsWith(`/-/project/${id}`) || before.endsWith(`/${path}`);
    if (isHere && !found.has(secret)) found.set(secret, { secret, fileName: decoded(name) });
  }
  return [...found.values()];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** As texts name it; other sites need the host before it. */
export function addressOf({ secret, fileName }: Upload): string {
  return `/uploads/${secret}/${encodeURIComponent(fileName.toWellFormed())}`;
}

/** An upload hangs at the issue that names it: its id is that issue's and its own secret. */
export function uploadId(issueId: string, { secret }: Upload): string {
  return `${issueId}-${secret}`;
}

/** `acme/api#12/uploads/<secret>/<name>`. */
export function uploadLocator(issue: string, upload: Upload): string {
  return `${issue}${addressOf(upload)}`;
}

export interface PlacedUpload extends Upload {
  readonly issueId: string;
  /** `acme/api#12`. */
  readonly issue: string;
  readonly iid: number;
}

/** Null for what is no place of an upload. */
export function uploadOfKey({ externalId, locator }: Pick<RecordKey, 'externalId' | 'locator'>): PlacedUpload | null {
  const issueId = new RegExp(`^(\\d+)-${SECRET}$`).exec(externalId)?.[1];
  const match = new RegExp(`^(.+#(\\d+))/uploads/(${SECRET})/([^/]+)$`, 's').exec(locator ?? '');
  if (issueId === undefined || !match) return null;
  const [, issue = '', iid = '', secret = '', name = ''] = match;
  return { issueId, issue, iid: Number(iid), secret, fileName: decoded(name) };
}

/** What an upload holds; null where there is none. The bytes are not read. */
export async function lookAt(
  client: GitLabClient,
  projectId: string,
  upload: Upload,
  signal: AbortSignal,
): Promise<UploadHead | null> {
  try {
    const answer = await client.download(projectId, upload, signal);
    await answer.body?.cancel();
    return headOf(answer);
  } catch (error) {
    if (toSynclineError(error).class === 'not_found') return null;
    throw error;
  }
}

export function headOf({ headers }: Response): UploadHead {
  const length = headers.get('content-length');
  const isWhole = length !== null && /^\d+$/.test(length) && !headers.has('content-encoding');
  return { size: isWhole ? Number(length) : null, contentType: headers.get('content-type') };
}

/** Before 17.4 an upload can't be read by its address: then 404 says nothing. Asked once a client. */
export function readsUploads(client: GitLabClient, signal: AbortSignal): Promise<boolean> {
  return client.once('version', async () => {
    const { data } = await client.json('GET /version', {}, signal);
    const version = textOf((data as { readonly version?: unknown } | null)?.version) ?? '';
    const [major = 0, minor = 0] = version.split('.').map(Number);
    return major > 17 || (major === 17 && minor >= 4);
  });
}
