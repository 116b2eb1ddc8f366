import type { CreateRequest, Written } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { OpenProjectClient } from '../client.ts';
import { idOf } from '../item.ts';
import { projectIdOf } from '../project-list.ts';
import { keepWritten } from '../work-package-page.ts';
import { notifyQuery } from './notify-query.ts';
import { workPackageBody } from './work-package-body.ts';
import { hasRelations, writeRelations } from './write-relations.ts';

/** One work package, and our key with it in the same call: there is no moment at which it exists without. */
export async function createWorkPackage(
  client: OpenProjectClient,
  request: CreateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const { fields, ownKey, locators, scope } = request;
  const projectId = await projectIdOf(client, scope, signal);
  const place = { projectId, type: fields['issue_type'] ?? null, ownKey, locators };
  const body = await workPackageBody(client, { description: null, ...fields }, place, signal);
  const { raw, data } = await client.send(
    { method: 'POST', path: `/projects/${projectId}/work_packages`, query: notifyQuery(client), body },
    signal,
  );
  const externalId = idOf(data);
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'openproject_no_created_id',
      message: 'OpenProject made a work package and did not say which',
    });
  const key = { externalId, locator: externalId, scope: projectId };
  if (!hasRelations(fields)) return { key, raw: await keepWritten(client, raw, signal) };
  try {
    await writeRelations(client, externalId, fields, {}, signal);
  } catch (error) {
    const problem = toSynclineError(error);
    throw new SynclineError({
      class: 'partial',
      code: 'openproject_created_unfinished',
      message: `OpenProject made work package ${externalId}, and then: ${problem.message}`,
      ...(problem.field !== undefined && { field: problem.field }),
      cause: error,
    });
  }
  return { key, raw: null };
}
