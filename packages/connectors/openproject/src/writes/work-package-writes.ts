import type { RecordKey, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { OpenProjectClient } from '../client.ts';
import { isCustomField } from '../custom-fields.ts';
import { asItem, type Item, textOf } from '../item.ts';
import { linkedId, linkOf } from '../links.ts';
import { LINK_FIELDS } from '../relations.ts';
import { checkedId } from '../scopes.ts';
import { keepWritten } from '../work-package-page.ts';
import { createWorkPackage } from './create-work-package.ts';
import { findCreatedWorkPackage } from './find-work-package.ts';
import { notifyQuery } from './notify-query.ts';
import { withStatusChoices } from './status-choices.ts';
import { workPackageBody } from './work-package-body.ts';
import { hasRelations, writeRelations } from './write-relations.ts';

export const workPackageWrites: StreamWrites<OpenProjectClient> = {
  concurrency: 'conditional',
  creates: 'scan',
  // Relations are calls of their own.
  carriedByCreate: (field) => !LINK_FIELDS.some((relation) => relation === field),
  // Lists are read from where work packages are written; this is for a request that is still on its way.
  createLagMs: 5_000,
  create: createWorkPackage,
  findCreated: findCreatedWorkPackage,
  update: updateWorkPackage,
  remove: removeWorkPackage,
};

/** Fields whose values, or whose names at OpenProject, are those of a project and a type. */
const OF_PLACE = ['issue_type', 'category', 'start_date', 'due_date'];

/** One call for all fields, refused as a whole when the version is not the newest; more for relations, which have none. */
async function updateWorkPackage(
  client: OpenProjectClient,
  request: UpdateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const { key, fields, expected, expectedVersion, ownKey, locators } = request;
  const id = checkedId(key.externalId);
  const names = Object.keys(fields);
  const isEdited = names.some((name) => !LINK_FIELDS.some((field) => field === name));
  // What depends on the project and the type is asked for; so is the version, where no call would be refused for it.
  const needsPlace = names.some((name) => OF_PLACE.includes(name) || isCustomField(name));
  const current =
    needsPlace || !isEdited || expectedVersion === null
      ? asItem((await client.send({ path: `/work_packages/${id}` }, signal)).data)
      : null;
  const lockVersion = Number(expectedVersion ?? current?.['lockVersion']);
  if (current && current['lockVersion'] !== lockVersion) throw staleVersion(id, expectedVersion, current);
  const place = {
    projectId: linkedId(current, 'project').id ?? '',
    type: fields['issue_type'] ?? textOf(asItem(linkOf(current, 'type'))?.['title']),
    ownKey,
    locators,
  };
  const body = isEdited ? await workPackageBody(client, fields, place, signal) : null;
  const answer =
    body &&
    (await withStatusChoices(
      client,
      { workPackageId: id, status: fields['status'] },
      () =>
        client.send(
          {
            method: 'PATCH',
            path: `/work_packages/${id}`,
            query: notifyQuery(client),
            body: { ...body, lockVersion },
          },
          signal,
        ),
      signal,
    ));
  if (!hasRelations(fields)) return { key, raw: answer && (await keepWritten(client, answer.raw, signal)) };
  try {
    await writeRelations(client, id, fields, expected, signal);
  } catch (error) {
    throw isEdited ? unfinished(error) : error;
  }
  return { key, raw: null };
}

function staleVersion(id: string, expected: string | null, current: Item): SynclineError {
  const newest = current['lockVersion'];
  return new SynclineError({
    class: 'conflict',
    code: 'openproject_update_conflict',
    message: `Work package ${id} is no longer at version ${expected ?? 'unknown'}, but at ${typeof newest === 'number' ? newest : 'none'}`,
  });
}

/** Some of it is written: what a retry must find out first. What OpenProject refuses of the rest stays what it is. */
function unfinished(error: unknown): SynclineError {
  const problem = toSynclineError(error);
  if (problem.class === 'invalid' || problem.class === 'permission') return problem;
  return new SynclineError({
    class: 'partial',
    code: 'openproject_update_unfinished',
    message: `OpenProject took a part of the update, and then: ${problem.message}`,
    cause: error,
  });
}

/** OpenProject deletes the children along with a work package, which nobody asked for: one that has any is left alone. */
async function removeWorkPackage(client: OpenProjectClient, key: RecordKey, signal: AbortSignal): Promise<void> {
  const path = `/work_packages/${checkedId(key.externalId)}`;
  try {
    const children = linkOf(asItem((await client.send({ path }, signal)).data), 'children');
    if (Array.isArray(children) && children.length > 0)
      throw new SynclineError({
        class: 'invalid',
        code: 'openproject_has_children',
        message: `Work package ${key.externalId} is not deleted: OpenProject would delete its ${children.length} children with it`,
      });
    await client.send({ method: 'DELETE', path }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}
