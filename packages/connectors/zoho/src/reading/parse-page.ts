import { asItem } from '@syncline/connector-sdk';

const decoder = new TextDecoder();

/** The records of a raw page, which are the one list in it: `data`, or `users`. */
export function parsePage(raw: Uint8Array): readonly unknown[] {
  const body = asItem(JSON.parse(decoder.decode(raw)));
  const records = body?.['data'] ?? body?.['users'];
  return Array.isArray(records) ? records : [];
}
