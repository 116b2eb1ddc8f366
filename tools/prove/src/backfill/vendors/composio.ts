import { createComposioSandbox } from '@syncline/connector-composio/sandbox';
import { WEBHOOK_SECRET } from '../../vendors/vendor.ts';
import type { StartFilled } from '../filled-vendor.ts';

/** As many as Salesforce answers at once when records are wide. */
const RECORDS_AN_ANSWER = 200;
/** An object of fewer is read as one window. */
const LEAST = 6_000;

export const startComposio: StartFilled = async (records, seed) => {
  const accounts = Math.max(records, LEAST);
  const sandbox = await createComposioSandbox({
    salesforce: { seed, accounts, batchSize: RECORDS_AN_ANSWER },
    // A delivery that a busy machine was too slow for comes again before the end.
    webhookRetryMs: [250, 500, 1_000, 2_000],
  });
  const { url, faults, log, webhooks, salesforce, close } = sandbox;
  return {
    url,
    faults,
    log,
    webhooks,
    runEdits: salesforce.runEdits,
    close,
    name: 'composio',
    connector: 'composio',
    stream: 'accounts',
    titleField: 'name',
    textField: 'description',
    settings: { ...sandbox.settings, streams: ['accounts', 'contacts', 'deals', 'users'] },
    secrets: { token: sandbox.token, webhookSecret: WEBHOOK_SECRET },
    tellsDeletes: false,
    *records() {
      for (const account of salesforce.records('Account'))
        yield {
          id: String(account.Id),
          shown: {
            name: account.Name,
            description: account.Description,
            industry: account.Industry,
            phone: account.Phone,
            owner: account.OwnerId,
          },
        };
    },
    setTitle: (id, Name) => void salesforce.edit('Account', id, { Name }),
    remove: (id) => salesforce.delete('Account', id),
    subscribe: (to) => sandbox.subscribe({ url: to, secret: WEBHOOK_SECRET }),
  };
};
