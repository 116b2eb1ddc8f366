/** How credentials look that must never be written into a configuration. */
const credentials: readonly RegExp[] = [
  /\bgh[opsur]_[A-Za-z0-9]{20,}/,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bATATT[A-Za-z0-9_=-]{20,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\bAKIA[A-Z0-9]{16}\b/,
  /\b00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{20,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

/** Where a value looks like a credential, with dots; null: nowhere. */
export function findLiteralSecret(value: unknown, path: readonly string[] = []): string | null {
  if (typeof value === 'string') return credentials.some((pattern) => pattern.test(value)) ? path.join('.') : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    const found = findLiteralSecret(name, path) ?? findLiteralSecret(member, [...path, name]);
    if (found !== null) return found;
  }
  return null;
}

/** Whether it says where a secret is, rather than what it is. */
export function isSecretReference(text: string): boolean {
  return /^env:[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(text) || /^file:\/\P{Cc}{1,500}$/u.test(text);
}
