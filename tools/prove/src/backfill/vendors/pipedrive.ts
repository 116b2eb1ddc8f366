import { createPipedriveSandbox } from '@syncline/connector-pipedrive/sandbox';
import { UNLIMITED, WEBHOOK_SECRET } from '../../vendors/vendor.ts';
import { partsOf, type StartFilled } from '../filled-vendor.ts';

/** A list of fewer is one page. */
const LEAST = 2_000;
const MARKER = /\s*<p>\s*\[syncline:[\w-]{22}\]\s*<\/p>/g;

export const startPipedrive: StartFilled = async (records, seed) => {
  const sandbox = await createPipedriveSandbox({
    seed,
    persons: 100,
    organizations: 100,
    deals: 100,
    notes: 20,
    activities: Math.max(records, LEAST),
    rateLimit: UNLIMITED,
    burst: 100_000_000,
    // Pipedrive waits three seconds and longer; a delivery that a busy machine was too slow for comes again before the end.
    webhookRetryMs: [250, 500, 1_000, 2_000],
  });
  return {
    ...partsOf(sandbox),
    name: 'pipedrive',
    connector: 'pipedrive',
    stream: 'activities',
    titleField: 'subject',
    textField: 'body',
    settings: { seesAllRecords: true },
    secrets: { token: sandbox.token, webhookSecret: WEBHOOK_SECRET },
    tellsDeletes: true,
    *records() {
      for (const row of sandbox.records('activities')) {
        const { subject, note, done, due_date: due, deal_id: deal, person_id: person, owner_id: owner } = row;
        yield {
          id: String(row.id),
          shown: {
            subject,
            body: typeof note === 'string' ? note.replace(MARKER, '') : note,
            status: done === true ? 'done' : 'open',
            is_closed: done,
            due_date: due,
            deal: idOf(deal),
            who: idOf(person),
            owner: idOf(owner),
          },
        };
      }
    },
    setTitle: (id, subject) => void sandbox.edit('activities', Number(id), { subject }),
    remove: (id) => sandbox.delete('activities', Number(id)),
  };
};

function idOf(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : null;
}
