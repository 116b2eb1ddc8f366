import { expect, it } from 'vitest';
import { mailboxId } from './catalogue.ts';

it('a mailbox has a name of its own, without a colon, whatever the vendor calls the record', () => {
  const records = ['a:b', 'a_b', 'a/b', 'a%3Ab', 'a%b', 'b', 'é', '\ud800', ''];
  const names = records.flatMap((id) => [mailboxId([1, 1, 'issues', id]), mailboxId([1, 1, 'issues/a', id])]);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).not.toContain(':');
});
