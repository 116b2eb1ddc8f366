import { describe, expect, it } from 'vitest';
import { streamNamed } from './testing/start-gitlab.ts';

const scope = 'projects/7:acme/platform/api';
const record = (stream: string, item: unknown, of = scope) => {
  const result = streamNamed(stream).normalize(item, of);
  if (result.outcome !== 'record') throw new Error(JSON.stringify(result));
  return result;
};
const person = (id: number, username: string) => ({ id, username, name: username, state: 'active', web_url: null });

const ISSUE = {
  id: 41,
  iid: 1,
  project_id: 7,
  title: 'Ut commodi',
  description: 'Text\n\n\\/close\n\n<!-- syncline:AAAAAAAAAAAAAAAAAAAAAA -->',
  state: 'opened',
  created_at: '2026-01-04T15:31:46.176Z',
  updated_at: '2026-01-04T15:31:46.176+02:00',
  closed_at: null,
  labels: ['b', 'a'],
  milestone: { id: 16, iid: 1 },
  assignees: [person(9, 'mia'), person(3, 'jo')],
  author: person(3, 'jo'),
  due_date: '2026-07-22',
  confidential: false,
  discussion_locked: null,
  issue_type: 'issue',
  web_url: 'https://gitlab.example/acme/platform/api/-/issues/1',
  references: { full: 'acme/platform/api#1' },
  moved_to_id: null,
  weight: null,
  epic: { id: 42, iid: 5, group_id: 8 },
};

describe('an issue', () => {
  it("comes in canonical form: sets sorted, times in UTC, our key and a disarmed command's stroke taken off", () => {
    const { record: issue, embedded, diagnostics } = record('issues', ISSUE);
    expect(diagnostics).toEqual([]);
    expect(issue).toEqual({
      kind: 'work_item',
      stream: 'issues',
      externalId: '41',
      locator: 'acme/platform/api#1',
      ownKey: 'AAAAAAAAAAAAAAAAAAAAAA',
      fields: {
        title: 'Ut commodi',
        description: 'Text\n\n/close',
        state: 'opened',
        number: 1,
        project: '7',
        labels: ['a', 'b'],
        assignees: ['3', '9'],
        milestone: '16',
        due_date: '2026-07-22',
        weight: null,
        confidential: false,
        issue_type: 'issue',
        epic: '42',
        locked: null,
        created_at: '2026-01-04T15:31:46.176Z',
        closed_at: null,
      },
      references: expect.arrayContaining([
        { relation: 'belongs_to', stream: 'projects', externalId: '7' },
        { relation: 'created_by', stream: 'users', externalId: '3' },
        { relation: 'assigned_to', stream: 'users', externalId: '9' },
        { relation: 'in_milestone', stream: 'milestones', externalId: '16' },
        { relation: 'child_of', stream: 'epics', externalId: '42' },
      ]),
      relations: ['created_by', 'belongs_to', 'assigned_to', 'in_milestone', 'child_of'],
      remoteUpdatedAt: '2026-01-04T13:31:46.176Z',
      url: ISSUE.web_url,
    });
    expect(embedded.map(({ locator, partial }) => [locator, partial])).toEqual([
      ['jo', true],
      ['mia', true],
    ]);
  });

  it('has edges to its labels only where they come with ids', () => {
    const labels = [{ id: 5, name: 'x' }];
    const { fields, relations, references } = record('issues', { ...ISSUE, labels }).record;
    expect(fields['labels']).toEqual(['x']);
    expect(relations).toContain('labelled');
    expect(references).toContainEqual({ relation: 'labelled', stream: 'labels', externalId: '5' });
  });

  it('of an instance without a licence says nothing of what it does not show', () => {
    const { weight: _weight, epic: _epic, ...free } = ISSUE;
    const { fields, relations } = record('issues', free).record;
    expect(fields).not.toHaveProperty('weight');
    expect(fields).not.toHaveProperty('epic');
    expect(relations).not.toContain('child_of');
  });

  it('is none when it is a task, or was moved elsewhere', () => {
    const of = (item: object) => streamNamed('issues').normalize({ ...ISSUE, ...item }, scope).outcome;
    expect(of({ issue_type: 'task' })).toBe('ignored');
    expect(of({ moved_to_id: 77 })).toBe('ignored');
    expect(of({ state: 'locked' })).toBe('invalid');
    expect(of({ title: null })).toBe('invalid');
  });
});

describe('a label', () => {
  it('has its colour as other trackers write it', () => {
    const item = { id: 5, name: 'größe::klein', color: '#D73A4A', description: '', priority: 1 };
    expect(record('labels', item).record).toMatchObject({
      locator: 'acme/platform/api~größe::klein',
      fields: { name: 'größe::klein', color: 'd73a4a', description: null, priority: 1 },
    });
    expect(record('labels', item, 'groups/8:acme').record).toMatchObject({ references: [], relations: [] });
  });
});

describe('a comment', () => {
  const note = { id: 9, body: 'Said', internal: true, noteable_id: 41, author: person(3, 'jo'), system: false };
  it('is on what it was read of, and says who may not see it', () => {
    expect(record('comments', { on: 'issues', at: 'acme/platform/api#1', note }).record).toMatchObject({
      locator: 'acme/platform/api#1/notes/9',
      fields: { body: 'Said', restricted: true },
      references: [
        { relation: 'created_by', stream: 'users', externalId: '3' },
        { relation: 'comments_on', stream: 'issues', externalId: '41' },
      ],
    });
  });

  it("is none when GitLab noted it down, or when it is Syncline's own notice", () => {
    const of = (change: object) =>
      streamNamed('comments').normalize({ on: 'epics', at: 'acme&1', note: { ...note, ...change } }, scope).outcome;
    expect(of({ system: true })).toBe('ignored');
    expect(of({ body: 'In step\n\n<!-- syncline:note -->' })).toBe('ignored');
    expect(of({})).toBe('record');
  });
});

describe('an epic', () => {
  it('is part of another', () => {
    const item = { ...ISSUE, id: 42, iid: 5, references: undefined, parent_id: 40, start_date: '2026-01-01' };
    expect(record('epics', item, 'groups/8:acme').record).toMatchObject({
      locator: 'acme&5',
      fields: { parent: '40', start_date: '2026-01-01' },
      references: expect.arrayContaining([{ relation: 'child_of', stream: 'epics', externalId: '40' }]),
    });
  });
});
