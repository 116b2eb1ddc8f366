import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchValuesOf } from './match-value.ts';
import { MatchWorld, type WorldRecord } from './testing/match-world.ts';

const EMAIL = { field: 'email', as: 'email', identifies: true, region: null } as const;
const PHONE = { field: 'phone', as: 'phone', identifies: true, region: 'CH' } as const;
const phoneOf = (number: number): string => `+41 44 500 00 ${String(number).padStart(2, '0')}`;

interface Shown {
  readonly stream: string;
  readonly email: string | null;
  readonly phone: string | null;
}

const recordsOf = (shown: readonly Shown[]): WorldRecord[] =>
  shown.map(({ stream, email, phone }, index) => ({
    name: `${stream}/${index}`,
    stream,
    values: [...matchValuesOf(EMAIL, email), ...matchValuesOf(PHONE, phone)],
  }));

function arrived(records: readonly WorldRecord[]): MatchWorld {
  const world = new MatchWorld();
  for (const record of records) world.arrive(record);
  return world;
}

const stream = fc.constantFrom('left', 'right', 'third');
const anyRecords = fc
  .array(
    fc.record({
      stream,
      email: fc.option(fc.constantFrom('a@x.ch', 'b@x.ch', 'c@x.ch', 'info@x.ch')),
      phone: fc.option(fc.integer({ min: 0, max: 3 }).map(phoneOf)),
    }),
    { maxLength: 9 },
  )
  .map(recordsOf);
const shuffled = <T>(records: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...records], { minLength: records.length });
const inTwoOrders = (records: fc.Arbitrary<WorldRecord[]>) =>
  records.chain((all) => fc.tuple(fc.constant(all), shuffled(all)));

describe('who is who, in whatever order they come', () => {
  it('people who are alike in one way with one other each are linked or asked about alike', () => {
    // Two lists of the same people. What one lacks or has otherwise differs from person to person.
    const person = fc.record({
      left: fc.constantFrom('both', 'email', 'phone'),
      right: fc.constantFrom('both', 'email', 'phone', 'moved', 'nobody'),
      hasRole: fc.boolean(),
    });
    const lists = fc.array(person, { maxLength: 6 }).map((people) =>
      recordsOf(
        people.flatMap(({ left, right, hasRole }, index): Shown[] => {
          // A mailbox of a function at a company of its own.
          const email = hasRole ? `info@c${index}.ch` : `p${index}@x.ch`;
          const phone = phoneOf(index);
          const shown: Shown[] = [
            { stream: 'left', email: left === 'phone' ? null : email, phone: left === 'email' ? null : phone },
          ];
          if (right !== 'nobody')
            shown.push({
              stream: 'right',
              email: right === 'phone' ? null : right === 'moved' ? `new${index}@x.ch` : email,
              phone: right === 'email' ? null : phone,
            });
          return shown;
        }),
      ),
    );
    fc.assert(
      fc.property(inTwoOrders(lists), ([one, other]) => {
        const [first, second] = [arrived(one), arrived(other)];
        expect(second.summary().links).toEqual(first.summary().links);
        // Who waits is who came later: the question is about the same two.
        expect([...second.inQuestion()].sort()).toEqual([...first.inQuestion()].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('a value that a list holds twice is asked about in every order, one that none does in none', () => {
    const oneKey = fc
      .array(fc.record({ stream, email: fc.constantFrom('a@x.ch', 'b@x.ch', 'c@x.ch') }), { maxLength: 9 })
      .map((all) => recordsOf(all.map((each) => ({ ...each, phone: null }))));
    fc.assert(
      fc.property(inTwoOrders(oneKey), ([one, other]) => {
        const worlds = [arrived(one), arrived(other)];
        for (const value of ['a@x.ch', 'b@x.ch', 'c@x.ch']) {
          const holders = one.filter(({ values }) => values[0]?.value === value).map(({ name }) => name);
          const [first, second] = worlds.map((world) => {
            const isAsked = holders.some((name) => world.inQuestion().has(name));
            return isAsked || world.summary().links.filter((link) => link.includes(holders[0] ?? '-'));
          });
          expect(second).toEqual(first);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('two of one list are never one, and who is linked was certain', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        for (const entity of arrived(records).entities) {
          expect(new Set(entity.map((each) => each.stream)).size).toBe(entity.length);
          for (const [index, record] of entity.entries()) {
            if (index === 0) continue;
            const known = entity.slice(0, index).flatMap(({ values }) => values);
            const common = record.values.filter(({ value }) => known.some((each) => each.value === value));
            expect(common.some(({ identifies }) => identifies)).toBe(true);
            // An address that is another one is surer than any telephone number.
            const address = record.values.find(({ key, identifies }) => key === 'email' && identifies);
            const addresses = known.filter(({ key, identifies }) => key === 'email' && identifies);
            if (address && addresses.length > 0) expect(addresses.map(({ value }) => value)).toContain(address.value);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('coming again changes nothing', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const world = arrived(records);
        const before = world.summary();
        for (const record of records) world.arrive(record);
        expect(world.summary()).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});
