import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { UNLIMITED } from '../vendors/vendor.ts';
import type { FirstCrm } from './crm-side.ts';

/** An organisation in which calls and texts become tasks. */
export async function startSalesforce(seed: number): Promise<FirstCrm> {
  const sandbox = await createSalesforceSandbox({ seed, accounts: 0, rateLimit: UNLIMITED });
  const { organizationId, clientId, clientSecret } = sandbox;
  const living = (object: string) => [...sandbox.records(object)].filter(({ IsDeleted }) => IsDeleted !== true);
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    name: 'salesforce',
    connector: 'salesforce',
    url: sandbox.url,
    settings: { organizationId, seesAllRecords: true, streams: ['contacts', 'tasks'] },
    secrets: { clientId, clientSecret },
    contactScope: organizationId,
    contactMember: {
      connection: 'salesforce',
      stream: 'contacts',
      match: ['phone'],
      fields: { last_name: 'last_name', phone: 'phone' },
    },
    activityMembers: [
      {
        connection: 'salesforce',
        stream: 'tasks',
        direction: 'out',
        createIn: 'org',
        defaults: { status: 'Completed' },
        fields: {
          type: 'type',
          direction: 'direction',
          subject: 'subject',
          body: 'body',
          occurred_at: 'occurred_at',
          duration_seconds: 'duration_seconds',
          who: 'who',
        },
      },
    ],
    loseAnswers(count) {
      for (let turn = 0; turn < count; turn += 1)
        sandbox.faults.add({ kind: 'lost_answer', method: 'PATCH', path: '/sobjects/Task/Syncline_Key__c', skip: 2 });
    },
    createContact: ({ lastName, phone }) => String(sandbox.create('Contact', { LastName: lastName, Phone: phone }).Id),
    contacts: () =>
      living('Contact').map(({ Id, LastName, Phone }) => ({
        id: String(Id),
        lastName: String(LastName),
        phone: text(Phone),
      })),
    activities: () =>
      living('Task').map((task) => ({
        id: String(task.Id),
        type: text(task['Activity_Type__c']),
        direction: text(task['Direction__c']),
        subject: text(task.Subject),
        body: text(task.Description),
        occurredAt: text(task['Occurred_At__c']),
        durationSeconds: typeof task['CallDurationInSeconds'] === 'number' ? task['CallDurationInSeconds'] : null,
        who: text(task.WhoId),
      })),
    close: () => sandbox.close(),
  };
}
