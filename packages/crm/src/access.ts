import type { AnyConnector } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { CrmSource } from './contract.ts';
import { parseRecordId } from './record-id.ts';

/** One connection of a CRM, ready to be called. */
export interface CrmAccess {
  readonly connector: AnyConnector;
  readonly client: unknown;
  readonly source: CrmSource;
  /** The external id, in one of the streams, of what the hub knows by an id of its own; null: it does not. Absent: there is no hub. */
  externalIdOf?(streams: readonly string[], id: string): Promise<string | null>;
}

/** The external id of a record of one of the streams, by any of its ids. Throws `invalid` for an id of something else. */
export async function externalIdOf(access: CrmAccess, streams: readonly string[], id: string): Promise<string> {
  const name = parseRecordId(id);
  if (name === null) return (await access.externalIdOf?.(streams, id)) ?? id;
  const { connection } = access.source;
  if (name.connectionId === connection.id && streams.includes(name.stream)) return name.externalId;
  throw new SynclineError({
    class: 'invalid',
    code: 'wrong_record_id',
    message:
      name.connectionId === connection.id
        ? `${id} is a record of ${name.stream}, where one of ${streams.join(', ')} is asked for.`
        : `${id} is a record of another connection than ${connection.name}.`,
  });
}
