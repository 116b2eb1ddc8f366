import { itemsIn } from '../items-in.ts';

const decoder = new TextDecoder();

/** The records of a raw page, `{ results: [...], types }`, each with what its custom properties are. */
export function parsePage(raw: Uint8Array): readonly unknown[] {
  const body = JSON.parse(decoder.decode(raw)) as { readonly results?: unknown; readonly types?: unknown };
  const { types } = body;
  return itemsIn(body.results).map((item) => (types === undefined ? item : { ...item, types }));
}
