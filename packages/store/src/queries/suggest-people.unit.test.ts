import { expect, it } from 'vitest';
import { type PersonTraits, suggestPeople } from './suggest-people.ts';

const person = (traits: Partial<PersonTraits>): PersonTraits => ({ login: null, name: null, email: null, ...traits });
const of = (who: Partial<PersonTraits>, ...candidates: Partial<PersonTraits>[]) =>
  suggestPeople(candidates.map(person))(person(who)).map(({ candidate, score, why }) => [
    candidate.email ?? candidate.login ?? candidate.name,
    score,
    why,
  ]);

it('ranks an e-mail address above a login, that above a name, and that above a similar one', () => {
  const ann = { login: 'ann-lee', name: 'Ann Lee', email: 'ann@example.org' };
  expect(
    of(ann, { name: 'Ann Leeh' }, { name: 'Ann Lee' }, { login: 'Ann-Lee' }, { email: 'Ann@Example.org ' }),
  ).toEqual([
    ['Ann@Example.org ', 1, 'same_email'],
    ['Ann-Lee', 0.9, 'same_login'],
    ['Ann Lee', 0.8, 'same_name'],
    ['Ann Leeh', 0.64, 'similar_name'],
  ]);
});

it('says of one candidate only what speaks for it most', () => {
  expect(of({ name: 'Ann Lee', email: 'a@x.org' }, { name: 'Ann Lee', email: 'a@x.org' })).toEqual([
    ['a@x.org', 1, 'same_email'],
  ]);
});

it.each([
  ['Ann Müller', 'muller, ANN', 'same_name'],
  ['Zoe Adams', 'Zoe B. Adams', 'similar_name'],
  ['Østergård', 'Ostergard', 'similar_name'],
  ['Michael Smith', 'Michelle Smith', null],
  ['John Smith', 'Jane Smith', null],
  ['李小龙', '李小龙', 'same_name'],
  ['', '', null],
  ['!', '?', null],
])('takes the names %j and %j for %s', (a, b, why) => {
  expect(of({ name: a }, { name: b }).map((each) => each[2])).toEqual(why === null ? [] : [why]);
});

it('finds a name in a login', () => {
  for (const login of ['ann-lee', 'annlee', 'lee.ann', 'ann.lee@acme.example'])
    expect(of({ login }, { name: 'Ann Lee' }), login).toMatchObject([['Ann Lee', expect.any(Number), 'similar_name']]);
  expect(of({ login: 'al' }, { name: 'Al' })).toEqual([]);
});

it('takes nothing for a likeness that both lack', () => {
  expect(of({}, {}, { name: 'Ann Lee' })).toEqual([]);
  expect(of({ name: 'Ann Lee' }, {})).toEqual([]);
});
