import type { SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { createVendorFetch, type LimitReport, type Stream } from '@syncline/connector-sdk';
import type { SalesforceClient } from '../client.ts';
import { salesforce } from '../connector.ts';

/** A client of a simulator, through the real vendor fetch and a gate that lets everything pass and keeps what is reported. */
export function connectTo(
  sandbox: SalesforceSandbox,
  settings: object = {},
  secrets: Record<string, string> = { token: sandbox.token },
  reports: LimitReport[] = [],
): SalesforceClient {
  const gate = { take: async () => {}, report: async (report: LimitReport) => void reports.push(report) };
  return salesforce.createClient({
    baseUrl: `${sandbox.url}/`,
    settings: salesforce.settings.parse({ organizationId: sandbox.organizationId, ...settings }),
    secrets,
    fetch: createVendorFetch({ gate, interpret: salesforce.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  });
}

export function streamNamed(name: string): Stream<SalesforceClient> {
  const found = salesforce.streams.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no stream ${name}`);
  return found;
}
