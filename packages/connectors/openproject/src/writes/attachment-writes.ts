import {
  type CreateRequest,
  type CreateSearch,
  multipartOf,
  type StreamWrites,
  type Written,
} from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import { attachedLocator } from '../attached.ts';
import type { OpenProjectClient } from '../client.ts';
import { unpagedElements } from '../collection.ts';
import { asItem, idOf, textOf, utcTime } from '../item.ts';
import { projectIdOf } from '../project-list.ts';
import { checkedId } from '../scopes.ts';

/** Both clocks may be off by hours. */
const CLOCK_SKEW_MS = 3 * 3_600_000;

/** OpenProject changes no files: they are attached and deleted. */
export const attachmentWrites: StreamWrites<OpenProjectClient> = {
  concurrency: 'compare',
  creates: 'scan',
  // Attachments of a work package are read from where they are written: nothing lags.
  createLagMs: 5_000,
  parents: [{ relation: 'part_of', stream: 'work_packages', required: true }],
  create: attach,
  findCreated: findAttached,
  async remove(client, { externalId }, signal) {
    try {
      await client.send({ method: 'DELETE', path: `/attachments/${checkedId(externalId)}` }, signal);
    } catch (error) {
      if (toSynclineError(error).class !== 'not_found') throw error;
    }
  },
};

async function attach(client: OpenProjectClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const { file, fields } = request;
  if (!file) throw new TypeError('an attachment is made of a file');
  const workPackageId = placeOf(request);
  const description = textOf(fields['description']);
  const metadata = { fileName: file.fileName, ...(description !== null && { description: { raw: description } }) };
  const form = multipartOf(
    [{ name: 'metadata', value: JSON.stringify(metadata), contentType: 'application/json' }],
    'file',
    file,
  );
  const { raw, data } = await client.upload(`/work_packages/${workPackageId}/attachments`, form, signal);
  return written(idOf(data), workPackageId, await projectIdOf(client, request.scope, signal), raw);
}

/** One of the name and the size, made since, that is nothing else. */
async function findAttached(
  client: OpenProjectClient,
  search: CreateSearch,
  signal: AbortSignal,
): Promise<Written | null> {
  const workPackageId = placeOf(search);
  const { file_name: name, size } = search.fields;
  const listed = await unpagedElements(client, `/work_packages/${workPackageId}/attachments`, signal);
  const alike = listed.flatMap((element) => {
    const item = asItem(element);
    const isRecent = Date.parse(utcTime(item?.['createdAt']) ?? '') >= search.since.getTime() - CLOCK_SKEW_MS;
    const isAlike = isRecent && item?.['fileName'] === name && item?.['fileSize'] === size;
    return isAlike ? (idOf(element) ?? []) : [];
  });
  const [id] = (await search.unlinked?.(alike)) ?? alike;
  return id === undefined ? null : written(id, workPackageId, await projectIdOf(client, search.scope, signal), null);
}

function written(externalId: string | null, workPackageId: string, scope: string, raw: Uint8Array | null): Written {
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'openproject_no_created_id',
      message: 'OpenProject attached a file and did not say which',
    });
  return { key: { externalId, locator: attachedLocator(workPackageId, 'attachments', externalId), scope }, raw };
}

function placeOf(request: CreateRequest): string {
  return checkedId(request.parents['part_of']?.externalId ?? '');
}
