import type { Json } from '@syncline/core';
import type { ClientAccount, ClientFigures, ClientPipeline } from '@syncline/store';
import type { ClientMember, Membership } from './read-membership.ts';
import { nameOf } from './standing.ts';

/** So many records stand behind a figure by name; the count is of all of them. */
const EVIDENCE = 20;
const MONTHS = 24;
const WORDS = 2_000;

/** What a complete record has: one field of each group. */
const expected: Readonly<Record<'account' | 'contact' | 'deal', readonly (readonly string[])[]>> = {
  account: [['name'], ['domain'], ['industry'], ['owner']],
  contact: [
    ['first_name', 'name'],
    ['last_name', 'name'],
    ['email', 'phone'],
  ],
  deal: [['name'], ['stage'], ['amount'], ['currency'], ['close_date']],
};

/** The figures of one client, from what belongs to it. */
export function rollUp(account: ClientAccount, { members, waits, cut }: Membership): ClientFigures {
  const all = [...members.values()].sort(newestFirst);
  const of = (part: ClientMember['part']): ClientMember[] => all.filter((each) => each.part === part);
  const deals = of('deal');
  const ended = deals.filter(({ isOpen }) => !isOpen);
  return {
    counts: {
      person: of('person').length,
      deal: deals.length,
      quote: of('quote').length,
      place: of('place').length,
      work: of('work').length,
      interaction: of('interaction').length,
      file: of('file').length,
    },
    pipeline: pipelineOf(deals.filter(({ isOpen }) => isOpen)),
    ended: {
      won: ended.filter(isWon).length,
      lost: ended.filter((deal) => !isWon(deal)).length,
      dealIds: idsOf(ended),
    },
    contact: contactOf(of('interaction')),
    work: workOf(of('work'), waits),
    quality: qualityOf(account, [...of('person'), ...deals]),
    cut: [...cut].sort().slice(0, EVIDENCE),
  };
}

/** The share of what complete records have. */
export function completenessOf({ quality: { filled, expected } }: ClientFigures): number {
  return expected === 0 ? 1 : filled / expected;
}

/** What a client is searched by. */
export function wordsOf(account: ClientAccount, { members }: Membership): string {
  const people = [...members.values()].filter(({ part }) => part === 'person').sort(newestFirst);
  const words = [
    nameOf(account.fields),
    account.fields['domain'],
    ...people.flatMap(({ fields }) => [nameOf(fields), fields['email']]),
  ];
  return words
    .filter((word) => typeof word === 'string')
    .join(' ')
    .toLowerCase()
    .slice(0, WORDS);
}

function pipelineOf(deals: readonly ClientMember[]): ClientPipeline[] {
  const groups = Map.groupBy(deals, ({ fields }) => JSON.stringify([word(fields['stage']), word(fields['currency'])]));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => {
      const [stage, currency] = JSON.parse(key) as [string | null, string | null];
      const amounts = group.flatMap(({ fields }) => amountOf(fields['amount']) ?? []);
      // Sums of hundredths are exact.
      const hundredths = amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
      const withoutAmount = group.length - amounts.length;
      return { stage, currency, deals: group.length, amount: hundredths / 100, withoutAmount, dealIds: idsOf(group) };
    });
}

function contactOf(interactions: readonly ClientMember[]): ClientFigures['contact'] {
  const byMonth: Record<string, Record<string, number>> = {};
  for (const { at, kind, fields } of interactions) {
    const month = at.toISOString().slice(0, 7);
    const type = kind === 'comment' ? 'comment' : (word(fields['type'])?.toLowerCase() ?? 'other');
    byMonth[month] ??= {};
    byMonth[month][type] = (byMonth[month][type] ?? 0) + 1;
  }
  const newest = Object.entries(byMonth).sort(([a], [b]) => (a < b ? 1 : -1));
  return {
    lastAt: interactions[0]?.at.toISOString() ?? null,
    lastId: interactions[0]?.id ?? null,
    firstAt: interactions.at(-1)?.at.toISOString() ?? null,
    byMonth: Object.fromEntries(newest.slice(0, MONTHS)),
  };
}

function workOf(work: readonly ClientMember[], waits: Membership['waits']): ClientFigures['work'] {
  const open = work.filter(({ isOpen }) => isOpen);
  const blocked = open.filter(({ id }) => waits.has(id));
  return {
    open: open.length,
    done: work.length - open.length,
    blocked: blocked.length,
    openIds: idsOf(open),
    blockedBy: blocked.slice(0, EVIDENCE).map(({ id }) => ({ id, by: [...waits.get(id)!].sort().slice(0, EVIDENCE) })),
  };
}

function qualityOf(account: ClientAccount, others: readonly ClientMember[]): ClientFigures['quality'] {
  const records = [{ ...account, kind: 'account' as const }, ...others];
  let total = 0;
  let filled = 0;
  const missing: { id: string; fields: string[] }[] = [];
  for (const { id, kind, fields } of records) {
    const groups = expected[kind as keyof typeof expected];
    const absent = groups.filter((group) => group.every((name) => isEmpty(fields[name])));
    total += groups.length;
    filled += groups.length - absent.length;
    if (absent.length > 0) missing.push({ id, fields: absent.map((group) => group.join(' or ')) });
  }
  const byChange = records
    .map(({ id, updatedAt }) => ({ id, at: updatedAt.toISOString() }))
    .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
  return {
    expected: total,
    filled,
    missing: missing.slice(0, EVIDENCE),
    oldestChange: byChange[0]!,
    newestChange: byChange.at(-1)!,
  };
}

function newestFirst(a: ClientMember, b: ClientMember): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1);
}

function isWon({ fields }: ClientMember): boolean {
  return fields['is_won'] === true || /\bwon\b/i.test(`${word(fields['stage'])} ${word(fields['status'])}`);
}

function idsOf(members: readonly ClientMember[]): string[] {
  return members.slice(0, EVIDENCE).map(({ id }) => id);
}

function word(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function amountOf(value: Json | undefined): number | null {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) ? amount : null;
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}
