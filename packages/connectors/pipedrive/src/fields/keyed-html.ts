import { type Item, textOf } from '../item.ts';
import { expressText } from './express.ts';
import { type ObjectField, Wrong } from './object-field.ts';

/**
 * Activities and notes have no custom fields, and their HTML is cleaned of comments and attributes: our key stands in a
 * last paragraph of its own, for people to see. A text that people rewrite loses it, which does no harm: by then it is known.
 */
const MARKER = /\s*<p>\s*\[syncline:([A-Za-z0-9_-]{22})\]\s*<\/p>/g;

export function splitKey(html: string): { readonly body: string | null; readonly ownKey: string | undefined } {
  const keys = [...html.matchAll(MARKER)].map(([, key]) => key);
  const body = expressText(html.replace(MARKER, ''));
  return { body: typeof body === 'string' ? body : null, ownKey: keys.at(-1) };
}

export function withKey(html: string | null, ownKey: string | null): string {
  return [html ?? '', ownKey === null ? '' : `<p>[syncline:${ownKey}]</p>`].filter((part) => part !== '').join('\n');
}

/** The text of a record, which a member holds along with our key. `writes` put the key to it. */
export function keyedBody(api: string): ObjectField {
  return {
    name: 'body',
    api,
    type: 'rich_text',
    dialect: 'html',
    writable: 'yes',
    read: (item) => {
      const raw = item[api];
      if (raw === undefined) return undefined;
      if (raw === null) return null;
      return typeof raw === 'string' ? splitKey(raw).body : new Wrong('a text');
    },
    write: (body, value) => {
      body.own[api] = typeof value === 'string' ? value : '';
    },
    express: expressText,
  };
}

export function keyIn(item: Item, api: string): string | undefined {
  return splitKey(textOf(item[api]) ?? '').ownKey;
}
