import { dealFacts } from '../model/deal-facts.ts';
import type { HubspotRecord, ObjectStore, Properties } from '../model/object-store.ts';
import type { Portal } from '../model/portal.ts';
import { checkProperties } from './check-properties.ts';
import { invalidValue, noObject, Refusal } from './refusal.ts';

/** An association that a create asks for. */
export interface NewAssociation {
  readonly to?: { readonly id?: unknown };
  readonly types?: readonly { readonly associationTypeId?: unknown }[];
}

export function createRecord(
  portal: Portal,
  store: ObjectStore,
  sent: unknown,
  associations: readonly NewAssociation[] = [],
): HubspotRecord {
  const { schema } = store;
  const values = checkProperties(store, sent, null);
  for (const name of schema.required) if (!values[name]) throw invalidValue(name, 'REQUIRED_FIELD', 'is required');
  const links = associations.flatMap((one) => checkedLinks(portal, schema.name, one));
  const now = portal.nowMs();
  const id = portal.takeId();
  const record: HubspotRecord = {
    id,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
    properties: {
      ...(schema.name === 'deals' && { pipeline: 'default' }),
      ...values,
      ...factsOf(store, values),
      hs_object_id: id,
      [schema.created]: new Date(now).toISOString(),
      [schema.modified]: new Date(now).toISOString(),
    },
  };
  store.put(record, now);
  portal.onChange({
    object: schema.name,
    change: 'creation',
    at: now,
    details: { objectId: Number(id), changeFlag: 'CREATED' },
  });
  for (const { to, otherId, typeId } of links) addAssociation(portal, schema.name, id, to, otherId, typeId);
  return record;
}

export function updateRecord(portal: Portal, store: ObjectStore, id: string, sent: unknown): HubspotRecord {
  const before = liveRecord(store, id);
  const values = checkProperties(store, sent, id);
  const now = portal.nowMs();
  const changed = { ...values, ...factsOf(store, values) };
  const { modified } = store.schema;
  const record = {
    ...before,
    updatedAt: now,
    properties: { ...before.properties, ...changed, [modified]: new Date(now).toISOString() },
  };
  store.put(record, now);
  for (const [propertyName, propertyValue] of Object.entries(changed))
    if (before.properties[propertyName] !== propertyValue)
      portal.onChange({
        object: store.schema.name,
        change: 'propertyChange',
        at: now,
        details: { objectId: Number(id), propertyName, propertyValue: propertyValue ?? '' },
      });
  return record;
}

/** Into the recycle bin, and out of all associations. */
export function archiveRecord(portal: Portal, store: ObjectStore, id: string): void {
  const before = store.get(id);
  if (before === undefined || before.archivedAt !== null) return;
  const now = portal.nowMs();
  store.put({ ...before, archivedAt: now }, now);
  const { name } = store.schema;
  portal.associations.removeAll(name, id, [...portal.stores.keys()]);
  portal.onChange({
    object: name,
    change: 'deletion',
    at: now,
    details: { objectId: Number(id), changeFlag: 'DELETED' },
  });
}

export function addAssociation(
  portal: Portal,
  from: string,
  id: string,
  to: string,
  otherId: string,
  typeId: number,
): void {
  portal.associations.add(from, id, to, otherId, typeId);
  tellAssociation(portal, from, id, to, otherId, false);
}

export function removeAssociation(portal: Portal, from: string, id: string, to: string, otherId: string): void {
  if (!portal.associations.of(from, id, to).has(otherId)) return;
  portal.associations.remove(from, id, to, otherId);
  tellAssociation(portal, from, id, to, otherId, true);
}

export function liveRecord(store: ObjectStore, id: string): HubspotRecord {
  const record = store.get(id);
  if (record === undefined || record.archivedAt !== null) throw noObject(id);
  return record;
}

function tellAssociation(
  portal: Portal,
  from: string,
  id: string,
  to: string,
  otherId: string,
  removed: boolean,
): void {
  const typeOf = (object: string) => portal.store(object).schema.typeId;
  portal.onChange({
    object: from,
    change: 'associationChange',
    at: portal.nowMs(),
    details: {
      fromObjectId: Number(id),
      toObjectId: Number(otherId),
      fromObjectTypeId: typeOf(from),
      toObjectTypeId: typeOf(to),
      associationRemoved: removed,
      isPrimaryAssociation: false,
    },
  });
}

function checkedLinks(portal: Portal, from: string, { to, types = [] }: NewAssociation) {
  const otherId = String(to?.id);
  return types.map(({ associationTypeId }) => {
    const typeId = Number(associationTypeId);
    const other = [...portal.stores.keys()].find((object) => portal.associations.knows(from, object, typeId));
    if (other === undefined) throw new Refusal(400, 'VALIDATION_ERROR', `No association type ${typeId} of ${from}`);
    if (portal.store(other).get(otherId)?.archivedAt !== null)
      throw new Refusal(404, 'OBJECT_NOT_FOUND', `No ${other} with ID ${otherId} exists`, {
        context: { id: [otherId] },
      });
    return { to: other, otherId, typeId };
  });
}

function factsOf({ schema }: ObjectStore, values: Properties): Properties {
  return schema.name === 'deals' && values['dealstage'] !== undefined ? dealFacts(values['dealstage']) : {};
}
