/** What an id of the contract is made of. */
export interface RecordName {
  readonly connectionId: number;
  readonly stream: string;
  readonly externalId: string;
}

const PREFIX = 'crm_';

/** The id of a remote record: the same for ever, and readable again without asking anybody. */
export function recordId({ connectionId, stream, externalId }: RecordName): string {
  return PREFIX + Buffer.from(JSON.stringify([connectionId, stream, externalId])).toString('base64url');
}

/** Null: none of ours. */
export function parseRecordId(id: string): RecordName | null {
  if (!id.startsWith(PREFIX)) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(id.slice(PREFIX.length), 'base64url').toString());
    if (!Array.isArray(parts)) return null;
    const [connectionId, stream, externalId] = parts as unknown[];
    if (typeof connectionId !== 'number' || typeof stream !== 'string' || typeof externalId !== 'string') return null;
    const name = { connectionId, stream, externalId };
    return recordId(name) === id ? name : null;
  } catch {
    return null;
  }
}
