import { expect, it } from 'vitest';
import {
  fieldOf,
  renamedConnections,
  valuesIn,
  valuesText,
  withField,
  withKind,
  withOwners,
  withPolicy,
} from './edit-config.ts';

const member = {
  connection: 'github',
  stream: 'issues',
  fields: { title: 'title', status: { remote: 'state', values: [['Done', 'closed']] } },
};

it('writes a field that is nothing but a name as one, and keeps all else that is said of it', () => {
  expect(withField(member, 'title', { remote: 'name' }).fields['title']).toBe('name');
  expect(withField(member, 'title', { remote: 'title', direction: 'in' }).fields['title']).toEqual({
    remote: 'title',
    direction: 'in',
  });
  expect(fieldOf(withField(member, 'status', { ...fieldOf(member, 'status')!, remote: 'phase' }), 'status')).toEqual({
    remote: 'phase',
    values: [['Done', 'closed']],
  });
  expect(Object.keys(withField(member, 'title', null).fields)).toEqual(['status']);
});

it('leaves kinds and fields where they stand', () => {
  const document = { kinds: { user: {}, work_item: {} }, people: [] };
  expect(Object.keys(withKind(document, 'user', { bylines: false }).kinds ?? {})).toEqual(['user', 'work_item']);
  expect(withKind(document, 'user', null)).toEqual({ kinds: { work_item: {} }, people: [] });
});

it('reads value maps as they are typed', () => {
  expect(
    valuesIn(
      valuesText([
        ['To Do', 'open'],
        ['Done', 'closed'],
      ]),
    ),
  ).toEqual([
    ['To Do', 'open'],
    ['Done', 'closed'],
  ]);
  expect(valuesIn('half a pair')).toBeUndefined();
  expect(valuesText({ a: 'b' })).toBe('a = b');
});

it('names an owner beside a policy, and only beside one', () => {
  const kind = withPolicy({ policies: {} }, 'status', 'remote_wins');
  expect(withOwners(kind, 'status', ['jira/issues']).policies).toEqual({
    status: { mode: 'remote_wins', streams: ['jira/issues'] },
  });
  expect(withOwners(withOwners(kind, 'status', ['jira/issues']), 'status', []).policies).toEqual({
    status: 'remote_wins',
  });
  expect(withOwners({}, 'status', ['jira/issues'])).toEqual({});
});

it('calls the connections of a preset as they are called here, and values that are called the same by no other name', () => {
  const settings = {
    people: [{ github: 'ada' }],
    kinds: {
      k: {
        policies: { s: { streams: ['github/issues'] } },
        members: [{ connection: 'github', fields: { s: { remote: 'github', values: [['github', 'x']] } } }],
      },
    },
  };
  expect(renamedConnections(settings, { github: 'code' })).toEqual({
    people: [{ code: 'ada' }],
    kinds: {
      k: {
        policies: { s: { streams: ['code/issues'] } },
        members: [{ connection: 'code', fields: { s: { remote: 'github', values: [['github', 'x']] } } }],
      },
    },
  });
});
