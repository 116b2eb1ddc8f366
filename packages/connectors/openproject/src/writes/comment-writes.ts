import type { CreateRequest, CreateSearch, StreamWrites, Written } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import { readComments } from '../activity-list.ts';
import { attachedLocator } from '../attached.ts';
import type { OpenProjectClient } from '../client.ts';
import { asItem, idOf, rawText } from '../item.ts';
import { splitOwnKey } from '../own-key.ts';
import { projectIdOf } from '../project-list.ts';
import { checkedId } from '../scopes.ts';
import { keyedText } from './keyed-text.ts';
import { notifyQuery } from './notify-query.ts';

/** OpenProject deletes no comments: what is deleted elsewhere stays here. */
export const commentWrites: StreamWrites<OpenProjectClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createsInOrderOf: 'comments_on',
  // A work package's activities are read from where they are written: nothing lags.
  createLagMs: 5_000,
  parents: [{ relation: 'comments_on', stream: 'work_packages', required: true }],
  create: createComment,
  findCreated: findComment,
  async update(client, { key, fields, ownKey }, signal): Promise<Written> {
    const path = `/activities/${checkedId(key.externalId)}`;
    // Made as an object, edited as a text.
    const body = { comment: bodyOf(fields['body'], ownKey) };
    return { key, raw: (await client.send({ method: 'PATCH', path, body }, signal)).raw };
  },
};

async function createComment(client: OpenProjectClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const workPackageId = subjectOf(request);
  const scope = await projectIdOf(client, request.scope, signal);
  const { raw, data } = await client.send(
    {
      method: 'POST',
      path: `/work_packages/${workPackageId}/activities`,
      query: notifyQuery(client),
      body: { comment: { raw: bodyOf(request.fields['body'], request.ownKey) } },
    },
    signal,
  );
  // The answer is the newest activity, which may be somebody else's by then.
  if (ownKeyOf(data) === request.ownKey) return { ...written(idOf(data), workPackageId, scope), raw };
  return (await findIn(client, workPackageId, request, signal)) ?? written(null, workPackageId, scope);
}

function findComment(client: OpenProjectClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  return findIn(client, subjectOf(search), search, signal);
}

/** The oldest that carries the key: a person may have copied its text into a new one already. */
async function findIn(
  client: OpenProjectClient,
  workPackageId: string,
  { ownKey, scope }: CreateRequest,
  signal: AbortSignal,
): Promise<Written | null> {
  const comments = await readComments(client, workPackageId, signal);
  const found = comments
    .filter((comment) => ownKeyOf(comment) === ownKey)
    .sort((a, b) => Number(idOf(a)) - Number(idOf(b)))[0];
  if (found === undefined) return null;
  return written(idOf(found), workPackageId, await projectIdOf(client, scope, signal));
}

function written(externalId: string | null, workPackageId: string, scope: string): Written {
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'openproject_no_created_id',
      message: 'OpenProject made a comment and did not say which',
    });
  return { key: { externalId, locator: attachedLocator(workPackageId, 'activities', externalId), scope }, raw: null };
}

function subjectOf(request: CreateRequest): string {
  return checkedId(request.parents['comments_on']?.externalId ?? '');
}

function ownKeyOf(activity: unknown): string | null {
  return splitOwnKey(rawText(asItem(activity)?.['comment']) ?? '').ownKey;
}

function bodyOf(value: Json | undefined, ownKey: string | null): string {
  if (typeof value === 'string' && value.trim() !== '') return keyedText(value, ownKey);
  throw new SynclineError({
    class: 'invalid',
    code: 'openproject_empty_comment',
    message: 'OpenProject keeps no empty comments',
    field: 'body',
  });
}
