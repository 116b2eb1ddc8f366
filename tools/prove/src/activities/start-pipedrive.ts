import { createPipedriveSandbox } from '@syncline/connector-pipedrive/sandbox';
import { UNLIMITED } from '../vendors/vendor.ts';
import type { StartCrm } from './crm-side.ts';

type Row = Readonly<Record<string, unknown>>;

/** A company in which calls and texts become activities; it has no place for their direction. */
export const startPipedrive: StartCrm = async (seed) => {
  const sandbox = await createPipedriveSandbox({
    seed,
    persons: 0,
    organizations: 0,
    deals: 0,
    notes: 0,
    activities: 0,
    rateLimit: UNLIMITED,
    burst: 100_000_000,
  });
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    name: 'pipedrive',
    connector: 'pipedrive',
    url: sandbox.url,
    settings: { seesAllRecords: true, streams: ['persons', 'activities'] },
    secrets: { token: sandbox.token },
    contactScope: 'company',
    contactMember: {
      connection: 'pipedrive',
      stream: 'persons',
      match: ['phone'],
      fields: { last_name: 'last_name', phone: 'phone' },
    },
    activityMembers: [
      {
        connection: 'pipedrive',
        stream: 'activities',
        direction: 'out',
        createIn: 'company',
        defaults: { status: 'done' },
        fields: {
          type: 'type',
          subject: 'subject',
          body: 'body',
          occurred_at: 'occurred_at',
          duration_seconds: 'duration_seconds',
          who: 'who',
        },
      },
    ],
    hasNo: ['direction'],
    loseAnswers(count) {
      for (let turn = 0; turn < count; turn += 1)
        sandbox.faults.add({ kind: 'lost_answer', method: 'POST', path: '/api/v2/activities', skip: 2 });
    },
    contacts: () =>
      [...(sandbox.records('persons') as Iterable<Row>)].map((row) => ({
        id: String(row['id']),
        lastName: text(row['name']) ?? '',
        phone: phoneOf(row['phones']),
      })),
    activities: () =>
      [...(sandbox.records('activities') as Iterable<Row>)].map((row) => ({
        id: String(row['id']),
        type: text(row['type']),
        direction: null,
        subject: text(row['subject']),
        body: text(row['note']),
        occurredAt: `${text(row['due_date'])}T${text(row['due_time'])}Z`,
        durationSeconds: secondsOf(row['duration']),
        who: typeof row['person_id'] === 'number' ? String(row['person_id']) : null,
      })),
    close: () => sandbox.close(),
  };
};

function phoneOf(phones: unknown): string | null {
  const [first] = Array.isArray(phones) ? (phones as Row[]) : [];
  return typeof first?.['value'] === 'string' ? first['value'] : null;
}

/** `01:02:03` */
function secondsOf(duration: unknown): number | null {
  if (typeof duration !== 'string' || duration === '') return null;
  return duration.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
