import { createHash } from 'node:crypto';
import type { FileBytes, FileToSend, RecordKey } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import { findEntityFields, findLinks, type LinkRow } from '@syncline/store';
import { openConnection } from '../connections/open-connection.ts';
import type { WriteTask } from '../write/write-task.ts';

/** A file on its way from one vendor to another; whoever does not send it has to `drop` it. */
export interface OpenFile {
  readonly file: FileToSend;
  /** Where it is read: `connection id/stream/external id`. */
  readonly readFrom: string;
  /** Of what has passed: whole once the create was answered. */
  sha256(): string;
  drop(): Promise<void>;
}

/**
 * Opens the file that a create is to send, where one of the entity's records still shows it. Nothing is read beyond what
 * the vendor it goes to takes. Throws SynclineError `invalid` `file_too_large` when it would be refused there.
 */
export async function openFile(task: WriteTask, scope: string): Promise<OpenFile> {
  const { ctx, row, member, connection, signal } = task;
  const fields = await findEntityFields(ctx.store, row.workspaceId, row.entityId);
  const fileName = textOf(fields['file_name']) ?? 'file';
  const known = typeof fields['size'] === 'number' ? fields['size'] : null;
  const limit = (await member.stream.content?.maxBytes?.(connection.client, scope, signal)) ?? null;
  if (known !== null) refuseTooLarge(task, fileName, known, limit);
  const { source, ...opened } = await openSource(task);
  const size = opened.size ?? known;
  try {
    if (size === null)
      throw new SynclineError({
        class: 'mapping',
        code: 'file_without_size',
        message: `Nobody says how large ${fileName} is, and ${member.key} takes no file of unknown size.`,
      });
    refuseTooLarge(task, fileName, size, limit);
  } catch (error) {
    await opened.body.cancel();
    throw error;
  }
  const hash = createHash('sha256');
  return {
    file: {
      fileName,
      contentType: opened.contentType ?? textOf(fields['content_type']) ?? 'application/octet-stream',
      size,
      body: opened.body.pipeThrough(measured(fileName, size, (chunk) => void hash.update(chunk))),
    },
    readFrom: `${source.connectionId}/${source.stream}/${source.externalId}`,
    sha256: () => hash.copy().digest('hex'),
    drop: () => opened.body.cancel().catch(() => undefined),
  };
}

/** Where the file is had, opened there. */
export async function openSource(task: WriteTask): Promise<FileBytes & { readonly source: LinkRow }> {
  const source = await sourceOf(task);
  return { ...(await openAt(task, source)), source };
}

/** The record that the file is read from: any but the one to be made. */
async function sourceOf({ ctx, row, plan }: WriteTask): Promise<LinkRow> {
  const links = await findLinks(ctx.store, row.workspaceId, { records: [], entityIds: [row.entityId] });
  const source = links.find(
    (link) =>
      (link.connectionId !== row.connectionId || link.stream !== row.stream) &&
      plan.memberOf(link.connectionId, link.stream)?.stream.content !== undefined,
  );
  if (source) return source;
  throw new SynclineError({
    class: 'not_found',
    code: 'file_nowhere',
    message: 'No side has the file any more.',
  });
}

async function openAt({ ctx, row, signal }: WriteTask, source: LinkRow) {
  const connection = await openConnection(ctx, source.connectionId, row.lane);
  const key: RecordKey = { externalId: source.externalId, locator: source.locator, scope: source.scope };
  try {
    return await connection.stream(source.stream).content!.open(connection.client, key, signal);
  } catch (thrown) {
    // Whoever refuses here is not the vendor that is written to.
    if (!(thrown instanceof SynclineError) || (thrown.class !== 'auth' && thrown.class !== 'rate_limited'))
      throw thrown;
    throw new SynclineError({
      class: 'transient',
      code: 'file_source_busy',
      message: `${connection.row.name} does not give the file out now: ${thrown.message}`,
      cause: thrown,
    });
  }
}

/** The same bytes, looked at as they pass. One that ends early, or goes on, is an error: no half file is taken for a whole one. */
function measured(
  fileName: string,
  size: number,
  note: (chunk: Uint8Array) => void,
): TransformStream<Uint8Array, Uint8Array> {
  let passed = 0;
  return new TransformStream({
    transform(chunk, controller) {
      passed += chunk.byteLength;
      if (passed > size) throw cut(fileName, size, passed);
      note(chunk);
      controller.enqueue(chunk);
    },
    flush() {
      if (passed < size) throw cut(fileName, size, passed);
    },
  });
}

function cut(fileName: string, size: number, passed: number): SynclineError {
  return new SynclineError({
    class: 'transient',
    code: 'file_cut',
    message: `${fileName} has ${size} bytes, and ${passed} came.`,
  });
}

function refuseTooLarge({ member }: WriteTask, fileName: string, size: number, limit: number | null): void {
  if (limit === null || size <= limit) return;
  throw fileTooLarge(member.key, fileName, size, limit);
}

function fileTooLarge(member: string, fileName: string, size: number, limit: number): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'file_too_large',
    field: 'size',
    message:
      `${fileName} has ${shown(size)}, and ${member} takes files up to ${shown(limit)}. It was not copied; its record is kept. ` +
      'Raise the limit there and retry this item, or make the file smaller, or ignore the item.',
  });
}

function shown(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  return megabytes < 1 ? `${bytes} bytes` : `${megabytes.toFixed(1)} MB (${bytes} bytes)`;
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
