import { Refusal } from './refusal.ts';

export type Body = Readonly<Record<string, unknown>>;

/** A member of a body whose shape nobody has checked. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** The source of a formatted text; a bare text is none. */
export function rawOf(value: unknown): string | null {
  const raw = member(value, 'raw');
  return typeof raw === 'string' ? raw : null;
}

/** The id that a link of a body leads to; null for none. Refuses a link to something else. */
export function linkedIdOf(link: unknown, resources: readonly string[], attribute: string): number | null {
  const href = member(link, 'href');
  if (href === null) return null;
  const match = /^\/api\/v3\/([a-z_]+)\/(\d+)$/.exec(typeof href === 'string' ? href : '');
  if (match && resources.includes(match[1] ?? '')) return Number(match[2]);
  throw new Refusal(422, {
    identifier: 'ResourceTypeMismatch',
    message: `For property '${attribute}' a link like '/api/v3/${resources[0]}/:id' is expected, but got '${typeof href === 'string' ? href : ''}'.`,
    attribute,
  });
}
