import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Commonness, CompanyTraits, PersonTraits } from '../traits/traits.ts';
import { readCompany, scoreCompanies } from './score-companies.ts';
import { readPerson, scorePeople } from './score-people.ts';

/** Of 100,000 records; what is not named is held by two. */
const held = (counts: Readonly<Record<string, number>> = {}): Commonness => ({
  total: 100_000,
  share: (_, value) => (counts[value] ?? 2) / 100_000,
});
const nobody: PersonTraits = {
  id: 'a',
  name: null,
  emails: [],
  phones: [],
  employer: null,
  city: null,
  country: null,
  birthDate: null,
  keys: {},
};
const score = (a: Partial<PersonTraits>, b: Partial<PersonTraits>, counts = {}) =>
  scorePeople(readPerson({ ...nobody, ...a }), readPerson({ ...nobody, ...b, id: 'b' }), held(counts));
const common = { john: 2_000, smith: 900, ann: 800, acme: 40, 'acme.com': 60 };

describe('two people', () => {
  it.each<[string, Partial<PersonTraits>, Partial<PersonTraits>, string, object?]>([
    [
      'of one address and name',
      { name: 'John Smith', emails: ['js@gmail.com'] },
      { name: 'Smith, J. John', emails: ['js@gmail.com'] },
      'link',
    ],
    [
      'of one number and name in two scripts',
      { name: 'Юлия Петрова', phones: ['+79161234567'] },
      { name: 'Petrova Yuliya', phones: ['+79161234567'] },
      'link',
    ],
    [
      'called the same at one employer',
      { name: 'John Smith', employer: 'Acme Inc.' },
      { name: 'John Smith', employer: 'ACME' },
      'propose',
    ],
    ['called the same and nothing else', { name: 'John Smith' }, { name: 'John Smith' }, 'apart'],
    ['who share an address alone', { emails: ['js@gmail.com'] }, { emails: ['js@gmail.com'] }, 'apart'],
    [
      'of one family with one number',
      { name: 'Ann Smith', phones: ['+1'] },
      { name: 'Bob Smith', phones: ['+1'] },
      'apart',
    ],
    [
      'who are colleagues behind one switchboard',
      { name: 'Ann Smith', phones: ['+1'], employer: 'Acme' },
      { name: 'Bob Smith', phones: ['+1'], employer: 'Acme' },
      'apart',
      { '+1': 40 },
    ],
    [
      'called the same behind one switchboard',
      { name: 'John Smith', phones: ['+1'] },
      { name: 'John Smith', phones: ['+1'] },
      'propose',
      { '+1': 40 },
    ],
    [
      'who read one mailbox of a function',
      { name: 'John Smith', emails: ['info@acme.com'] },
      { name: 'John Smith', emails: ['info@acme.com'] },
      'propose',
    ],
    [
      'who are father and son',
      { name: 'John Smith Sr.', phones: ['+1'] },
      { name: 'John Smith Jr.', phones: ['+1'] },
      'propose',
    ],
    [
      'whom one vendor has twice',
      { name: 'John Smith', emails: ['js@gmail.com'], keys: { zoho: '1' } },
      { name: 'John Smith', emails: ['js@gmail.com'], keys: { zoho: '2' } },
      'propose',
    ],
    [
      'who were born on other days',
      { name: 'John Smith', emails: ['js@gmail.com'], phones: ['+1'], birthDate: '1970-01-01' },
      { name: 'John Smith', emails: ['js@gmail.com'], phones: ['+1'], birthDate: '1990-01-01' },
      'propose',
    ],
  ])('%s', (_, a, b, verdict, counts = {}) => {
    const { verdict: seen, evidence, heldBack } = score(a, b, { ...common, ...counts });
    expect(seen, JSON.stringify({ evidence, heldBack })).toBe(verdict);
  });

  it('are told what speaks for it, how common that is, and what holds it back', () => {
    const { evidence, heldBack } = score(
      { name: 'Bob Smith', phones: ['+1'], country: 'US' },
      { name: 'Robert Smith', phones: ['+1'], country: 'DE' },
      { ...common, '+1': 40 },
    );
    expect(evidence.map(({ because }) => because)).toEqual([
      'smith, bob short for robert',
      '+1, which 38 others have too',
      'US is not DE',
    ]);
    expect(heldBack).toEqual(['they share no address or number that is one person’s']);
  });
});

describe('two companies', () => {
  const none: CompanyTraits = {
    id: 'a',
    name: null,
    domains: [],
    phones: [],
    city: null,
    country: null,
    register: null,
    keys: {},
  };
  it.each<[string, Partial<CompanyTraits>, Partial<CompanyTraits>, string]>([
    [
      'of one domain and name',
      { name: 'Acme Inc.', domains: ['acme.com'] },
      { name: 'ACME', domains: ['acme.com'] },
      'link',
    ],
    [
      'of one group in two countries',
      { name: 'Acme GmbH', domains: ['acme.com'], country: 'DE' },
      { name: 'Acme Inc.', domains: ['acme.com'], country: 'US' },
      'propose',
    ],
    [
      'that are called the same and have other domains',
      { name: 'Acme', domains: ['acme.com'] },
      { name: 'Acme', domains: ['acme.io'] },
      'apart',
    ],
    [
      'with their pages at one host',
      { name: 'Acme', domains: ['facebook.com'] },
      { name: 'Bolt', domains: ['facebook.com'] },
      'apart',
    ],
    [
      'of one domain and other names',
      { name: 'Acme', domains: ['acme.com'] },
      { name: 'Bolt', domains: ['acme.com'] },
      'apart',
    ],
  ])('%s', (_, a, b, verdict) => {
    const read = (traits: Partial<CompanyTraits>) => readCompany({ ...none, ...traits });
    expect(scoreCompanies(read(a), read(b), held({ acme: 30 })).verdict).toBe(verdict);
  });
});

it('who is asked about first makes no difference, and nobody is linked with themselves by less than with all they have', () => {
  const traits = fc.record({
    name: fc.option(fc.constantFrom('Ann Lee', 'Lee Ann', 'Bob Lee', 'Dr. A. Lee', 'Ann Leigh')),
    emails: fc.subarray(['a@x.io', 'info@x.io', 'b@gmail.com']),
    phones: fc.subarray(['+1', '+2']),
    employer: fc.option(fc.constantFrom('Acme', 'Acme Inc', 'Bolt')),
    city: fc.option(fc.constantFrom('Bern', 'BERN', 'Rome')),
    country: fc.option(fc.constantFrom('CH', 'IT')),
    birthDate: fc.option(fc.constantFrom('1970-01-01', '1980-01-01')),
  });
  fc.assert(
    fc.property(traits, traits, (a, b) => {
      const there = score(a, b);
      const back = score(b, a);
      expect(back.probability).toBeCloseTo(there.probability, 10);
      expect(back.verdict).toBe(there.verdict);
      expect(score(a, a).probability).toBeGreaterThanOrEqual(there.probability - 1e-9);
    }),
  );
});
