import { hubspot } from '@syncline/connector-hubspot';
import { salesforce } from '@syncline/connector-salesforce';
import type { AnyConnector, Cannot } from '@syncline/connector-sdk';
import { cannot } from './cannot.ts';

/** A CRM behind the gateway, as its own connector knows it. */
export interface Toolkit {
  readonly connector: AnyConnector;
  /** Our streams, and what its connector calls them. */
  readonly streams: Readonly<Record<string, string>>;
  /** What is asked for in no form that the gateway can't carry: answers that are files come as addresses of copies. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly cannot: Cannot;
  /** The stream of a record that a trigger saw; null for one that has none. */
  streamOf(triggerSlug: string, id: string): string | null;
}

export type ToolkitName = 'salesforce' | 'hubspot';

const SALESFORCE_PREFIXES: Readonly<Record<string, string>> = {
  '001': 'accounts',
  '003': 'contacts',
  '005': 'users',
  '006': 'deals',
};

/** Ids are numbers: what they are of, the trigger's name tells. */
const HUBSPOT_OBJECTS: Readonly<Record<string, string>> = { COMPANY: 'accounts', CONTACT: 'contacts', DEAL: 'deals' };

export const toolkits: Readonly<Record<ToolkitName, Toolkit>> = {
  salesforce: {
    connector: salesforce,
    streams: { users: 'users', accounts: 'accounts', contacts: 'contacts', deals: 'opportunities' },
    // Results of Bulk API jobs are CSV.
    settings: { bulkThreshold: Number.MAX_SAFE_INTEGER },
    cannot,
    streamOf: (_, id) => (/^[a-zA-Z0-9]{18}$/.test(id) ? (SALESFORCE_PREFIXES[id.slice(0, 3)] ?? null) : null),
  },
  hubspot: {
    connector: hubspot,
    streams: { users: 'owners', accounts: 'companies', contacts: 'contacts', deals: 'deals' },
    // These are the app's own, and the app is Composio's.
    settings: { appId: undefined, journalClientId: undefined, customObjects: {} },
    cannot: {
      ...cannot,
      conditional_update:
        'HubSpot takes no condition with a write: a record is read and compared just before, and an edit between that read and the write is overwritten in the fields that are written.',
      hear_deletes:
        'Triggers tell of no deletes, nor do the polls of HubSpot: a record that is deleted there is found when it is read again, or by the audit.',
    },
    streamOf: (slug, id) => {
      const object = /^HUBSPOT_(COMPANY|CONTACT|DEAL)_/.exec(slug)?.[1];
      return object !== undefined && /^\d{1,20}$/.test(id) ? (HUBSPOT_OBJECTS[object] ?? null) : null;
    },
  },
};
