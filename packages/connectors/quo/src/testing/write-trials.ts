import type { QuoSandbox } from '@syncline/connector-quo/sandbox';
import type { ConformanceSandbox, WriteConformance } from '@syncline/connector-sdk/testing';

export interface RunningQuo extends ConformanceSandbox {
  readonly quo: QuoSandbox;
}

const phoneOf = (turn: number): string => `+1555${String(2_000_000 + turn)}`;

/** How the one stream that writes is tried. */
export const quoWriteTrials: readonly WriteConformance<RunningQuo>[] = [
  {
    stream: 'contacts',
    draft: (_, turn) => ({
      fields: {
        first_name: `Drafted ${turn}`,
        last_name: 'Contact',
        company: 'Acme',
        title: 'Buyer',
        email: `drafted${turn}@example.com`,
        phone: phoneOf(turn),
      },
    }),
    edit: (_, turn) => ({
      fields: {
        first_name: `Edited ${turn}`,
        last_name: ` Other ${turn} `,
        company: `Acme ${turn}`,
        title: `Owner ${turn}`,
        email: `edited${turn}@example.com`,
        phone: `+1 (555) 3${String(turn).padStart(2, '0')}-${String(1_000 + turn)}`,
      },
    }),
    empties: ['first_name', 'last_name', 'company', 'title', 'email', 'phone'],
    refused: (_, turn) => ({ fields: { first_name: `Refused ${turn}`, email: 'no address' }, field: 'email' }),
    loseNextAnswer: ({ quo }) => void quo.faults.add({ kind: 'lost_answer', method: 'POST', path: '^/v1/contacts$' }),
    editElsewhere: ({ quo }, key, turn) => void quo.editContact(key.externalId, { role: `By a person ${turn}` }),
  },
];
