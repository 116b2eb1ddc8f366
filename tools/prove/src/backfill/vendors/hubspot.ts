import { createHubspotSandbox } from '@syncline/connector-hubspot/sandbox';
import { UNLIMITED } from '../../vendors/vendor.ts';
import { partsOf, type StartFilled } from '../filled-vendor.ts';

/** The type of the association with a contact's own company. */
const PRIMARY_COMPANY = 1;

export const startHubspot: StartFilled = async (records, seed) => {
  const sandbox = await createHubspotSandbox({
    seed,
    contacts: records,
    companies: Math.ceil(records / 10),
    deals: 50,
    // As an import leaves them: more than a fourth of all share the very millisecond of their last change.
    contactsOfOneInstant: Math.ceil((records * 12) / 45),
    rateLimit: UNLIMITED,
    searchesPerSecond: UNLIMITED.limit,
    webhookRetryMs: [250, 500, 1_000, 2_000],
  });
  const { portalId, appId, token, developerKey, clientSecret } = sandbox;
  const accountOf = (id: string) =>
    [...sandbox.associated('contacts', id, 'companies')].find(([, types]) => types.has(PRIMARY_COMPANY))?.[0] ?? null;
  return {
    ...partsOf(sandbox),
    name: 'hubspot',
    connector: 'hubspot',
    stream: 'contacts',
    titleField: 'title',
    textField: 'description',
    settings: { portalId, appId, searchesPerSecond: 10_000 },
    secrets: { token, developerKey, webhookSecret: clientSecret },
    tellsDeletes: true,
    *records() {
      for (const { id, properties } of sandbox.records('contacts'))
        yield {
          id,
          shown: {
            first_name: properties['firstname'],
            last_name: properties['lastname'],
            email: properties['email'],
            phone: properties['phone'],
            title: properties['jobtitle'],
            description: properties['syncline_description'],
            account: accountOf(id),
            owner: properties['hubspot_owner_id'],
            created_at: properties['createdate'],
          },
        };
    },
    setTitle: (id, jobtitle) => void sandbox.edit('contacts', id, { jobtitle }),
    remove: (id) => sandbox.delete('contacts', id),
  };
};
