/** An id of Zoho: a long number, always as text, since it has more digits than a number of JSON keeps. Null for what is none. */
export function zohoId(value: unknown): string | null {
  return typeof value === 'string' && /^\d{6,20}$/.test(value) ? value : null;
}
