import { type Json, SynclineError, toSynclineError } from '@syncline/core';
import type { OpenProjectClient } from '../client.ts';
import { asItem, textOf } from '../item.ts';

/**
 * Runs a write of a status. Where the workflow does not lead there, the refusal comes with the statuses on offer
 * (rule 5.7), which the form of the work package knows.
 */
export async function withStatusChoices<Result>(
  client: OpenProjectClient,
  change: { readonly workPackageId: string; readonly status: Json | undefined },
  write: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const refusal = toSynclineError(error);
    if (change.status === undefined || refusal.class !== 'invalid' || refusal.field !== 'status') throw error;
    const choices = await statusesOnOffer(client, change.workPackageId, signal).catch(() => []);
    throw new SynclineError({
      class: 'invalid',
      code: 'invalid_transition',
      message: `OpenProject does not lead to the status ${JSON.stringify(change.status)} from here; on offer: ${choices.join(', ') || 'none'} (${refusal.message})`,
      field: 'status',
      choices,
      ...(refusal.status !== undefined && { status: refusal.status }),
      cause: error,
    });
  }
}

async function statusesOnOffer(client: OpenProjectClient, workPackageId: string, signal: AbortSignal) {
  const { data } = await client.send({ path: `/work_packages/${workPackageId}` }, signal);
  const lockVersion = asItem(data)?.['lockVersion'];
  // A form is refused like an update where it names no version, or an old one.
  const path = `/work_packages/${workPackageId}/form`;
  const form = await client.send({ method: 'POST', path, body: { lockVersion } }, signal);
  const schema = asItem(asItem(asItem(form.data)?.['_embedded'])?.['schema']);
  const allowed = asItem(asItem(schema?.['status'])?.['_links'])?.['allowedValues'];
  return (Array.isArray(allowed) ? allowed : []).flatMap((status) => textOf(asItem(status)?.['title']) ?? []);
}
