import { Dice, hash32, paragraphFrom } from '@syncline/sandbox';
import type { SandboxSettings } from '../options.ts';
import { contactEvent, endedCallEvent, messageEvent, summaryEvent } from './events.ts';
import type {
  SandboxCall,
  SandboxContact,
  SandboxEntry,
  SandboxEvent,
  SandboxMessage,
  SandboxNumber,
  SandboxUser,
} from './records.ts';

export type ContactDraft = Partial<
  Omit<SandboxContact, 'id' | 'createdAt' | 'updatedAt' | 'emails' | 'phoneNumbers'>
> & {
  readonly emails?: readonly (Omit<SandboxEntry, 'id'> & { readonly id?: string | undefined })[];
  readonly phoneNumbers?: readonly (Omit<SandboxEntry, 'id'> & { readonly id?: string | undefined })[];
};

const HOUR_MS = 3_600_000;
const FIRST_NAMES = ['Ada', 'Grace', 'Zoë', 'Łukasz', 'Mary Ann', 'José', 'Aiko', "D'Arcy"];
const LAST_NAMES = ['Lovelace', 'Hopper', 'O’Neil', 'García', 'Müller', 'Sato', 'Null', 'van der Berg'];

/** A workspace: its people, numbers, contacts, calls and texts. */
export class Workspace {
  readonly orgId = 'ORsandbox';
  readonly settings: SandboxSettings;
  readonly users: readonly SandboxUser[];
  readonly numbers: readonly SandboxNumber[];
  readonly contacts = new Map<string, SandboxContact>();
  readonly messages = new Map<string, SandboxMessage>();
  readonly calls = new Map<string, SandboxCall>();
  onEvent: (event: SandboxEvent) => void = () => undefined;
  #ids = 0;

  constructor(settings: SandboxSettings) {
    this.settings = settings;
    const now = settings.now().getTime();
    const begun = now - 400 * 24 * HOUR_MS;
    this.users = ['owner', 'admin', 'member'].map((role, at) => ({
      id: `USsandbox${at + 1}`,
      email: `${role}@acme.example`,
      firstName: FIRST_NAMES[at]!,
      lastName: at === 2 ? null : LAST_NAMES[at]!,
      role,
      createdAt: begun,
    }));
    this.numbers = Array.from({ length: settings.numbers }, (_, at) => ({
      id: `PNsandbox${at + 1}`,
      number: `+1555999000${at + 1}`,
      name: at === 0 ? 'Sales' : `Line ${at + 1}`,
      createdAt: begun,
    }));
    const dice = new Dice(settings.seed);
    const past = (at: number, all: number): number =>
      Math.floor(begun + ((at + 1) / (all + 1)) * (now - begun - HOUR_MS));
    for (let at = 0; at < settings.contacts; at++)
      this.createContact(seededContact(dice, at), past(at, settings.contacts));
    if (this.numbers.length === 0) return;
    for (let at = 0; at < settings.messages; at++) {
      const draft = { number: this.numbers[at % this.numbers.length]!.id, party: partyNumber(dice.below(60)) };
      const text = { ...draft, text: paragraphFrom(dice, 1) };
      this.addMessage(
        dice.chance(0.5) ? { ...text, direction: 'incoming' } : { ...text, direction: 'outgoing' },
        past(at, settings.messages),
      );
    }
    for (let at = 0; at < settings.calls; at++) {
      const draft = {
        number: this.numbers[at % this.numbers.length]!.id,
        party: dice.chance(0.05) ? 'anonymous' : partyNumber(dice.below(60)),
      };
      const seconds = dice.chance(0.2) ? 0 : 1 + dice.below(1_800);
      this.addCall(
        { ...draft, direction: dice.chance(0.5) ? 'incoming' : 'outgoing', seconds },
        past(at, settings.calls),
      );
    }
  }

  nowMs(): number {
    return this.settings.now().getTime();
  }

  /** Contacts have ids of 24 hex digits, the rest a prefix and whatever. */
  #id(prefix: string, length = 22): string {
    this.#ids += 1;
    const digits = [1, 2, 3]
      .map((part) => hash32(this.settings.seed, this.#ids, part).toString(16).padStart(8, '0'))
      .join('');
    return prefix + digits.slice(0, length - 6) + this.#ids.toString(16).padStart(6, '0');
  }

  createContact(draft: ContactDraft, at = this.nowMs()): SandboxContact {
    const contact: SandboxContact = {
      externalId: null,
      source: null,
      sourceUrl: null,
      firstName: null,
      lastName: null,
      company: null,
      role: null,
      custom: {},
      ...draft,
      id: this.#id('', 24),
      emails: this.#entries(draft.emails ?? []),
      phoneNumbers: this.#entries(draft.phoneNumbers ?? []),
      createdAt: at,
      updatedAt: at,
    };
    this.contacts.set(contact.id, contact);
    this.onEvent(contactEvent(this, 'contact.updated', contact));
    return contact;
  }

  editContact(contact: SandboxContact, edit: ContactDraft): SandboxContact {
    const edited: SandboxContact = {
      ...contact,
      ...edit,
      emails: edit.emails ? this.#entries(edit.emails) : contact.emails,
      phoneNumbers: edit.phoneNumbers ? this.#entries(edit.phoneNumbers) : contact.phoneNumbers,
      updatedAt: Math.max(this.nowMs(), contact.updatedAt + 1),
    };
    this.contacts.set(contact.id, edited);
    this.onEvent(contactEvent(this, 'contact.updated', edited));
    return edited;
  }

  deleteContact(contact: SandboxContact): void {
    this.contacts.delete(contact.id);
    this.onEvent(contactEvent(this, 'contact.deleted', contact));
  }

  addMessage(
    draft: {
      readonly number: string;
      readonly party: string | readonly string[];
      readonly text: string;
      readonly direction: 'incoming' | 'outgoing';
    },
    at = this.nowMs(),
  ): SandboxMessage {
    const own = this.numberNamed(draft.number);
    const parties = typeof draft.party === 'string' ? [draft.party] : draft.party;
    const isIncoming = draft.direction === 'incoming';
    const message: SandboxMessage = {
      id: this.#id('AC'),
      numberId: own.id,
      direction: draft.direction,
      from: isIncoming ? parties[0]! : own.number,
      to: isIncoming ? [own.number, ...parties.slice(1)] : parties,
      text: draft.text,
      status: isIncoming ? 'received' : 'delivered',
      userId: isIncoming ? null : this.users[0]!.id,
      conversationId: `CN${hash32(...parties.map((party) => Number(party.replaceAll(/\D/g, '').slice(-9)))).toString(16)}`,
      createdAt: at,
      updatedAt: at,
    };
    this.messages.set(message.id, message);
    this.onEvent(messageEvent(this, message));
    return message;
  }

  /** A call that has ended; of no seconds: nobody took it. */
  addCall(
    draft: {
      readonly number: string;
      readonly party: string;
      readonly direction: 'incoming' | 'outgoing';
      readonly seconds: number;
      readonly voicemail?: string;
    },
    at = this.nowMs(),
  ): SandboxCall {
    const own = this.numberNamed(draft.number);
    const isTaken = draft.seconds > 0;
    const missed = draft.direction === 'incoming' ? 'missed' : 'no-answer';
    const end = at + (draft.seconds + 5) * 1_000;
    const call: SandboxCall = {
      id: this.#id('AC'),
      numberId: own.id,
      direction: draft.direction,
      party: draft.party,
      status: isTaken ? 'completed' : missed,
      duration: draft.seconds,
      userId: this.users[1]!.id,
      answeredAt: isTaken ? at + 5_000 : null,
      completedAt: end,
      summary: null,
      nextSteps: null,
      voicemail: draft.voicemail ?? null,
      createdAt: at,
      updatedAt: end,
    };
    this.calls.set(call.id, call);
    this.onEvent(endedCallEvent(this, call));
    return call;
  }

  summarise(call: SandboxCall, summary: readonly string[], nextSteps: readonly string[]): SandboxCall {
    const summarised = { ...call, summary, nextSteps, updatedAt: Math.max(this.nowMs(), call.updatedAt + 1) };
    this.calls.set(call.id, summarised);
    this.onEvent(summaryEvent(this, summarised));
    return summarised;
  }

  numberNamed(id: string): SandboxNumber {
    const own = this.numbers.find((candidate) => candidate.id === id);
    if (!own) throw new Error(`no number ${id}`);
    return own;
  }

  #entries(from: NonNullable<ContactDraft['emails']>): SandboxEntry[] {
    return from.map(({ id, name, value }) => ({ id: id ?? this.#id('', 12), name, value }));
  }
}

/** A number of somebody else's. */
export function partyNumber(index: number): string {
  return `+1555${String(1_000_000 + index)}`;
}

function seededContact(dice: Dice, at: number): ContactDraft {
  const has = (share: number): boolean => dice.chance(share);
  return {
    firstName: dice.pick(FIRST_NAMES),
    lastName: has(0.9) ? dice.pick(LAST_NAMES) : null,
    company: has(0.6) ? `Company ${dice.below(20)}` : null,
    role: has(0.4) ? dice.pick(['Buyer', 'Owner', 'CTO']) : null,
    emails: has(0.7) ? [{ name: 'work', value: `person${at}@example.com` }] : [],
    phoneNumbers: has(0.9)
      ? [
          { name: 'mobile', value: partyNumber(at) },
          ...(has(0.2) ? [{ name: 'home', value: partyNumber(500_000 + at) }] : []),
        ]
      : [],
    custom: has(0.3) ? { 'inbound-lead': ['web'], 'account-number': at } : {},
  };
}
