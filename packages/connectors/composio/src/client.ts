import type { ConnectionAccess } from '@syncline/connector-sdk';
import { proxyFetch } from './proxy-fetch.ts';
import type { ComposioSettings } from './settings.ts';
import { type Toolkit, toolkits } from './toolkits.ts';

/** One connection's way through Composio to its CRM. */
export interface ComposioClient {
  readonly settings: ComposioSettings;
  readonly toolkit: Toolkit;
  /** The CRM's own client, whose requests are carried out by Composio. */
  readonly inner: unknown;
  /** The state of the connected account, as Composio tells it. */
  account(signal: AbortSignal): Promise<unknown>;
}

export function createComposioClient(access: ConnectionAccess<ComposioSettings>): ComposioClient {
  const { settings } = access;
  const toolkit = toolkits[settings.toolkit];
  const root = access.baseUrl.replace(/\/+$/, '');
  const apiKey = access.secrets['token'] ?? '';
  const { connectedAccountId } = settings;
  const inner = toolkit.connector.createClient({
    baseUrl: settings.vendorUrl,
    settings: toolkit.connector.settings.parse({ ...settings.vendorSettings, ...toolkit.settings }),
    // The credentials are Composio's: what stands here never leaves.
    secrets: { token: 'held by Composio' },
    fetch: proxyFetch({ root, apiKey, connectedAccountId, fetch: access.fetch, toolkit }),
  });
  return {
    settings,
    toolkit,
    inner,
    async account(signal) {
      const url = `${root}/api/v3/connected_accounts/${encodeURIComponent(connectedAccountId)}`;
      const answer = await access.fetch(url, { headers: { accept: 'application/json', 'x-api-key': apiKey }, signal });
      return answer.json();
    },
  };
}
