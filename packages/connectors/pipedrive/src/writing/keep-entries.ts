import type { PipedriveClient } from '../client.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { joinName } from '../fields/person-name.ts';
import { isPrimary } from '../fields/primary-entry.ts';
import { asItem, listOf } from '../item.ts';
import { readRemote } from '../reading/fetch-record.ts';

/**
 * Lists are replaced as a whole, and a person's name is one: what of them is not written now is put back as it is at this
 * moment. Costs a read where such a field is written, and nothing elsewhere.
 */
export async function keepRest(
  client: PipedriveClient,
  definition: ObjectDefinition,
  id: string,
  own: Record<string, unknown>,
  signal: AbortSignal,
): Promise<void> {
  const lists = (definition.listMembers ?? []).filter((name) => name in own);
  const isName = 'first_name' in own || 'last_name' in own;
  if (lists.length === 0 && !isName) return;
  const before = (await readRemote(client, definition, id, signal))?.item ?? {};
  joinName(own, before);
  for (const name of lists) own[name] = merged(listOf(own[name]), listOf(before[name]));
}

function merged(written: readonly unknown[], before: readonly unknown[]): readonly unknown[] {
  const idOf = (entry: unknown) => JSON.stringify(asItem(entry)?.['person_id'] ?? asItem(entry)?.['value'] ?? null);
  const ours = new Set(written.map(idOf));
  const others = before.filter((entry) => !isPrimary(entry) && !ours.has(idOf(entry)));
  const main = before.find(isPrimary);
  // The label of the main one stays: an address at work is still one when it changes.
  const label = asItem(main)?.['label'];
  return [...written.map((entry) => ({ ...asItem(entry), ...(typeof label === 'string' && { label }) })), ...others];
}
