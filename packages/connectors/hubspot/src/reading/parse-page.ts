const decoder = new TextDecoder();

/** The records of a raw page: `{ results: [...] }`. */
export function parsePage(raw: Uint8Array): readonly unknown[] {
  const body: unknown = JSON.parse(decoder.decode(raw));
  const results = (body as { readonly results?: unknown }).results;
  return Array.isArray(results) ? results : [];
}
