import { Dice, markdownFrom, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { dealFacts } from './deal-facts.ts';
import type { HubspotRecord, ObjectStore } from './object-store.ts';
import type { Portal } from './portal.ts';
import { INDUSTRIES, PIPELINES } from './schemas.ts';

const YEAR_MS = 365 * 86_400_000;
const FIRST_NAMES = ['Ada', 'Björk', 'Chloé', 'Dmitri', 'Emeka', 'Fatma', 'Grace', '花子', 'İlkay'] as const;
const LAST_NAMES = ['Lovelace', 'Müller', "O'Neill", 'Nguyễn', 'García', 'Smith', '山田', 'Kowalska'] as const;

type Values = Record<string, string | null>;

/** The account's past, from the seed alone. */
export function seedPortal(portal: Portal): void {
  const { seed, counts, seededUntilMs } = portal.settings;
  for (let at = 0; at < 6; at++)
    portal.owners.push({
      id: String(9_000_001 + at),
      email: `owner${at}@acme.example`,
      firstName: FIRST_NAMES[at % FIRST_NAMES.length]!,
      lastName: LAST_NAMES[at % LAST_NAMES.length]!,
      userId: 70_001 + at,
      archived: at === 5,
      createdAt: seededUntilMs - YEAR_MS,
    });
  for (const [at, store] of [...portal.stores.values()].entries()) {
    const dice = new Dice(seed * 101 + at);
    for (let n = 0; n < (counts[store.schema.name] ?? 0); n++) seedRecord(portal, store, n, dice);
  }
}

/** Ids of every object have gaps, and are longer than 32 bits. */
function seedRecord(portal: Portal, store: ObjectStore, n: number, dice: Dice): void {
  const { seededUntilMs, counts, contactsOfOneInstant } = portal.settings;
  const { name, created, modified } = store.schema;
  const count = counts[name] ?? 1;
  const id = String(20_000_000_000 + n * 13 + dice.below(13));
  const createdAt = seededUntilMs - YEAR_MS + Math.floor((n / count) * YEAR_MS * 0.5);
  const isOfInstant = name === 'contacts' && isChosen(n, contactsOfOneInstant, count);
  const updatedAt = isOfInstant ? seededUntilMs - 3_600_000 : createdAt + dice.below(YEAR_MS / 2);
  const values = VALUES[name]?.(dice, n) ?? {};
  const owner = dice.chance(0.7) ? dice.pick(portal.owners).id : null;
  const record: HubspotRecord = {
    id,
    createdAt,
    updatedAt,
    archivedAt: null,
    properties: {
      ...values,
      hubspot_owner_id: owner,
      hs_object_id: id,
      [created]: new Date(createdAt).toISOString(),
      [modified]: new Date(updatedAt).toISOString(),
    },
  };
  store.seed(record);
  associateSeeded(portal, name, id, dice);
}

/** So many of them, spread evenly. */
function isChosen(n: number, chosen: number, count: number): boolean {
  return Math.floor(((n + 1) * chosen) / count) > Math.floor((n * chosen) / count);
}

function associateSeeded(portal: Portal, name: string, id: string, dice: Dice): void {
  const some = (object: string) => {
    const ids = portal.stores.get(object)?.seeded ?? [];
    return ids.length === 0 || dice.chance(0.2) ? null : dice.pick(ids);
  };
  const link = (to: string, typeId: number) => {
    const other = some(to);
    if (other !== null) portal.associations.add(name, id, to, other, typeId);
  };
  switch (name) {
    case 'contacts':
      if (dice.chance(0.2)) link('companies', 279);
      return link('companies', 1);
    case 'deals':
      link('companies', 5);
      link('contacts', 3);
      return link('contacts', 3);
    case 'quotes':
      link('deals', 64);
      return link('companies', 71);
    case 'notes':
      link('companies', 190);
      return link('contacts', 202);
    case 'calls':
      link('deals', 206);
      return link('contacts', 194);
    case 'emails':
      link('companies', 186);
      return link('contacts', 198);
    case 'communications':
      link('companies', 87);
      return link('contacts', 81);
    default:
  }
}

const VALUES: Readonly<Record<string, (dice: Dice, n: number) => Values>> = {
  companies: (dice, n) => ({
    name: `${dice.pick(LAST_NAMES)} ${n} GmbH`,
    domain: `company${n}.example`,
    industry: dice.chance(0.8) ? dice.pick(INDUSTRIES) : null,
    type: dice.chance(0.5) ? 'PROSPECT' : null,
    phone: `+49 30 ${100_000 + n}`,
    description: dice.chance(0.5) ? paragraphFrom(dice) : null,
    numberofemployees: String(1 + dice.below(5_000)),
    annualrevenue: String(dice.below(100_000_000) / 100),
    country: dice.pick(['Germany', 'France', '日本']),
    region: 'EMEA',
  }),
  contacts: (dice, n) => ({
    firstname: dice.pick(FIRST_NAMES),
    lastname: `${dice.pick(LAST_NAMES)} ${n}`,
    email: `person${n}@company${dice.below(n + 1)}.example`,
    phone: dice.chance(0.5) ? `+49 170 ${1_000_000 + n}` : null,
    jobtitle: dice.chance(0.5) ? titleFrom(dice) : null,
    syncline_description: dice.chance(0.2) ? paragraphFrom(dice) : null,
  }),
  deals: (dice, n) => {
    const pipeline = dice.pick(PIPELINES);
    const [dealstage] = dice.pick<readonly [string, string, number]>(pipeline.stages);
    return {
      dealname: `${titleFrom(dice)} ${n}`,
      pipeline: pipeline.id,
      dealstage,
      ...dealFacts(dealstage),
      amount: String(dice.below(10_000_000) / 100),
      closedate: new Date(Date.UTC(2027, dice.below(12), 1 + dice.below(28), dice.below(24))).toISOString(),
      dealtype: 'newbusiness',
    };
  },
  quotes: (dice, n) => ({
    hs_title: `Quote ${n}`,
    hs_status: 'DRAFT',
    syncline_status: 'Draft',
    hs_expiration_date: '2027-01-31',
    hs_currency: 'EUR',
    syncline_version: '1',
    syncline_total: String(dice.below(1_000_000) / 100),
  }),
  notes: (dice) => ({ hs_note_body: `<p>${paragraphFrom(dice)}</p>`, hs_timestamp: '2026-10-01T10:00:00Z' }),
  calls: (dice) => ({
    hs_call_title: titleFrom(dice),
    hs_call_body: markdownFrom(dice),
    hs_call_status: 'COMPLETED',
    hs_call_direction: dice.pick(['INBOUND', 'OUTBOUND']),
    hs_call_duration: String(1_000 * dice.below(3_600)),
    hs_timestamp: '2026-10-01T10:00:00Z',
  }),
  emails: (dice) => ({
    hs_email_subject: titleFrom(dice),
    hs_email_text: paragraphFrom(dice),
    hs_email_status: 'SENT',
    hs_email_direction: dice.pick(['EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL']),
    hs_timestamp: '2026-10-01T10:00:00Z',
  }),
  communications: (dice) => ({
    hs_communication_body: paragraphFrom(dice),
    hs_communication_channel_type: dice.pick(['SMS', 'SMS', 'WHATS_APP']),
    hs_communication_logged_from: 'CRM',
    hs_timestamp: '2026-10-01T10:00:00Z',
  }),
  '2-3456789': (_, n) => ({ name: `Contract ${n}`, renewed_on: '2026-05-01' }),
};
