import type { Json } from '@syncline/core';

/** Texts are trimmed, and an empty one is none. */
export function expressText(value: Json): Json {
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() || null : value;
}

/** The bare host of an address, in lower case and without `www.`; null for none. */
export function hostOf(website: string): string | null {
  const address = website.trim().toLowerCase();
  const host = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?(?:[^/@?#]*@)?([^/:?#]+)/.exec(address)?.[1] ?? '';
  return host.replace(/^www\./, '').replace(/\.$/, '') || null;
}

export function expressDate(value: Json): Json {
  return typeof value === 'string' ? value.slice(0, 10) : value;
}

/** Whole seconds, as Pipedrive keeps them. */
export function expressInstant(value: Json): Json {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? value : `${new Date(Math.floor(time / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
}

/** Whole seconds: what an activity lasts. */
export function expressDuration(value: Json): Json {
  return typeof value === 'number' ? Math.max(0, Math.round(value)) : value;
}
