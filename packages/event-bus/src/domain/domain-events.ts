import type { Json } from '@syncline/core';
import type { BusMessage } from '../event-bus.ts';
import type { ChangeRow, EntityChange } from './change-row.ts';
import { entityPayload } from './entity-payload.ts';
import { facetsOf } from './facets.ts';
import { familyOf } from './families.ts';
import { type DomainEvent, sealEvent } from './seal-event.ts';

const FINISHED: readonly unknown[] = ['completed', 'completed_with_errors', 'failed', 'cancelled'];

/**
 * The domain events that a stored row says, in order, each as the message that carries it. The first of an entity's row is
 * the one of its version: as many of those as there are versions, whatever else is said of them.
 */
export function messagesOf(row: ChangeRow): BusMessage[] {
  return eventsOf(row).map((event) => {
    const { envelope, body } = sealEvent(event);
    return { id: envelope.id, workspaceId: row.workspaceId, type: envelope.event_type, body };
  });
}

/** What only tells our own readers to look again: no field has changed, or it is an agent's own affair. */
const inward: ReadonlySet<string> = new Set([
  'entity.related',
  'entity.linked',
  'entity.unlinked',
  'client.changed',
  'interest.changed',
  'duplicate.changed',
  'agent.memory_changed',
]);

export function eventsOf(row: ChangeRow): DomainEvent[] {
  if (inward.has(row.type)) return [];
  const at = row.at.toISOString();
  const source = row.change?.actor !== null && row.change?.actor !== undefined ? 'hub' : (row.vendor ?? 'hub');
  const event = (event_type: string, payload: Record<string, Json>, suffix = ''): DomainEvent => ({
    id: row.position + suffix,
    event_type,
    timestamp: at,
    source,
    workspace_id: row.workspaceId,
    payload,
  });
  if (row.change && row.type.startsWith('entity.')) return entityEvents(row, row.change, event);
  const payload = {
    ...row.payload,
    entity_id: row.entityId,
    process_id: row.processId,
    connection_id: row.connectionId,
  };
  const ofVendor = (suffix: string): DomainEvent[] =>
    row.vendor === null ? [] : [event(`sync.${row.vendor}`, { what: row.type, ...payload }, suffix)];
  switch (row.type) {
    case 'writeback.ended':
      return ofVendor('');
    case 'reconciliation.opened':
      // A clone or a match that nobody may guess is a conflict, too, of records in place of fields.
      return [event(row.payload?.['class'] === 'conflict' ? 'sync.conflict' : row.type, payload)];
    case 'process.state_changed':
      return [event(row.type, payload), ...(isEndOfSync(row) ? ofVendor('.sync') : [])];
    default:
      return [event(row.type, payload)];
  }
}

function entityEvents(
  row: ChangeRow,
  change: EntityChange,
  event: (type: string, payload: Record<string, Json>, suffix?: string) => DomainEvent,
): DomainEvent[] {
  const family = familyOf(change.kind);
  const what = row.type.slice('entity.'.length);
  const main = event(`${family}.${what}`, entityPayload(row, change));
  if (family !== 'items' || what !== 'updated') return [main];
  const { entityId: entity_id, entityVersion: version } = row;
  return [
    main,
    ...facetsOf(change).map(({ name, from, to }) =>
      event(`${family}.${name}`, { entity_id, kind: change.kind, version, from, to }, `.${name}`),
    ),
  ];
}

/** A run as people know it, not the share of one stream in it. */
function isEndOfSync({ payload }: ChangeRow): boolean {
  return payload?.['part'] !== true && FINISHED.includes(payload?.['to']);
}
