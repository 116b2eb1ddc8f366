import type { Dice } from './dice.ts';

const SUBJECTS = [
  'Login',
  'The export',
  'Search',
  'The invoice list',
  'Webhook delivery',
  'Dark mode',
  'The mobile menu',
  'Billing',
  'The audit log',
  'Signup',
  'The CSV import',
  'Rate limiting',
  'Session refresh',
  'The dashboard',
  'Notifications',
  'Die Übersicht',
  'La página de pago',
  '検索結果',
  'Профиль',
] as const;
const TROUBLES = [
  'fails when the name holds an apostrophe',
  'is slow with more than 10,000 rows',
  'loses the last entry',
  'shows a blank page on Safari',
  'should remember the chosen filter',
  'needs an empty state',
  'times out behind a proxy',
  'ignores the time zone',
  'breaks on emoji 🎉 in titles',
  'must be keyboard accessible',
  'sends the same e-mail twice',
  'returns 500 for an unknown id',
  'does not honour `Retry-After`',
  'umbricht bei „Umlauten“ falsch',
  'leaks memory overnight',
] as const;
const SENTENCES = [
  'It started after the last release.',
  'Reproduced on staging and on production.',
  'The log has nothing useful, except `ECONNRESET` now and then.',
  'A customer in Zürich reported it, others confirmed — naïve parsing seems to be the cause.',
  'We could fall back to the old code path until this is understood.',
  'See also https://example.com/status?id=42&view=full for numbers.',
  'This blocks the quarterly rollout. ⚠️',
  'I would rather **not** add another setting for it.',
  'Works for me with an empty profile, so state must be involved.',
  '日本語の入力でも再現します。',
  'Its effect on p99 is small, but support gets a ticket a day.',
  'Let us measure first, then decide.',
] as const;
const CODE = [
  '```ts\nconst rows = await fetchAll({ limit: 100 });\nconsole.log(rows.length);\n```',
  '```sql\nselect count(*) from invoices where paid_at is null;\n```',
  "```\nTypeError: Cannot read properties of undefined (reading 'id')\n    at merge (merge.ts:42:17)\n```",
] as const;

/** A plausible one-line title. */
export function titleFrom(dice: Dice): string {
  return `${dice.pick(SUBJECTS)} ${dice.pick(TROUBLES)}`;
}

/** Some sentences in one paragraph. */
export function paragraphFrom(dice: Dice, sentences = 1 + dice.below(4)): string {
  return Array.from({ length: sentences }, () => dice.pick(SENTENCES)).join(' ');
}

/** Markdown of varied length and features; null now and then, as trackers give for an empty description. */
export function markdownFrom(dice: Dice): string | null {
  const size = dice.next();
  if (size < 0.08) return null;
  if (size < 0.4) return paragraphFrom(dice);
  const blocks = [paragraphFrom(dice)];
  if (dice.chance(0.6))
    blocks.push(
      `## Steps\n\n${Array.from({ length: 2 + dice.below(4) }, (_, step) => `${step + 1}. ${dice.pick(SENTENCES)}`).join('\n')}`,
    );
  if (dice.chance(0.35)) blocks.push(dice.pick(CODE));
  if (dice.chance(0.3)) blocks.push(`- [${dice.chance(0.5) ? 'x' : ' '}] reproduce\n- [ ] fix\n- [ ] write it down`);
  if (dice.chance(0.12)) blocks.push('| browser | result |\n|---|---|\n| Firefox | ok |\n| Safari | **blank** |');
  if (size > 0.9) for (let more = 2 + dice.below(12); more > 0; more -= 1) blocks.push(paragraphFrom(dice));
  // GitHub keeps the CRLF that browsers send: clients must not trip over it.
  return blocks.join(dice.chance(0.2) ? '\r\n\r\n' : '\n\n');
}
