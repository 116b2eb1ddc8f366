import type { AttackName, Door } from './attacks.ts';
import type { SenderName } from './senders.ts';

/** The statuses in order, how many rows stand afterwards, and why where it is not plain. */
export type Cell = readonly [statuses: readonly number[], rows: number, why?: string];

const taken: Cell = [[202], 1];
const refused: Cell = [[401], 0];
const nowhere: Cell = [[404], 0];

/** What holds for a vendor that signs body and name's time, and nothing else is said of. */
const signed: Record<AttackName, Cell> = {
  good: taken,
  'a byte of the body changed': refused,
  'the proof changed': refused,
  'the proof cut short': refused,
  'a weaker proof': refused,
  'the proof twice': refused,
  'a wrong proof beside the right one': refused,
  'no proof': refused,
  'an empty proof': refused,
  'another secret': refused,
  'of ten minutes ago': refused,
  'of ten minutes ahead': refused,
  'the same twice': [[202, 202], 1],
  'the same body under another name': [[202, 401], 1],
  'of another connection': refused,
  'with the headers of another vendor': refused,
  'to a connection that there is not': nowhere,
  'to the address of another vendor': refused,
};

const hintOnly = 'the vendor signs no time: it is a hint alone, and what it names is read as it is now';
const timeless: Pick<Record<AttackName, Cell>, 'of ten minutes ago' | 'of ten minutes ahead'> = {
  'of ten minutes ago': [[202], 1, hintOnly],
  'of ten minutes ahead': [[202], 1, hintOnly],
};
const unsignedName = {
  'the same body under another name': [[202, 202], 2, 'the vendor does not sign the name: one more hint'],
} as const satisfies Partial<Record<AttackName, Cell>>;
const nameInBody = {
  'the same body under another name': [[202, 202], 1, 'the name is in the body, or is its hash'],
} as const satisfies Partial<Record<AttackName, Cell>>;
const unsignedBody = {
  'a byte of the body changed': [[202], 1, 'the proof says who sent it and nothing of the body: it is a hint alone'],
} as const satisfies Partial<Record<AttackName, Cell>>;

/** At an address that names no connection. */
const short = {
  'of another connection': [[202], 1, 'the proof says whose it is'],
} as const satisfies Partial<Record<AttackName, Cell>>;

const github = { ...signed, ...timeless, ...unsignedName };
const salesforce = { ...signed, ...unsignedName };

const outbound = acknowledged({ ...signed, ...timeless, ...nameInBody, ...unsignedBody });

/** Salesforce wants 200, and an answer of its own. */
function acknowledged(cells: Record<AttackName, Cell>): Record<AttackName, Cell> {
  const entries = Object.entries(cells) as [AttackName, Cell][];
  return Object.fromEntries(
    entries.map(([attack, [statuses, ...rest]]) => [
      attack,
      [statuses.map((status) => (status === 202 ? 200 : status)), ...rest],
    ]),
  ) as unknown as Record<AttackName, Cell>;
}

/** Every way to prove deliveries, by the addresses that take it. */
export const attackTable: Record<SenderName, Partial<Record<Door, Record<AttackName, Cell>>>> = {
  github: { numbered: github, short: { ...github, ...short } },
  'gitlab, signed': { numbered: signed },
  'gitlab, by token': { numbered: { ...signed, ...timeless, ...unsignedName, ...unsignedBody } },
  'jira, signed': { numbered: { ...signed, ...timeless, ...unsignedName } },
  'jira, by token': {
    numbered: {
      ...signed,
      ...unsignedName,
      ...unsignedBody,
      'of ten minutes ahead': [[202], 1, 'a token says when it lapses, and this one has not'],
    },
  },
  openproject: { numbered: { ...signed, ...timeless, ...nameInBody } },
  trello: { numbered: { ...signed, ...timeless, ...nameInBody } },
  salesforce: { numbered: salesforce, short: { ...salesforce, ...short } },
  'salesforce, outbound': {
    numbered: outbound,
    short: { ...outbound, 'of another connection': [[200], 1, 'the proof says whose it is'] },
  },
  composio: { numbered: signed },
  hubspot: { numbered: { ...signed, ...nameInBody } },
  pipedrive: { numbered: { ...signed, ...timeless, ...nameInBody, ...unsignedBody } },
  'quo, dated': { numbered: signed },
  'quo, legacy': { numbered: { ...signed, ...nameInBody } },
  zoho: {
    numbered: {
      ...signed,
      ...timeless,
      ...nameInBody,
      ...unsignedBody,
      'the proof twice': [[202], 1, 'one member said twice is that member'],
      'with the headers of another vendor': [[202], 1, 'the proof is in the body, whatever headers stand before it'],
    },
  },
  cloudflare: { short: { ...signed, ...timeless, ...nameInBody, ...unsignedBody } },
};
