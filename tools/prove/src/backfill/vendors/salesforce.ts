import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { UNLIMITED, WEBHOOK_SECRET } from '../../vendors/vendor.ts';
import { partsOf, type StartFilled } from '../filled-vendor.ts';

/** As many as Salesforce answers at once when records are wide. */
const RECORDS_AN_ANSWER = 200;
/** An object of fewer is read as one window. */
const LEAST = 6_000;

export const startSalesforce: StartFilled = async (records, seed) => {
  const sandbox = await createSalesforceSandbox({
    seed,
    accounts: 100,
    tasks: Math.max(records, LEAST),
    batchSize: RECORDS_AN_ANSWER,
    rateLimit: UNLIMITED,
  });
  return {
    ...partsOf(sandbox),
    name: 'salesforce',
    connector: 'salesforce',
    stream: 'tasks',
    titleField: 'subject',
    textField: 'body',
    settings: { organizationId: sandbox.organizationId, seesAllRecords: true },
    secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret, webhookSecret: WEBHOOK_SECRET },
    tellsDeletes: true,
    *records() {
      for (const task of sandbox.records('Task'))
        yield {
          id: String(task.Id),
          shown: {
            subject: task.Subject,
            body: task.Description,
            status: task.Status,
            priority: task.Priority,
            due_date: task.ActivityDate,
            is_closed: task.IsClosed,
            who: task.WhoId,
            owner: task.OwnerId,
          },
        };
    },
    setTitle: (id, Subject) => void sandbox.edit('Task', id, { Subject }),
    remove: (id) => sandbox.delete('Task', id),
    subscribe: (url) => void sandbox.hooks.add({ url, secret: WEBHOOK_SECRET }),
  };
};
