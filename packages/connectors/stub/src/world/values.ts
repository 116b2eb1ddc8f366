import type { Json } from '@syncline/core';

/** The day on which every world begins. */
const BEGIN_MS = Date.UTC(2026, 0, 1);

/** The time of a change: changes are a second apart, however long they took. */
export function timeOf(seq: number): string {
  return `${new Date(BEGIN_MS + seq * 1_000).toISOString().slice(0, 19)}Z`;
}

/** The first change at or after a time. */
export function changeAt(time: Date): number {
  return Math.ceil((time.getTime() - BEGIN_MS) / 1_000);
}

export interface SeededRecord {
  readonly stream: string;
  readonly position: number;
  readonly fields: Readonly<Record<string, Json>>;
}

const USERS = 3;
const STAGE_COUNT = 5;

/** What a new world holds: the same for the same number, record by record. */
export function* seededRecords(
  records: number,
  idOf: (stream: string, position: number) => string,
): Generator<SeededRecord> {
  const owner = (position: number): string => idOf('users', position % USERS);
  for (let position = 0; position < USERS; position += 1) {
    const name = ['Ada Lovelace', 'Grace Hopper', 'Alan Turing'][position] ?? `User ${position}`;
    const username = `user${position + 1}@stub.example`;
    yield { stream: 'users', position, fields: { username, name, email: username, title: 'Sales', active: true } };
  }
  for (let position = 0; position < records; position += 1) {
    const number = position + 1;
    yield {
      stream: 'accounts',
      position,
      fields: {
        name: `Stub Account ${number}`,
        domain: `account-${number}.example`,
        industry: ['Energy', 'Retail', 'Banking'][position % 3] ?? null,
        segment: ['Enterprise', 'SMB'][position % 2] ?? null,
        employees: number * 10,
        owner: owner(position),
      },
    };
    yield {
      stream: 'contacts',
      position,
      fields: {
        first_name: 'Stub',
        last_name: `Person ${number}`,
        email: `person${number}@account-${number}.example`,
        phone: `+49 30 ${100_000 + number}`,
        account: idOf('accounts', position),
        owner: owner(position),
      },
    };
    yield {
      stream: 'deals',
      position,
      fields: {
        name: `Stub Deal ${number}`,
        stage: `stage-${1 + (position % STAGE_COUNT)}`,
        amount: number * 100,
        currency: 'EUR',
        close_date: '2026-12-15',
        account: idOf('accounts', position),
        contacts: [idOf('contacts', position)],
        owner: owner(position),
      },
    };
    yield {
      stream: 'quotes',
      position,
      fields: {
        name: `Stub Quote ${number}`,
        status: 'Draft',
        total: number * 100,
        currency: 'EUR',
        version: 1,
        deal: idOf('deals', position),
        account: idOf('accounts', position),
      },
    };
    yield {
      stream: 'activities',
      position,
      fields: {
        type: ['call', 'note', 'email', 'sms'][position % 4] ?? 'task',
        subject: `Stub Activity ${number}`,
        body: 'Nothing of this is at any vendor.',
        status: 'completed',
        direction: 'outbound',
        occurred_at: timeOf(position),
        account: idOf('accounts', position),
        owner: owner(position),
      },
    };
  }
}
