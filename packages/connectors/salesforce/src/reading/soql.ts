/** A text as a SOQL literal. */
export function soqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/** A time as a SOQL literal, which has no quotes; SystemModstamp knows no fractions of a second. */
export function soqlTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

export function soqlTexts(texts: readonly string[]): string {
  return `(${texts.map(soqlText).join(',')})`;
}
