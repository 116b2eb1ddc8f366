import type { HubspotClient } from '../client.ts';
import { type AssociatedId, associatedIds, bySize, firstOf } from '../object/associated-ids.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';
import { readAssociations } from '../reading/read-associations.ts';
import type { AssociationValue } from './write-body.ts';

/**
 * Makes a record's associations what they shall be, by what they are: only the difference is sent. A field of one
 * reference becomes the primary one where there is such a thing, and the others stay beside it; emptied, it takes away
 * the one that it showed and no other.
 */
export async function associate(
  client: HubspotClient,
  { object }: ObjectDefinition,
  id: string,
  values: readonly AssociationValue[],
  signal: AbortSignal,
): Promise<void> {
  if (values.length === 0) return;
  const others = values.map(({ association }) => association.to);
  const standing = (await readAssociations(client, object, others, [id], signal)).get(id) ?? {};
  for (const value of values) {
    const { to } = value.association;
    const { add, remove } = difference(value, associatedIds(standing[to]) ?? []);
    const path = `/crm/v4/associations/${object}/${to}/batch`;
    // First what is to stand: what breaks off in between leaves too many, and never none.
    if (add.length > 0) {
      const types = typesOf(value);
      const inputs = add.map((other) => ({ from: { id }, to: { id: other }, types }));
      await client.send({ method: 'POST', path: `${path}/create`, body: { inputs } }, signal);
    }
    if (remove.length > 0) {
      const inputs = [{ from: { id }, to: remove.map((other) => ({ id: other })) }];
      await client.send({ method: 'POST', path: `${path}/archive`, body: { inputs } }, signal);
    }
  }
}

/** As creates and updates name an association. */
export function typesOf({ association }: AssociationValue) {
  const { typeId, primaryTypeId = typeId } = association;
  return [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: primaryTypeId }];
}

function difference(
  { field, association, ids }: AssociationValue,
  standing: readonly AssociatedId[],
): { readonly add: readonly string[]; readonly remove: readonly string[] } {
  const there = standing.map(({ id }) => id);
  if (field.type === 'reference_set')
    return { add: ids.filter((id) => !there.includes(id)), remove: there.filter((id) => !ids.includes(id)) };
  const shown = firstOf(standing, association)?.id;
  const [wanted] = ids;
  if (shown === wanted) return { add: [], remove: [] };
  if (wanted === undefined) return { add: [], remove: shown === undefined ? [] : [shown] };
  if (association.primaryTypeId !== undefined) return { add: [wanted], remove: [] };
  const add = there.includes(wanted) ? [] : [wanted];
  return { add, remove: there.filter((id) => bySize(id, wanted) < 0) };
}
