import { type Json, toSynclineError } from '@syncline/core';
import type { OpenProjectClient } from '../client.ts';
import { sortedSet } from '../item.ts';
import { LINK_FIELDS, type LinkField, readRelations, relationsOf } from '../relations.ts';
import { checkedId } from '../scopes.ts';

type Fields = Readonly<Record<string, Json>>;

export function hasRelations(fields: Fields): boolean {
  return LINK_FIELDS.some((field) => fields[field] !== undefined);
}

/**
 * Makes a work package's relations those that are wanted. Only one that was expected is taken away: one that somebody
 * made meanwhile stays, and comes with the next read. What goes, goes first: OpenProject has one relation between two.
 */
export async function writeRelations(
  client: OpenProjectClient,
  workPackageId: string,
  wanted: Fields,
  expected: Fields,
  signal: AbortSignal,
): Promise<void> {
  const there = relationsOf(await readRelations(client, [workPackageId], signal), workPackageId);
  const changed = LINK_FIELDS.filter((field) => wanted[field] !== undefined);
  for (const { relationId, field, otherId } of there)
    if (
      changed.some((one) => one === field) &&
      idsIn(expected[field]).includes(otherId) &&
      !idsIn(wanted[field]).includes(otherId)
    )
      await removeRelation(client, relationId, signal);
  for (const field of changed)
    for (const otherId of idsIn(wanted[field]))
      if (!there.some((one) => one.field === field && one.otherId === otherId))
        await addRelation(client, field, workPackageId, checkedId(otherId), signal);
}

async function addRelation(
  client: OpenProjectClient,
  field: LinkField,
  workPackageId: string,
  otherId: string,
  signal: AbortSignal,
): Promise<void> {
  const [from, to] = field === 'depends_on' ? [otherId, workPackageId] : [workPackageId, otherId];
  const link = (id: string) => ({ href: client.href(`/work_packages/${id}`) });
  await client.send(
    {
      method: 'POST',
      path: `/work_packages/${from}/relations`,
      body: { type: field === 'related_to' ? 'relates' : 'blocks', _links: { from: link(from), to: link(to) } },
    },
    signal,
  );
}

async function removeRelation(client: OpenProjectClient, relationId: string, signal: AbortSignal): Promise<void> {
  try {
    await client.send({ method: 'DELETE', path: `/relations/${relationId}` }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

function idsIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? sortedSet(value.map(String)) : [];
}
