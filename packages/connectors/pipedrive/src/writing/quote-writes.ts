import type { CreateRequest, RecordKey, StreamWrites, UpdateRequest, Written } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import { catalogueOf, catalogueOn } from '../catalogue/catalogue.ts';
import type { PipedriveClient } from '../client.ts';
import { normalizeRecord } from '../fields/normalize.ts';
import { checkedId, type Item } from '../item.ts';
import { readRemote } from '../reading/fetch-record.ts';
import { hasQuote, quotes } from '../streams/quotes.ts';
import { withOwnFieldName } from './own-field-names.ts';
import { ownKeyField } from './record-writes.ts';
import { refusedField } from './refused.ts';
import { parentFields, writeBody } from './write-body.ts';

/** A quote is written into its deal. A create is an edit there, so that repeating it makes nothing twice. */
export const quoteWrites: StreamWrites<PipedriveClient> = {
  concurrency: 'compare',
  creates: 'upsert',
  parents: quotes.parents ?? [],
  create: createQuote,
  findCreated: async (client, search, signal) => {
    const deal = await dealOf(client, dealIdOf(search), signal);
    return quotes.ownKey?.(deal) === search.ownKey ? written(deal, search.scope) : null;
  },
  update: updateQuote,
  remove: removeQuote,
};

async function createQuote(client: PipedriveClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const dealId = dealIdOf(request);
  const deal = await dealOf(client, dealId, signal);
  const isOurs = quotes.ownKey?.(deal) === request.ownKey;
  if (hasQuote(deal) && !isOurs)
    throw new SynclineError({
      class: 'invalid',
      code: 'pipedrive_deal_has_quote',
      message: `Deal ${dealId} carries a quote already, and has room for one: write this one as a newer version of that, or empty it first.`,
      field: 'deal',
    });
  refuseStale(deal, request.fields);
  const { deal: _, ...fields } = request.fields;
  const ownKey = await ownKeyField(client, quotes, signal);
  await patchDeal(client, dealId, fields, { [ownKey]: request.ownKey }, signal);
  return written(deal, request.scope);
}

/** A write carries the version of what it writes: a deal with a newer one refuses it (SEMANTICS 4), for good. */
async function updateQuote(client: PipedriveClient, request: UpdateRequest, signal: AbortSignal): Promise<Written> {
  const { key, fields, expected } = request;
  if ('deal' in fields) throw refusedField('deal', 'it is set once');
  const deal = await dealOf(client, key.externalId, signal);
  if (!hasQuote(deal)) throw gone(`Deal ${key.externalId} carries no quote any more.`);
  refuseStale(deal, { ...expected, ...fields });
  await patchDeal(client, key.externalId, fields, {}, signal);
  return { key, raw: null };
}

/** Empties what makes the quote; the deal stays. */
async function removeQuote(client: PipedriveClient, key: RecordKey, signal: AbortSignal): Promise<void> {
  const remote = await readRemote(client, quotes, key.externalId, signal);
  if (remote === null || !hasQuote(remote.item)) return;
  const custom = Object.fromEntries(Object.values(catalogueOn(remote.item).keys).map((field) => [field, null]));
  const path = `${quotes.path}/${checkedId(key.externalId)}`;
  await client.send({ method: 'PATCH', path, body: { custom_fields: custom } }, signal);
}

async function patchDeal(
  client: PipedriveClient,
  dealId: string,
  fields: Readonly<Record<string, Json>>,
  more: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const { custom } = await writeBody(client, quotes, fields, 'update', signal);
  const body = { custom_fields: { ...custom, ...more } };
  const catalogue = await catalogueOf(client, quotes, signal);
  await client
    .send({ method: 'PATCH', path: `${quotes.path}/${checkedId(dealId)}`, body }, signal)
    .catch((error: unknown) => {
      throw withOwnFieldName(quotes, fields, error, catalogue);
    });
}

function refuseStale(deal: Item, fields: Readonly<Record<string, Json>>): void {
  const result = normalizeRecord(quotes, deal);
  const theirs = result.outcome === 'record' ? result.record.fields['version'] : null;
  const ours = fields['version'];
  if (typeof theirs !== 'number' || (typeof ours === 'number' && ours >= theirs)) return;
  throw new SynclineError({
    class: 'invalid',
    code: 'stale_outbound_write',
    message: `Pipedrive holds version ${theirs} of this quote; the write carries ${JSON.stringify(ours ?? null)}.`,
    field: 'version',
  });
}

function dealIdOf({ fields, parents }: Pick<CreateRequest, 'fields' | 'parents'>): string {
  const deal = { ...parentFields(quotes, parents), ...fields }['deal'];
  if (typeof deal === 'string' && /^\d{1,15}$/.test(deal)) return deal;
  throw refusedField('deal', 'a quote belongs to a deal');
}

async function dealOf(client: PipedriveClient, id: string, signal: AbortSignal): Promise<Item> {
  const remote = await readRemote(client, quotes, id, signal);
  if (remote !== null && remote.item['is_deleted'] !== true) return remote.item;
  throw gone(`Pipedrive has no deal ${id}.`);
}

function gone(message: string): SynclineError {
  return new SynclineError({ class: 'not_found', code: 'pipedrive_quote_gone', message });
}

function written(deal: Item, scope: string): Written {
  return { key: { externalId: String(deal['id']), locator: null, scope }, raw: null };
}
