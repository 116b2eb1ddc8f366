import { asItem, type Item } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';

/** The most records of one call. */
const BATCH_SIZE = 1_000;
/** Rounds of following what did not fit into one answer; a record of more associations is none that people made. */
const MOST_ROUNDS = 50;

/** By object at the other end: the `to` entries as HubSpot shows them. */
type Associations = Record<string, readonly unknown[]>;

/**
 * What some records are associated with, by their ids: searches show no associations, and a change of one changes no
 * record's time. https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide
 */
export async function readAssociations(
  client: HubspotClient,
  object: string,
  others: readonly string[],
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Associations>> {
  const all = new Map<string, Associations>(ids.map((id) => [id, {}]));
  if (ids.length === 0) return all;
  await Promise.all(
    others.map(async (other) => {
      const found = await readOne(client, object, other, ids, signal);
      for (const [id, associations] of all) associations[other] = found.get(id) ?? [];
    }),
  );
  return all;
}

async function readOne(
  client: HubspotClient,
  object: string,
  other: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const found = new Map<string, unknown[]>();
  let inputs: { readonly id: string; readonly after?: string }[] = ids.map((id) => ({ id }));
  for (let round = 0; inputs.length > 0; round++) {
    if (round >= MOST_ROUNDS) throw unread(`${object} have more ${other} than can be read`);
    const path = `/crm/v4/associations/${object}/${other}/batch/read`;
    const { data } = await client.send({ method: 'POST', path, body: { inputs: inputs.slice(0, BATCH_SIZE) } }, signal);
    const answer = asItem(data);
    const results: unknown = answer?.['results'];
    if (!Array.isArray(results)) throw unread('HubSpot answered a read of associations with something else');
    refuseErrors(answer?.['errors']);
    const more: typeof inputs = inputs.slice(BATCH_SIZE);
    for (const result of results as Item[]) {
      const id = String(asItem(result['from'])?.['id']);
      const to = Array.isArray(result['to']) ? result['to'] : [];
      found.set(id, [...(found.get(id) ?? []), ...to]);
      const after = asItem(asItem(result['paging'])?.['next'])?.['after'];
      if (typeof after === 'string') more.push({ id, after });
    }
    inputs = more;
  }
  return found;
}

/** A record without associations is told as an error of a 207, which is no failure. Any other one must not read as "none". */
function refuseErrors(errors: unknown): void {
  if (!Array.isArray(errors)) return;
  for (const error of errors as Item[]) {
    const words = `${String(error['category'])} ${String(error['subCategory'])}`;
    if (!/NO_ASSOCIATIONS_FOUND|OBJECT_NOT_FOUND/.test(words)) throw unread(`HubSpot read no associations: ${words}`);
  }
}

function unread(message: string): SynclineError {
  return new SynclineError({ class: 'transient', code: 'hubspot_associations_unread', message });
}
