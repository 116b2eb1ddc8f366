import { expect, it } from 'vitest';
import { withoutPerson, withPerson } from './person-line.ts';

const ann = { connectionName: 'github', names: ['ann', '17'] };
const annInJira = { connectionName: 'jira', names: ['5b10ac8d'] };

it('a person gets a line, or comes on the line that names them already', () => {
  expect(withPerson([], [ann, annInJira])).toEqual([{ github: 'ann', jira: '5b10ac8d' }]);
  const bob = { github: 'bob', jira: 'x' };
  expect(withPerson([bob, { github: '17', gitlab: 'a' }], [ann, annInJira])).toEqual([
    bob,
    { github: '17', gitlab: 'a', jira: '5b10ac8d' },
  ]);
  expect(
    withPerson([{ github: 'ann', gitlab: 'a' }, bob, { jira: '5b10ac8d', trello: 't' }], [ann, annInJira]),
  ).toEqual([{ github: 'ann', gitlab: 'a', jira: '5b10ac8d', trello: 't' }, bob]);
});

it('a line that says otherwise is not overruled', () => {
  expect(withPerson([{ github: 'ann', jira: 'other' }], [ann, annInJira])).toBeNull();
  expect(
    withPerson(
      [
        { github: 'ann', gitlab: 'a' },
        { jira: '5b10ac8d', gitlab: 'b' },
      ],
      [ann, annInJira],
    ),
  ).toBeNull();
});

it('who is somebody else leaves the lines that have both, and a line of one alone is none', () => {
  const bob = { github: 'bob', jira: 'x' };
  expect(withoutPerson([{ github: '17', jira: '5b10ac8d' }, bob], annInJira, [ann])).toEqual([bob]);
  expect(withoutPerson([{ github: 'ann', gitlab: 'a', jira: '5b10ac8d' }], annInJira, [ann])).toEqual([
    { github: 'ann', gitlab: 'a' },
  ]);
  const lines = [bob, { jira: '5b10ac8d', trello: 't' }];
  expect(withoutPerson(lines, annInJira, [ann])).toBe(lines);
});
