import type { ActivityType, AnyConnector, CrmMember, Stream } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { ContractKind } from './vocabulary.ts';

/** What the connector says of itself as a CRM. Throws `invalid` for one that is none. */
export function crmOf(connector: AnyConnector): CrmMember {
  if (connector.crm) return connector.crm;
  throw notPossible(`${connector.title} is no CRM that can be asked: its connector offers no look-ups.`);
}

/** The stream of a kind; null: the connector has none. */
function streamOfKind(connector: AnyConnector, kind: Exclude<ContractKind, 'activity'>): Stream | null {
  const named = connector.crm?.streams?.[kind];
  return (
    connector.streams.find((stream) => (named === undefined ? stream.kind === kind : stream.name === named)) ?? null
  );
}

/** Throws `invalid` with the connector's own sentence where it has no such stream. */
export function wantedStream(connector: AnyConnector, kind: Exclude<ContractKind, 'activity'>): Stream {
  const stream = streamOfKind(connector, kind);
  if (stream) return stream;
  throw notPossible(`${connector.title} has no ${kind}s.`);
}

export function activityStream(connector: AnyConnector, type: ActivityType): Stream {
  const name = crmOf(connector).activities[type];
  const stream = connector.streams.find((candidate) => candidate.name === name);
  if (stream) return stream;
  const known = Object.keys(crmOf(connector).activities);
  const others = known.length === 0 ? 'nor any other' : `only ${known.join(', ')}`;
  throw notPossible(`${connector.title} takes no activity of the type ${type}, ${others}.`);
}

export function streamNamed(connector: AnyConnector, name: string): Stream {
  const stream = connector.streams.find((candidate) => candidate.name === name);
  if (stream) return stream;
  const known = connector.streams.map((each) => each.name).join(', ');
  throw new SynclineError({
    class: 'invalid',
    code: 'no_stream',
    field: 'stream',
    message: `${connector.title} has no stream ${name}; it has ${known}.`,
  });
}

/** A request that the vendor has no place for: terminal, and said before anything is written. */
export function notPossible(message: string): SynclineError {
  return new SynclineError({ class: 'invalid', code: 'crm_not_offered', message });
}
