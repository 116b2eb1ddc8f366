/** Weight of evidence with its sign: `+12.3`, `−4`. */
export function bitsText(bits: number): string {
  const rounded = Math.round(Math.abs(bits) * 10) / 10;
  if (rounded === 0) return '0';
  return `${bits < 0 ? '\u2212' : '+'}${rounded}`;
}

/** How likely pairs are, as the address holds it: from a share on, below another. */
export const likelihoods = [
  ['0.9995-1', '99.95 % and more'],
  ['0.99-1', '99 % and more'],
  ['0.9-0.99', '90 to 99 %'],
  ['0.5-0.9', '50 to 90 %'],
  ['0-0.5', 'below 50 %'],
] as const;

/** What the API is asked for; nothing where the address holds no such range. The last share of all is part of it. */
export function rangeOf(text: string): { readonly probabilityFrom?: number; readonly probabilityBelow?: number } {
  const found = /^([01](?:\.\d{1,6})?)-([01](?:\.\d{1,6})?)$/.exec(text);
  if (!found) return {};
  const [from, below] = [Number(found[1]), Number(found[2])];
  if (from > 1 || below > 1 || from >= below) return {};
  return { ...(from > 0 && { probabilityFrom: from }), ...(below < 1 && { probabilityBelow: below }) };
}
