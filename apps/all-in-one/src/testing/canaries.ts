import { randomBytes } from 'node:crypto';
import type { Store } from '@syncline/store';

/** Secrets that must come to light nowhere, by what they are. */
export interface Canaries {
  readonly planted: ReadonlyMap<string, string>;
  plant(name: string, value?: string): string;
  /** The names of those that a text holds: as they are, as an address writes them, in hex or in base64. */
  found(text: string): string[];
}

export function createCanaries(): Canaries {
  const planted = new Map<string, string>();
  return {
    planted,
    plant: (name, value = `canary-${randomBytes(16).toString('hex')}`) => {
      planted.set(name, value);
      return value;
    },
    found: (text) =>
      [...planted].filter(([, value]) => formsOf(value).some((form) => text.includes(form))).map(([name]) => name),
  };
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  // Base64 of a text depends on where it begins; its inner part is the same for each of three beginnings.
  const inBase64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before, 'x'), bytes])
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  );
  const asKey = /^[0-9a-f]{64}$/.test(value) ? [Buffer.from(value, 'hex').toString('base64').slice(0, -4)] : [];
  return [value, encodeURIComponent(value), bytes.toString('hex'), ...inBase64, ...asKey];
}

/** Every column of every row of every table, those of the queue among them. */
export async function wholeDatabase(store: Store): Promise<string> {
  const { rows: tables } = await store.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await store.query<{ text: string }>(`select t::text as text from ${name} t`);
    texts.push(name, ...rows.map((row) => row.text));
  }
  return texts.join('\n');
}
