import { describe, expect, it } from 'vitest';
import { decideMatch, type MatchCandidate } from './decide-match.ts';
import { matchReasons } from './match-reason.ts';
import { type MatchField, matchKindOf, matchValuesOf } from './match-value.ts';
import { hasPublicSuffix, normaliseDomain, normaliseEmail, normalisePhone } from './normalise.ts';

const field = (name: string, more: Partial<MatchField> = {}): MatchField => ({
  field: name,
  as: matchKindOf(name),
  identifies: true,
  region: 'CH',
  ...more,
});
const valuesOf = (shown: Readonly<Record<string, string>>) =>
  Object.entries(shown).flatMap(([name, value]) => matchValuesOf(field(name), value));
const candidate = (
  id: string,
  shown: Readonly<Record<string, string>>,
  place: MatchCandidate['place'] = 'free',
): MatchCandidate => ({ id, place, values: valuesOf(shown) });
const decide = (
  shown: Readonly<Record<string, string>>,
  candidates: readonly MatchCandidate[],
  refused: string[] = [],
) => decideMatch({ values: valuesOf(shown), candidates, rivals: new Set(), refused: new Set(refused) });

describe('values that are compared', () => {
  it.each([
    ['https://www.Bücher.de/shop?x=1', 'xn--bcher-kva.de'],
    ['shop.acme.co.uk:8443', 'acme.co.uk'],
    ['acme.github.io', 'acme.github.io'],
    ['Jo@Mail.Acme.com', 'acme.com'],
    [' ACME.com. ', 'acme.com'],
    ['localhost', null],
    ['10.0.0.1', null],
    ['n/a', null],
  ])('the domain of %s is %s', (text, domain) => {
    expect(normaliseDomain(text)).toBe(domain);
  });

  it.each([
    ['co.uk', true],
    ['https://wixsite.com/shop', true],
    ['acme.github.io', true],
    ['nordwind.example', false],
    ['10.0.0.1', false],
  ])('whether %s ends with a public suffix: %s', (text, is) => {
    expect(hasPublicSuffix(text)).toBe(is);
  });

  it.each([
    [' Jo.Doe+x@BÜCHER.de ', 'jo.doe+x@xn--bcher-kva.de'],
    ['mailto:a@b.ch', 'a@b.ch'],
    ['a@b', null],
    ['a b@c.ch', null],
    ['nobody', null],
  ])('the address %s is %s', (text, address) => {
    expect(normaliseEmail(text)).toBe(address);
  });

  it.each([
    ['044 668 18 00', 'CH', '+41446681800'],
    ['+41 (0)44 668 18 00', null, '+41446681800'],
    ['044 668 18 00', null, null],
    ['044 668 18 00 ext. 12', 'CH', '+41446681800;ext=12'],
    ['(212) 555-0123', 'US', '+12125550123'],
    ['call me', 'CH', null],
  ])('the number %s of %s is %s', (text, region, number) => {
    expect(normalisePhone(text, region)).toBe(number);
  });

  it('a mailbox of a function and a domain of a mail provider identify nobody', () => {
    expect(valuesOf({ email: 'Info@acme.ch', domain: 'gmail.com' }).map(({ identifies }) => identifies)).toEqual([
      false,
      false,
    ]);
    expect(matchValuesOf(field('email', { as: 'domain' }), 'jo@acme.ch')).toMatchObject([
      { key: 'domain', value: 'acme.ch', identifies: true },
    ]);
  });
});

describe('who a record is', () => {
  const acme = { email: 'jo@acme.ch', phone: '044 668 18 00' };

  it('is certain by a value that nobody else has', () => {
    expect(decide(acme, [candidate('1', { email: 'JO@acme.ch' })])).toMatchObject({
      outcome: 'same',
      pair: { id: '1' },
    });
  });

  it('is certain although another one shares the switchboard', () => {
    const others = [candidate('1', acme), candidate('2', { ...acme, email: 'bo@acme.ch' })];
    expect(decide(acme, others)).toMatchObject({ outcome: 'same', pair: { id: '1' } });
  });

  it('is new where only the switchboard is shared and the address is another one', () => {
    const others = [candidate('1', { ...acme, email: 'bo@acme.ch' }), candidate('2', { ...acme, email: 'al@acme.ch' })];
    expect(decide(acme, others)).toEqual({ outcome: 'new' });
  });

  it('is asked about where several share it and nothing speaks against them', () => {
    const phone = { phone: acme.phone };
    const decided = decide(phone, [candidate('2', acme), candidate('1', { ...acme, email: 'bo@acme.ch' })]);
    expect(decided).toMatchObject({ outcome: 'uncertain', pairs: [{ id: '1' }, { id: '2' }] });
  });

  it('is asked about where a surer key says otherwise, and not where a less sure one does', () => {
    const number = { phone: acme.phone };
    expect(decide(acme, [candidate('1', { ...number, email: 'bo@acme.ch' })])).toMatchObject({
      outcome: 'uncertain',
      pairs: [
        {
          id: '1',
          features: [
            { key: 'email', verdict: 'different' },
            { key: 'phone', verdict: 'same' },
          ],
        },
      ],
    });
    expect(decide(acme, [candidate('1', { ...acme, phone: '044 111 11 11' })]).outcome).toBe('same');
  });

  it('is asked about where two could claim it', () => {
    const claims = [candidate('1', { email: acme.email }), candidate('2', { phone: acme.phone })];
    expect(decide(acme, claims)).toMatchObject({ outcome: 'uncertain', pairs: [{ id: '1' }, { id: '2' }] });
  });

  it('is asked about where the value is of a kind that many share', () => {
    const decided = decide({ domain: 'gmail.com' }, [candidate('1', { domain: 'gmail.com' })]);
    expect(decided).toMatchObject({ outcome: 'uncertain', pairs: [{ features: [{ verdict: 'common' }] }] });
    if (decided.outcome !== 'uncertain') throw new Error('it is certain');
    expect(matchReasons(decided.pairs[0]!)).toEqual(['a domain that says little (gmail.com)']);
  });

  it('is never another record of its own list, and asked about where that one is linked', () => {
    expect(decide(acme, [candidate('1', acme, 'own')])).toEqual({ outcome: 'new' });
    expect(decide(acme, [candidate('1', acme, 'taken')])).toMatchObject({
      outcome: 'uncertain',
      pairs: [{ id: '1', place: 'taken' }],
    });
  });

  it('is not who somebody said it is not', () => {
    expect(decide(acme, [candidate('1', acme)], ['1'])).toEqual({ outcome: 'new' });
  });

  it('goes by its name where its domain says nothing, and is asked about where that says otherwise', () => {
    const named = { domain: 'acme.ch', name: 'Acme' };
    expect(decide(named, [candidate('1', { name: 'ACME ' })]).outcome).toBe('same');
    expect(decide(named, [candidate('1', { name: 'Acme', domain: 'acme.de' })]).outcome).toBe('uncertain');
    const others = [candidate('1', { name: 'Acme' }), candidate('2', { domain: 'acme.ch', name: 'ACME AG' })];
    expect(decide(named, others)).toMatchObject({ outcome: 'same', pair: { id: '2' } });
  });
});
