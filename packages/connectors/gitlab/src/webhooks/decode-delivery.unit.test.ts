import { describe, expect, it } from 'vitest';
import { decodeGitLabDelivery } from './decode-delivery.ts';

const project = { id: 201, path_with_namespace: 'acme/platform/ops' };
const scope = 'projects/201:acme/platform/ops';
const decode = (body: object) =>
  decodeGitLabDelivery({ event: '', headers: {}, rawBody: new TextEncoder().encode(JSON.stringify(body)) });

describe('a delivery of GitLab', () => {
  it.each([
    [
      'an issue',
      { object_kind: 'issue', project, object_attributes: { id: 12, iid: 3, action: 'close' } },
      { op: 'changed', stream: 'issues', externalId: '12', locator: 'acme/platform/ops#3', scope },
    ],
    [
      'an incident, which is told as a work item',
      { object_kind: 'work_item', project, object_attributes: { id: 12, iid: 3, type: 'Incident' } },
      { op: 'changed', stream: 'issues', externalId: '12', locator: 'acme/platform/ops#3', scope },
    ],
    [
      'a task',
      { object_kind: 'work_item', project, object_attributes: { id: 12, iid: 3, type: 'Task' } },
      { op: 'changed', stream: 'work_items', externalId: '12', locator: 'acme/platform/ops/work_items/3', scope },
    ],
    [
      'a work item of a version that does not say its type',
      { object_kind: 'work_item', project, object_attributes: { id: 12, iid: 3 } },
      { op: 'changed', stream: 'work_items', externalId: '12', locator: 'acme/platform/ops/work_items/3', scope },
    ],
    [
      'a comment on an issue',
      {
        object_kind: 'note',
        project,
        object_attributes: { id: 5, noteable_type: 'Issue', created_at: '2017-09-15 16:50:55 UTC' },
        issue: { id: 12, iid: 3 },
      },
      { op: 'changed', stream: 'comments', externalId: '5', locator: 'acme/platform/ops#3/notes/5', scope },
    ],
    [
      'a comment on a task',
      {
        object_kind: 'note',
        project,
        object_attributes: { id: 5, noteable_type: 'Issue' },
        issue: { id: 12, iid: 3, type: 'Task' },
      },
      { stream: 'comments', locator: 'acme/platform/ops/work_items/3/notes/5' },
    ],
    [
      'a milestone',
      { object_kind: 'milestone', project, object_attributes: { id: 9, iid: 2, project_id: 201 }, action: 'close' },
      { op: 'changed', stream: 'milestones', externalId: '9', locator: 'acme/platform/ops%2', scope },
    ],
    [
      'a milestone of a group that was deleted',
      {
        object_kind: 'milestone',
        group: { group_id: 100, full_path: 'acme' },
        object_attributes: { id: 9, iid: 2, group_id: 100, project_id: null },
        action: 'delete',
      },
      { op: 'deleted', stream: 'milestones', externalId: '9', scope: 'groups/100:acme' },
    ],
    [
      'a project that was renamed',
      { event_name: 'project_rename', project_id: 201, path_with_namespace: 'acme/new' },
      { op: 'changed', stream: 'projects', externalId: '201', locator: 'acme/new', scope: 'account' },
    ],
    [
      'a project that was deleted',
      { event_name: 'project_destroy', project_id: 201, path_with_namespace: 'acme/new' },
      { op: 'deleted', stream: 'projects', externalId: '201' },
    ],
    [
      'somebody who joined',
      { event_name: 'user_add_to_group', group_id: 100, user_id: 12, user_username: 'mia' },
      { op: 'changed', stream: 'users', externalId: '12', locator: 'mia' },
    ],
  ])('hints at %s', (_, body, hint) => {
    expect(decode(body)).toEqual({ outcome: 'hints', hints: [expect.objectContaining(hint)] });
  });

  it.each([
    ['a push', { object_kind: 'push', project }],
    [
      'a comment on a merge request',
      { object_kind: 'note', project, object_attributes: { id: 5, noteable_type: 'MergeRequest' } },
    ],
    ['an epic', { object_kind: 'work_item', group: { group_id: 1 }, object_attributes: { id: 1, iid: 1 } }],
    ['an epic by its type', { object_kind: 'work_item', project, object_attributes: { id: 1, iid: 1, type: 'Epic' } }],
    ["GitLab's own note", { object_kind: 'note', project, object_attributes: { id: 5, system: true } }],
  ])('leaves %s alone', (_, body) => {
    expect(decode(body).outcome).toBe('ignored');
  });

  it.each([
    ['no event', { object_attributes: { id: 1 } }],
    ['no id', { object_kind: 'issue', project, object_attributes: { iid: 3 } }],
    ['no project', { object_kind: 'issue', object_attributes: { id: 1, iid: 3 } }],
    ['no subject of a note', { object_kind: 'note', project, object_attributes: { id: 5, noteable_type: 'Issue' } }],
  ])('with %s is kept for an operator', (_, body) => {
    expect(decode(body).outcome).toBe('malformed');
  });

  it('whose text names files tells of them, too, unless it is for some alone', () => {
    const secret = '66dbcd21ec5d24ed6ea225176098d52b';
    const text = `![shot](/uploads/${secret}/shot.png)`;
    const file = {
      op: 'changed',
      stream: 'attachments',
      externalId: `12-${secret}`,
      locator: `acme/platform/ops#3/uploads/${secret}/shot.png`,
      scope,
    };
    const hintsOf = (body: object) => {
      const decoded = decode(body);
      return decoded.outcome === 'hints' ? decoded.hints : [];
    };
    const issue = { id: 12, iid: 3, description: text };
    expect(hintsOf({ object_kind: 'issue', project, object_attributes: issue })).toContainEqual(file);
    const note = { id: 5, note: text, noteable_type: 'Issue' };
    expect(hintsOf({ object_kind: 'note', project, object_attributes: note, issue })).toContainEqual(file);
    const kept = { ...note, internal: true };
    expect(hintsOf({ object_kind: 'note', project, object_attributes: kept, issue })).toHaveLength(1);
  });
});
