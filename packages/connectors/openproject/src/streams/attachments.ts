import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference } from '@syncline/core';
import { attachedLocator } from '../attached.ts';
import { attachmentContent } from '../attachment-content.ts';
import type { OpenProjectClient } from '../client.ts';
import { parseElements, unpagedElements } from '../collection.ts';
import { expressFileName, expressText } from '../express.ts';
import { fetchAttached } from '../fetch-attached.ts';
import { asItem, idOf, rawText, requireText, takeNumber, takeText, takeTime, textOf, utcTime } from '../item.ts';
import { linkedId, linkOf, targetOf } from '../links.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { readOfEach } from '../of-each-work-package.ts';
import { addPrincipal } from '../principal.ts';
import { planByCreation } from '../work-package-windows.ts';
import { attachmentWrites } from '../writes/attachment-writes.ts';

/** Files at the work packages of a project: what they are called, how large they are, and where they are had. */
export const attachments: Stream<OpenProjectClient> = {
  name: 'attachments',
  title: 'Attachments',
  kind: 'attachment',
  scopeKind: 'project',
  backfill: 'windows',
  incremental: 'since',
  pageSize: 1_000,
  itemId: 'id',
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'file_name', type: 'text', writable: 'create', required: true, express: expressFileName },
    { name: 'description', type: 'text', writable: 'create', express: expressText },
    { name: 'content_type', type: 'text', writable: 'no' },
    { name: 'size', type: 'number', writable: 'create', required: true },
    { name: 'digest', type: 'text', writable: 'no' },
    { name: 'download_path', type: 'text', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  writes: attachmentWrites,
  content: attachmentContent,
  planWindows: planByCreation,
  readPage: (client, request, signal) =>
    readOfEach(client, request, (id) => unpagedElements(client, `/work_packages/${id}/attachments`, signal), signal),
  fetchOne: (client, key, signal) =>
    fetchAttached(
      client,
      key,
      {
        name: 'attachment',
        resource: 'attachments',
        link: 'container',
        // Wiki pages and forum posts have attachments, too.
        otherwise: (item) =>
          targetOf(linkOf(item, 'container'))?.resource === 'work_packages'
            ? null
            : { outcome: 'out_of_scope', detail: 'it is at no work package' },
      },
      signal,
    ),
  parsePage: parseElements,
  normalize: normalizeAttachment,
};

function normalizeAttachment(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('an attachment');
  const container = targetOf(linkOf(item, 'container'));
  if (container?.resource !== 'work_packages')
    return { outcome: 'ignored', reason: 'a file that is at no work package' };
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'fileName', diagnostics, 'file_name');
  takeText(fields, item, 'contentType', diagnostics, 'content_type');
  takeNumber(fields, item, 'fileSize', diagnostics, 'size');
  takeTime(fields, item, 'createdAt', diagnostics, 'created_at');
  const description = rawText(item['description']);
  if (description !== undefined) fields['description'] = description === '' ? null : description;
  const digest = asItem(item['digest']);
  const [algorithm, hash] = [textOf(digest?.['algorithm']), textOf(digest?.['hash'])];
  if (algorithm !== null && hash !== null) fields['digest'] = `${algorithm}:${hash}`;
  const path = textOf(asItem(linkOf(item, 'staticDownloadLocation'))?.['href']);
  if (path !== null) fields['download_path'] = path;
  const references: Reference[] = [{ relation: 'part_of', stream: 'work_packages', externalId: container.id }];
  const embedded: NormalisedRecord[] = [];
  const isAuthorShown = linkedId(item, 'author').shown;
  if (isAuthorShown) addPrincipal(item, 'author', 'created_by', references, embedded);
  return recordResult(
    {
      kind: 'attachment',
      stream: 'attachments',
      externalId,
      locator: attachedLocator(container.id, 'attachments', externalId),
      fields,
      references,
      relations: isAuthorShown ? ['part_of', 'created_by'] : ['part_of'],
      remoteUpdatedAt: utcTime(item['createdAt']),
      url: null,
    },
    diagnostics,
    embedded,
  );
}
