import { setTimeout as delay } from 'node:timers/promises';
import { createQuoSandbox, type QuoSandbox } from '@syncline/connector-quo/sandbox';
import { reevaluateHeld } from '@syncline/engine';
import type { Backend } from '../shared/backend.ts';
import { type MortalEngine, startMortalEngine } from '../shared/mortal-engine.ts';
import type { Random } from '../shared/random.ts';
import { UNLIMITED } from '../vendors/vendor.ts';
import { countActivities } from './count-activities.ts';
import type { CrmSide, FirstCrm } from './crm-side.ts';
import { happen, type Party } from './told.ts';

export interface ActivityRunOptions {
  readonly backend: Backend;
  readonly first: FirstCrm;
  readonly others: readonly CrmSide[];
  /** Calls and texts. */
  readonly count: number;
  readonly deaths: number;
  readonly seed: number;
  readonly random: Random;
  readonly limitMs: number;
}

export interface ActivityRunResult {
  readonly broken: readonly string[];
  readonly deliveries: number;
  readonly deaths: number;
  readonly contacts: number;
  readonly seconds: number;
}

const PEOPLE = 30;
const STRANGERS = 5;
const EVENTS = ['message.received', 'message.delivered', 'call.completed', 'call.summary.completed', 'contact.updated'];
/** A webhook of each kind: what happens is told by both. */
const KEYS = { dated: `whsec_${base64('a dated secret for proofs')}`, old: base64('an older secret for proofs') };

/**
 * Calls and texts at a Quo are told by two webhooks, each delivery twice, in any order, while the engine dies and CRMs
 * lose answers.
 */
export async function runActivities(options: ActivityRunOptions): Promise<ActivityRunResult> {
  const { backend, first, others, count, deaths, seed, random, limitMs } = options;
  const crms = [first, ...others];
  const quo = await createQuoSandbox({
    seed,
    contacts: 0,
    calls: 0,
    messages: 0,
    rateLimit: UNLIMITED,
    // An engine that is dead answers nothing for some seconds; Quo waits longer than this.
    webhookRetryMs: Array.from({ length: 30 }, () => 1_000),
  });
  const engine = await startMortalEngine({
    backend,
    sides: [
      {
        name: 'quo',
        connector: 'quo',
        url: quo.url,
        settings: {},
        secrets: { token: quo.token, webhookSecret: `${KEYS.dated} ${KEYS.old}` },
      },
      ...crms,
    ],
    config: { vendorTimeoutMs: 2_000 },
    lives: Array.from({ length: deaths }, () => count * 2 + random.below(count * 4)),
  });
  try {
    await engine.through((now) => now.configure('phone', configOf(first, others)));
    const parties = await knowPeople(engine, first, random, limitMs);
    const kept = countContacts(quo, crms);
    for (const crm of crms) crm.loseAnswers(Math.ceil(count / 4));
    const url = engine.webhookUrl('quo');
    quo.hooks.add({ url, events: EVENTS, key: KEYS.dated });
    quo.hooks.add({ url, events: EVENTS, key: KEYS.old, isOld: true });
    quo.webhooks.setFaults({ duplicates: { min: 1, max: 1 }, shuffleWindow: count, maxDelayMs: 300 });
    const began = performance.now();
    const happened = happen(quo, parties, count, random);
    // Somebody has to be there when it dies, or it stays dead and nothing arrives.
    await engine.through(async (now) => {
      while (quo.hooks.underWay() > 0 || quo.webhooks.pending > 0) {
        if (now.crashed()) throw new Error('the engine has died');
        await delay(50);
      }
    });
    await engine.quiet(limitMs);
    // What could not be named when it was read is looked at again, as the scheduler does by itself every half minute.
    await engine.through((now) => reevaluateHeld(now.ctx));
    await engine.quiet(limitMs);
    const { rows } = await engine.now().ctx.store.query<{ n: number }>('select count(*)::int as n from inbox');
    return {
      broken: [
        ...kept,
        ...countContacts(quo, crms),
        ...crms.flatMap((crm) => countActivities(crm, happened)),
        ...(await leftOver(engine)),
      ],
      deliveries: rows[0]!.n,
      deaths: engine.deaths(),
      contacts: quo.contacts().length,
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } finally {
    await engine.close();
    await quo.close();
  }
}

/** Contacts of the first CRM come to be at the others and at Quo; numbers that call make nobody a contact. */
function configOf(first: CrmSide, others: readonly CrmSide[]) {
  const contact = { last_name: 'last_name', phone: 'phone' };
  const fields = {
    type: 'type',
    direction: 'direction',
    subject: 'subject',
    body: 'body',
    occurred_at: 'occurred_at',
    who: 'who',
  };
  const isMade = (scope: string) => ({ [first.contactScope]: scope });
  return {
    kinds: {
      contact: {
        members: [
          { connection: 'quo', stream: 'callers', direction: 'in', match: ['phone'], fields: { phone: 'phone' } },
          {
            connection: 'quo',
            stream: 'contacts',
            createIn: isMade('workspace'),
            match: ['phone'],
            fields: contact,
          },
          { ...first.contactMember, create: false },
          ...others.map((crm) => ({ ...crm.contactMember, createIn: isMade(crm.contactScope) })),
        ],
      },
      activity: {
        members: [
          {
            connection: 'quo',
            stream: 'calls',
            direction: 'in',
            fields: { ...fields, duration_seconds: 'duration_seconds' },
          },
          { connection: 'quo', stream: 'messages', direction: 'in', fields },
          ...[first, ...others].flatMap((crm) => crm.activityMembers),
        ],
      },
    },
  };
}

/** People are contacts of the first CRM and come to be at all others; a few who call are nobody's. */
async function knowPeople(engine: MortalEngine, first: FirstCrm, random: Random, limitMs: number): Promise<Party[]> {
  const known = Array.from({ length: PEOPLE }, (_, at) => ({
    lastName: `Person-${at}`,
    phone: `+1555${String(2_000_000 + at * 7 + random.below(7))}`,
  }));
  for (const [at, { lastName, phone }] of known.entries()) {
    const externalId = first.createContact({ lastName, phone: at % 2 === 0 ? phone : asTyped(phone) });
    await engine.through((now) => now.hint(first.name, { stream: 'contacts', externalId, scope: first.contactScope }));
  }
  await engine.quiet(limitMs);
  const strangers = Array.from({ length: STRANGERS }, (_, at) => ({ phone: `+1555${9_000_000 + at}`, lastName: null }));
  return [...known, ...strangers];
}

function countContacts(quo: QuoSandbox, crms: readonly CrmSide[]): string[] {
  const held = new Map(crms.map((crm) => [crm.name, crm.contacts().map(({ phone }) => phone)]));
  held.set(
    'quo',
    quo.contacts().map(({ phoneNumbers }) => phoneNumbers[0]?.value ?? null),
  );
  return [...held].flatMap(([name, phones]) =>
    phones.length === PEOPLE && new Set(phones).size === PEOPLE
      ? []
      : [`${name}: ${phones.length} contacts with ${new Set(phones).size} numbers, of ${PEOPLE} people`],
  );
}

/** What was given up, or waits for a person: nothing may be but that strangers are nobody. */
async function leftOver(engine: MortalEngine): Promise<string[]> {
  const { rows } = await engine.now().ctx.store.query<{ sentence: string }>(
    `select format('writeback %s is %s: %s', id, state, error) as sentence from writebacks where state <> 'done'
     union all select format('an item is open: %s %s', code, message) from reconciliation_items where state = 'open' and code <> 'unmapped_reference'`,
  );
  return rows.map((row) => row.sentence);
}

/** As people write a number down: `+1 (555) 200-0007`. */
function asTyped(phone: string): string {
  return phone.replace(/^\+(\d)(\d{3})(\d{3})(\d+)$/, '+$1 ($2) $3-$4');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
