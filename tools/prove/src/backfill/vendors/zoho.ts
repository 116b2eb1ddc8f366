import { createZohoSandbox } from '@syncline/connector-zoho/sandbox';
import { UNLIMITED, WEBHOOK_SECRET } from '../../vendors/vendor.ts';
import { partsOf, type StartFilled } from '../filled-vendor.ts';

/** A module of fewer is read as one window. */
const LEAST = 6_000;

export const startZoho: StartFilled = async (records, seed) => {
  const few = { accounts: 50, deals: 50, quotes: 20, calls: 20, notes: 20 };
  const sandbox = await createZohoSandbox({ ...few, seed, contacts: Math.max(records, LEAST), credits: UNLIMITED });
  return {
    ...partsOf(sandbox),
    name: 'zoho',
    connector: 'zoho',
    stream: 'contacts',
    titleField: 'title',
    textField: 'description',
    settings: { quoteProduct: sandbox.quoteProduct, seesAllRecords: true },
    secrets: { token: sandbox.token, webhookSecret: WEBHOOK_SECRET },
    tellsDeletes: true,
    *records() {
      for (const contact of sandbox.records('Contacts'))
        yield {
          id: contact.id,
          shown: {
            first_name: contact['First_Name'],
            last_name: contact['Last_Name'],
            email: contact['Email'],
            phone: contact['Phone'],
            title: contact['Title'],
            department: contact['Department'],
            description: contact['Description'],
            account: contact['Account_Name'],
            owner: contact['Owner'],
          },
        };
    },
    setTitle: (id, Title) => void sandbox.edit('Contacts', id, { Title }),
    remove: (id) => sandbox.delete('Contacts', id),
  };
};
