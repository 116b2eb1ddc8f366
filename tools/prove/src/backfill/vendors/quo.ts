import { createQuoSandbox } from '@syncline/connector-quo/sandbox';
import { UNLIMITED } from '../../vendors/vendor.ts';
import { partsOf, type StartFilled } from '../filled-vendor.ts';

/** As Quo's own webhooks are signed. */
const WEBHOOK_KEY = `whsec_${Buffer.from('a secret for proofs').toString('base64')}`;
const EVENTS = ['message.received', 'message.delivered', 'call.completed', 'contact.updated', 'contact.deleted'];

export const startQuo: StartFilled = async (records, seed) => {
  const sandbox = await createQuoSandbox({
    seed,
    contacts: records,
    calls: 200,
    messages: 200,
    rateLimit: UNLIMITED,
    // Quo waits five minutes and longer; a delivery that a busy machine was too slow for comes again before the end.
    webhookRetryMs: [250, 500, 1_000, 2_000],
  });
  return {
    ...partsOf(sandbox),
    name: 'quo',
    connector: 'quo',
    stream: 'contacts',
    titleField: 'last_name',
    textField: 'title',
    settings: {},
    secrets: { token: sandbox.token, webhookSecret: WEBHOOK_KEY },
    tellsDeletes: true,
    *records() {
      for (const { id, firstName, lastName, company, role, emails, phoneNumbers } of sandbox.contacts())
        yield {
          id,
          shown: {
            first_name: firstName,
            last_name: lastName,
            company,
            title: role,
            email: emails[0]?.value ?? null,
            phone: phoneNumbers[0]?.value ?? null,
          },
        };
    },
    setTitle: (id, lastName) => void sandbox.editContact(id, { lastName }),
    remove: (id) => sandbox.deleteContact(id),
    subscribe: (url) => void sandbox.hooks.add({ url, events: EVENTS, key: WEBHOOK_KEY }),
  };
};
