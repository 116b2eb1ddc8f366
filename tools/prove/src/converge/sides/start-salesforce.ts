import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import type { Shown } from '../model.ts';
import { clockOff, peopled, type Start, UNLIMITED, type VendorSide, WEBHOOK_SECRET } from './side.ts';
import { paragraphsOf } from './texts.ts';

const PRIORITIES = { High: 'High', Medium: 'Normal', Low: 'Low' } as const;

/** An organisation's tasks. */
export async function startSalesforce(start: Start): Promise<VendorSide> {
  const sandbox = await createSalesforceSandbox({
    seed: start.seed,
    accounts: 0,
    rateLimit: UNLIMITED,
    clock: clockOff(start),
  });
  const priorityOf = (own: unknown): Shown['priority'] =>
    (Object.keys(PRIORITIES) as (keyof typeof PRIORITIES)[]).find((word) => PRIORITIES[word] === own) ?? null;
  return peopled({
    name: 'salesforce',
    connector: 'salesforce',
    stream: 'tasks',
    remoteNames: { title: 'subject', body: 'body', labels: 'labels', status: 'status', priority: 'priority' },
    url: sandbox.url,
    settings: { organizationId: sandbox.organizationId, seesAllRecords: true },
    secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    writePaths: [{ method: 'PATCH', path: '/sobjects/Task/' }],
    create({ title, body, labels, status, priority }) {
      return String(
        sandbox.create('Task', {
          Subject: title,
          Description: body.join('\n\n'),
          Labels__c: labels.join(';'),
          Status: status,
          Priority: PRIORITIES[priority ?? 'Medium'],
        }).Id,
      );
    },
    write(id, { field, value }) {
      if (field === 'title') sandbox.edit('Task', id, { Subject: value });
      else if (field === 'body') sandbox.edit('Task', id, { Description: value.join('\n\n') });
      else if (field === 'labels') sandbox.edit('Task', id, { Labels__c: value.join(';') });
      else if (field === 'status') sandbox.edit('Task', id, { Status: value });
      else if (field === 'priority') sandbox.edit('Task', id, { Priority: PRIORITIES[value] });
    },
    remove: (id) => sandbox.delete('Task', id),
    show(id) {
      const row = sandbox.record('Task', id);
      if (!row || row.IsDeleted === true) return undefined;
      return {
        title: String(row.Subject),
        body: paragraphsOf(row.Description === null ? null : String(row.Description)),
        labels: String(row.Labels__c ?? '')
          .split(';')
          .filter((label) => label !== ''),
        status: String(row.Status),
        priority: priorityOf(row.Priority),
        assignees: [],
      };
    },
    withTitle: (prefix) =>
      [...sandbox.records('Task')].flatMap((row) =>
        String(row.Subject).startsWith(prefix) && row.IsDeleted !== true ? [String(row.Id)] : [],
      ),
    place: (id) => ({ externalId: id, locator: id, scope: 'org' }),
    subscribe: (url) => void sandbox.hooks.add({ url, secret: WEBHOOK_SECRET }),
    close: () => sandbox.close(),
  });
}
