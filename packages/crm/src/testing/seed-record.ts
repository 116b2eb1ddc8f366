import type { RecordKey } from '@syncline/connector-sdk';
import type { CrmAccess } from '../access.ts';
import type { FieldValues } from '../contract.ts';
import { planWrite } from '../plan-write.ts';
import { scopeOf } from '../read-record.ts';
import { wantedStream } from '../streams-of.ts';
import { createOnce, ownKeyOf } from '../write-record.ts';

/** Makes an account or contact as the contract's own creates do: what the contract itself only looks up. */
export async function seedRecord(
  access: CrmAccess,
  kind: 'account' | 'contact',
  { key, fields }: { readonly key: string; readonly fields: FieldValues },
  signal: AbortSignal,
): Promise<RecordKey> {
  const stream = wantedStream(access.connector, kind);
  const scope = await scopeOf(access, stream, signal);
  const planned = await planWrite(access, { kind, stream, scope, mode: 'create', fields, stages: null }, signal);
  const ownKey = ownKeyOf(access.source.connection.id, key);
  const { read } = await createOnce(access, stream, { planned, scope, ownKey, now: new Date() }, signal);
  return { externalId: read.record.externalId, locator: read.record.locator, scope };
}
