import { salesforce } from '@syncline/connector-salesforce';
import type { AnyConnector } from '@syncline/connector-sdk';

/** A CRM behind the gateway, as its own connector knows it. */
export interface Toolkit {
  readonly connector: AnyConnector;
  /** Our streams, and what its connector calls them. */
  readonly streams: Readonly<Record<string, string>>;
  /** What is asked for in no form that the gateway can't carry: answers that are files come as addresses of copies. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The stream that a record's id is of; null for one that has none. */
  streamOfId(id: string): string | null;
}

const SALESFORCE_PREFIXES: Readonly<Record<string, string>> = {
  '001': 'accounts',
  '003': 'contacts',
  '005': 'users',
  '006': 'deals',
};

export const toolkits: Readonly<Record<'salesforce', Toolkit>> = {
  salesforce: {
    connector: salesforce,
    streams: { users: 'users', accounts: 'accounts', contacts: 'contacts', deals: 'opportunities' },
    // Results of Bulk API jobs are CSV.
    settings: { bulkThreshold: Number.MAX_SAFE_INTEGER },
    streamOfId: (id) => (/^[a-zA-Z0-9]{18}$/.test(id) ? (SALESFORCE_PREFIXES[id.slice(0, 3)] ?? null) : null),
  },
};
