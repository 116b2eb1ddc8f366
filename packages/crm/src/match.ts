import type { Json } from '@syncline/core';

/** Rules by which a record is the one that is looked for: the same at every vendor, whatever its search thinks. */

export function isSameName(held: Json | undefined, asked: string): boolean {
  return typeof held === 'string' && folded(held) === folded(asked);
}

/** All words of what is asked are words, or beginnings of words, of the name. */
export function hasWordsOf(held: string, asked: string): boolean {
  const words = folded(held).split(' ');
  return folded(asked)
    .split(' ')
    .every((word) => words.some((each) => each.startsWith(word)));
}

export function isSameEmail(held: Json | undefined, asked: string): boolean {
  return typeof held === 'string' && held.trim().toLowerCase() === asked.trim().toLowerCase();
}

/** The last nine digits: numbers are kept with and without the code of their country. */
export function isSamePhone(held: Json | undefined, asked: string): boolean {
  const digits = lastDigits(asked);
  return typeof held === 'string' && digits.length >= 6 && lastDigits(held) === digits;
}

export function lastDigits(phone: string): string {
  return phone.replace(/\D/g, '').slice(-9);
}

/** `https://www.Acme.example/about` → `acme.example`; null for what names no host. */
export function bareHost(address: string): string | null {
  const text = address.trim().toLowerCase();
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@]*@)?([^/:?#\s]+)/.exec(text)?.[1]?.replace(/^www\./, '');
  return host === undefined || !host.includes('.') ? null : host.replace(/\.$/, '');
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
}
