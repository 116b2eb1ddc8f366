import { asItem, type ConnectionIdentity, textOf } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { HubspotClient } from './client.ts';
import { checkJournal } from './journal/journal-feed.ts';

/** Which account answers. Throws `permission` when it is another than the settings name: a sandbox, or the wrong token. */
export async function checkConnection(client: HubspotClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const { data } = await client.send({ path: '/account-info/v3/details' }, signal);
  const details = asItem(data);
  const portalId = details?.['portalId'];
  const id = typeof portalId === 'number' || typeof portalId === 'string' ? String(portalId) : 'unknown';
  const wanted = client.settings.portalId;
  if (id !== wanted)
    throw new SynclineError({
      class: 'permission',
      code: 'hubspot_other_account',
      message: `The account that answers is ${id}, the settings name ${wanted}. Correct the token or portalId.`,
    });
  await checkJournal(client, signal);
  const type = textOf(details?.['accountType']) ?? 'account';
  return {
    account: `HubSpot account ${id}`,
    detail: `${type.toLowerCase().replaceAll('_', ' ')}, ${textOf(details?.['timeZone']) ?? 'no time zone'}`,
  };
}
