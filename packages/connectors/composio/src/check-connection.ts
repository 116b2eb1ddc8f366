import type { ConnectionIdentity } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { ComposioClient } from './client.ts';

/** The connected account, which has to be active and of the CRM that the settings name; then who it is at the CRM. */
export async function checkConnection(client: ComposioClient, signal: AbortSignal): Promise<ConnectionIdentity> {
  const { toolkit, connectedAccountId } = client.settings;
  const account = (await client.account(signal)) as { status?: unknown; toolkit?: { slug?: unknown } } | null;
  const status = typeof account?.status === 'string' ? account.status : 'unknown';
  if (status !== 'ACTIVE') {
    throw new SynclineError({
      class: 'auth',
      code: 'composio_account_inactive',
      message: `The connected account ${connectedAccountId} is ${status} at Composio. Connect it there anew.`,
    });
  }
  const slug = typeof account?.toolkit?.slug === 'string' ? account.toolkit.slug : 'unknown';
  if (slug !== toolkit) {
    throw new SynclineError({
      class: 'permission',
      code: 'composio_other_toolkit',
      message: `The connected account ${connectedAccountId} is of ${slug}, the settings name ${toolkit}. Correct toolkit or connectedAccountId.`,
    });
  }
  const identity = await client.toolkit.connector.check(client.inner, signal);
  return { ...identity, detail: `${identity.detail ?? toolkit}, through Composio` };
}
