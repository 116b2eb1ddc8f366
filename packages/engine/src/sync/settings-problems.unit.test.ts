import { expect, it } from 'vitest';
import { settingsProblems } from './settings-problems.ts';

const member = { connection: 'left', stream: 'contacts', fields: { email: 'email' } };
const settings = (kind: object) => ({ kinds: { contact: { members: [member], ...kind } } });

it('finds nothing wrong with what is right', () => {
  expect(settingsProblems(settings({ policy: 'manual', policies: { email: { mode: 'remote_wins' } } }))).toEqual([]);
});

it.each([
  [settings({ polices: {} }), 'kinds.contact.polices', 'did you mean policies?'],
  [
    settings({ members: [{ ...member, create_in: 'org' }] }),
    'kinds.contact.members.0.create_in',
    'did you mean createIn?',
  ],
  [settings({ members: [{ ...member, xyzzyplugh: 1 }] }), 'kinds.contact.members.0.xyzzyplugh', 'remove it'],
  [settings({ members: [] }), 'kinds.contact.members', '>=1'],
  [settings({ members: [{ ...member, direction: 'sideways' }] }), 'kinds.contact.members.0.direction', '"both"'],
  [settings({ policies: { email: 'crm' } }), 'kinds.contact.policies.email', '"remote_wins"'],
  [
    settings({ policies: { email: { mode: 'manual', lock: {} } } }),
    'kinds.contact.policies.email.lock',
    'until or while',
  ],
  [settings({ policies: { email: { mod: 'manual' } } }), 'kinds.contact.policies.email.mod', 'did you mean mode?'],
  [
    settings({ members: [{ ...member, fields: { email: 7 } }] }),
    'kinds.contact.members.0.fields.email',
    'expected string',
  ],
  [null, '', 'expected object'],
])('names the place and the fix: %j', (given, field, words) => {
  const problems = settingsProblems(given);
  expect(problems.map((problem) => problem.field)).toContain(field);
  expect(problems.find((problem) => problem.field === field)!.message).toContain(words);
});
