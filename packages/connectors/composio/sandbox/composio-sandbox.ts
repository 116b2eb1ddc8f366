import {
  createHubspotSandbox,
  type HubspotSandbox,
  type HubspotSandboxOptions,
} from '@syncline/connector-hubspot/sandbox';
import {
  createSalesforceSandbox,
  type SalesforceSandbox,
  type SalesforceSandboxOptions,
} from '@syncline/connector-salesforce/sandbox';
import { type Gateway, type GatewayOptions, startGateway } from './gateway.ts';

export interface ComposioSandboxOptions extends GatewayOptions {
  /** The organisation behind the connected account. */
  readonly salesforce?: SalesforceSandboxOptions;
}

/** A project at Composio with one connected account, and the Salesforce organisation that it is of. */
export interface ComposioSandbox extends Gateway {
  readonly salesforce: SalesforceSandbox;
}

/** Starts a simulated Composio before a simulated Salesforce. */
export async function createComposioSandbox(options: ComposioSandboxOptions = {}): Promise<ComposioSandbox> {
  const salesforce = await createSalesforceSandbox({
    ...options.salesforce,
    rateLimit: { limit: 10_000_000, windowMs: 86_400_000 },
  });
  const gateway = await startGateway(
    {
      toolkit: 'salesforce',
      url: salesforce.url,
      token: salesforce.token,
      vendorSettings: { organizationId: salesforce.organizationId, seesAllRecords: true },
      tell: (url) => void salesforce.hooks.add({ url, secret: 'between the two' }),
      seen: (body) =>
        (body as { records: readonly { object: string; id: string; op: string }[] }).records.flatMap(
          ({ object, id, op }) =>
            op === 'delete' ? [] : [{ slug: `SALESFORCE_${object.toUpperCase()}_CHANGED`, data: { Id: id } }],
        ),
      close: () => salesforce.close(),
    },
    options,
  );
  return { ...gateway, salesforce };
}

export interface ComposioHubspotOptions extends GatewayOptions {
  /** The account behind the connected account. */
  readonly hubspot?: HubspotSandboxOptions;
}

/** A project at Composio with one connected account, and the HubSpot account that it is of. */
export interface ComposioHubspotSandbox extends Gateway {
  readonly hubspot: HubspotSandbox;
}

const HUBSPOT_TRIGGERS: Readonly<Record<string, readonly [object: string, changes: readonly string[]]>> = {
  '0-1': ['CONTACT_CREATED', ['creation']],
  '0-3': ['DEAL_STAGE_UPDATED', ['propertyChange']],
};

/** Starts a simulated Composio before a simulated HubSpot. */
export async function createComposioHubspotSandbox(
  options: ComposioHubspotOptions = {},
): Promise<ComposioHubspotSandbox> {
  const hubspot = await createHubspotSandbox({
    rateLimit: { limit: 1_000_000, windowMs: 10_000 },
    searchesPerSecond: 1_000_000,
    ...options.hubspot,
  });
  const gateway = await startGateway(
    {
      toolkit: 'hubspot',
      url: hubspot.url,
      token: hubspot.token,
      vendorSettings: { portalId: hubspot.portalId, searchesPerSecond: 10_000 },
      tell: (url) => hubspot.declareWebhooks(url),
      // Composio has two triggers for HubSpot.
      seen: (body) =>
        (body as readonly Record<string, unknown>[]).flatMap((event) => {
          const [slug, changes = []] = HUBSPOT_TRIGGERS[String(event['objectTypeId'])] ?? [];
          const change = String(event['subscriptionType']).split('.')[1] ?? '';
          if (slug === undefined || !changes.includes(change)) return [];
          if (change === 'propertyChange' && event['propertyName'] !== 'dealstage') return [];
          return [{ slug: `HUBSPOT_${slug}_TRIGGER`, data: event }];
        }),
      close: () => hubspot.close(),
    },
    options,
  );
  return { ...gateway, hubspot };
}
