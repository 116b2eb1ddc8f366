import type { QuoClient } from './client.ts';
import { readDated } from './cursor-list.ts';
import { asItem, idOf, itemsIn, textOf } from './item.ts';

/** One of the workspace's own numbers. */
export interface OwnNumber {
  readonly id: string;
  /** In E.164. */
  readonly number: string;
  readonly name: string | null;
  readonly createdAt: Date | null;
}

/** The workspace's numbers that the key can see and the settings take. */
export async function listNumbers(client: QuoClient, signal: AbortSignal): Promise<readonly OwnNumber[]> {
  const { phoneNumbers } = client.settings;
  const all: OwnNumber[] = [];
  for (let after: string | null = null; ; ) {
    const { answer, next } = await readDated(client, { path: '/phone-numbers', after }, signal);
    all.push(...itemsIn(answer.raw).flatMap((value) => ownNumber(value) ?? []));
    if (next === null) return phoneNumbers ? all.filter(({ id }) => phoneNumbers.includes(id)) : all;
    after = next;
  }
}

/** One number alone. Throws `not_found` for one that is none of the workspace's. */
export async function readNumber(client: QuoClient, id: string, signal: AbortSignal): Promise<OwnNumber | null> {
  const { raw } = await client.send({ path: `/phone-numbers/${encodeURIComponent(id)}` }, signal);
  return ownNumber(itemsIn(raw)[0]);
}

/** `phoneNumber` in the dated version, `number` in the first. */
function ownNumber(value: unknown): OwnNumber | null {
  const item = asItem(value);
  const id = idOf(item);
  const number = textOf(item?.['phoneNumber']) ?? textOf(item?.['number']);
  if (id === null || number === null) return null;
  const createdAt = Date.parse(textOf(item?.['createdAt']) ?? '');
  return { id, number, name: textOf(item?.['name']), createdAt: Number.isNaN(createdAt) ? null : new Date(createdAt) };
}
