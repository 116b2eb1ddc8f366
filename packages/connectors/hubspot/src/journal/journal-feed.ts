import { asItem, type Feed, type FeedRead, textOf } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import { definitions } from '../definitions.ts';
import type { HubspotSettings } from '../settings.ts';
import { journalCall } from './journal-call.ts';
import { readJournalFile } from './journal-events.ts';
import { subscribeJournal } from './journal-subscriptions.ts';

/** Of one account: `journal` alone is that of all accounts that have the app. */
const PATH = '/webhooks-journal/journal-local/2026-03';
/** Three days, less what clocks and slow reads may take of them. */
const KEPT_MS = (3 * 24 - 1) * 3_600_000;
/** The position of a journal in which nothing was written yet. */
const BEGINNING = 'earliest';

/**
 * The webhooks journal: events that HubSpot writes into files, one after the other by offset, and keeps for three days.
 * https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/journal-entries/guide
 */
export const hubspotJournal: Feed<HubspotClient, HubspotSettings> = {
  streams: [...definitions.map(({ stream }) => stream), 'custom_objects'],
  isOn: ({ journalClientId }) => journalClientId !== undefined,
  subscribe: subscribeJournal,
  async start(client, signal) {
    return (await entryAt(client, 'latest', signal))?.offset ?? BEGINNING;
  },
  async read(client, { position, readAt }, signal) {
    // Whatever HubSpot would answer: what it kept for longer than that is not whole.
    if (Date.now() - readAt.getTime() > KEPT_MS)
      return { outcome: 'lapsed', detail: `The journal was last read to its end at ${readAt.toISOString()}.` };
    return readAfter(client, position, signal);
  },
};

/** Whether the app may read it; throws `permission` where it may not. */
export async function checkJournal(client: HubspotClient, signal: AbortSignal): Promise<void> {
  if (hubspotJournal.isOn(client.settings)) await entryAt(client, 'latest', signal);
}

interface Entry {
  readonly offset: string;
  readonly url: string;
}

/** The file of an entry is at an address that lapses: it is asked for just before, and once more where it has lapsed. */
async function readAfter(client: HubspotClient, position: string, signal: AbortSignal): Promise<FeedRead> {
  for (const isLast of [false, true]) {
    const entry = await entryAfter(client, position, signal);
    if (entry === null) break;
    try {
      const { data } = await client.send({ path: 'a file of the journal', url: entry.url, token: null }, signal);
      const file = readJournalFile(data);
      if (file === null) throw unreadable('is no list of events');
      return { outcome: 'hints', next: entry.offset, ...file };
    } catch (error) {
      const { class: errorClass } = toSynclineError(error);
      if (errorClass !== 'permission' && errorClass !== 'not_found') throw error;
      if (isLast) throw unreadable('is not to be had at the address that was given for it');
    }
  }
  return { outcome: 'end' };
}

/** The offset of an account in which little happens lapses with its file: what is kept then all comes after it. */
async function entryAfter(client: HubspotClient, position: string, signal: AbortSignal): Promise<Entry | null> {
  if (position !== BEGINNING)
    try {
      return await entryAt(client, `offset/${encodeURIComponent(position)}/next`, signal);
    } catch (error) {
      if (toSynclineError(error).class !== 'not_found') throw error;
    }
  return entryAt(client, BEGINNING, signal);
}

/** Null: there is none. */
async function entryAt(client: HubspotClient, path: string, signal: AbortSignal): Promise<Entry | null> {
  const query = { installPortalId: client.settings.portalId };
  const data = await journalCall(client, { path: `${PATH}/${path}`, query }, signal);
  if (data === null) return null;
  const entry = asItem(data);
  const offset = textOf(entry?.['currentOffset']);
  const url = textOf(entry?.['url']);
  if (!offset || !url || !isAddress(url, client)) throw unreadable('has no offset or no address');
  return { offset, url };
}

/** Files lie with a cloud's storage, which asks for no token: never by an open line, but for a HubSpot that is on one itself. */
function isAddress(url: string, { root }: HubspotClient): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' || origin === new URL(root).origin;
}

function unreadable(what: string): SynclineError {
  return new SynclineError({
    class: 'transient',
    code: 'hubspot_journal_unreadable',
    message: `An entry of HubSpot's journal ${what}.`,
  });
}
