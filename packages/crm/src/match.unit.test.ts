import { describe, expect, it } from 'vitest';
import { bareHost, hasWordsOf, isSameEmail, isSameName, isSamePhone, lastDigits } from './match.ts';

describe('what is looked for', () => {
  it.each([
    ['https://www.Acme.example/about?x#y', 'acme.example'],
    ['acme.example', 'acme.example'],
    ['  HTTP://user:pw@shop.acme.example:8443/', 'shop.acme.example'],
    ['www.acme.example.', 'acme.example'],
    ['localhost', null],
    ['', null],
  ])('the host of %j is %j', (address, host) => {
    expect(bareHost(address)).toBe(host);
  });

  it('is the same name whatever its case and white space, and no other', () => {
    expect(isSameName('Acme  Ltd', ' acme ltd ')).toBe(true);
    expect(isSameName('Acme Ltd.', 'Acme Ltd')).toBe(false);
    expect(isSameName(null, '')).toBe(false);
  });

  it('has all words of a name, in any order, from their beginning', () => {
    expect(hasWordsOf('Ada Lovelace', 'love ada')).toBe(true);
    expect(hasWordsOf('Ada Lovelace', 'ada hopper')).toBe(false);
    expect(hasWordsOf('Ada Lovelace', 'lace')).toBe(false);
  });

  it('is the same address and the same number, however they are written', () => {
    expect(isSameEmail('Ada@Acme.example', ' ada@acme.EXAMPLE')).toBe(true);
    expect(isSamePhone('(030) 123 45-67', '+49 30 1234567')).toBe(true);
    expect(isSamePhone('030 1234568', '+49 30 1234567')).toBe(false);
    expect(isSamePhone('12', '12')).toBe(false);
    expect(lastDigits('+49 (0)30 1234567')).toBe('301234567');
  });
});
