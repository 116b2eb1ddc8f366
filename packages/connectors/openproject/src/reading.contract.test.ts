import { describe, expect, it } from 'vitest';
import { connect, fetchOne, readAll, signal, start, streamNamed } from './testing/start-openproject.ts';

describe('work packages', () => {
  it('read from the instance show what it holds, closed ones too', async () => {
    const { sandbox, client } = await start({ workPackages: 230 });
    const records = await readAll(client, 'work_packages');
    const truths = [...sandbox.workPackages('api')];
    expect(records.size).toBe(truths.length);
    expect(truths.some(({ closed }) => closed)).toBe(true);
    for (const truth of truths) {
      const { subject, status, closed, priority, category, assignee, responsible, version, parent } = truth;
      const { fields, url, version: seen, references } = records.get(truth.id) ?? { fields: {} };
      expect({ url, seen }).toEqual({
        url: `${sandbox.url}/work_packages/${truth.id}`,
        seen: String(truth.lockVersion),
      });
      expect(fields).toMatchObject({ subject, status, closed, priority, category, assignee, responsible, version });
      expect(fields).toMatchObject({
        parent,
        description: truth.description.replace(/\r+$/, '') || null,
        issue_type: truth.type,
        due_date: truth.dueDate,
        blocks: truth.blocks,
        depends_on: truth.dependsOn,
        related_to: truth.relatedTo,
        customField1: truth.custom['customField1'],
        customField3: truth.custom['customField3'],
      });
      for (const otherId of truth.dependsOn)
        expect(references).toContainEqual({ relation: 'depends_on', stream: 'work_packages', externalId: otherId });
    }
  });

  it('of a subproject are not those of the project above', async () => {
    const { sandbox, client } = await start({ workPackages: 40, projects: 2 });
    expect(sandbox.projects()[1]?.parentId).toBe(1);
    for (const [scope, identifier] of [
      ['1', 'api'],
      ['2', 'web'],
      ['web', 'web'],
    ] as const) {
      const found = await readAll(client, 'work_packages', null, scope);
      expect([...found.keys()].sort()).toEqual([...sandbox.workPackages(identifier)].map(({ id }) => id).sort());
    }
  });

  it('are all read where the instance gives smaller pages than it is asked for', async () => {
    const { client } = await start({ workPackages: 230, maxPageSize: 30 });
    expect((await readAll(client, 'work_packages')).size).toBe(230);
    expect((await readAll(client, 'work_packages', new Date(0))).size).toBe(230);
    expect((await readAll(client, 'comments')).size).toBeGreaterThan(100);
  });

  it('that move while they are paged by time are all read', async () => {
    const { sandbox, client } = await start({ workPackages: 250 });
    const stream = streamNamed('work_packages');
    const seen = new Set<string>();
    let edits = 0;
    for (let cursor = null; ; ) {
      const request = { scope: '1', cursor, since: new Date(0), pageSize: 40 };
      const page: Awaited<ReturnType<typeof stream.readPage>> = await stream.readPage(client, request, signal);
      for (const item of stream.parsePage(page.raw)) seen.add(String((item as { id: number }).id));
      for (const { id } of [...sandbox.workPackages('api')].slice(0, 10)) {
        if (edits >= 60) break;
        sandbox.editWorkPackage(id, { subject: `moved ${edits}` });
        edits += 1;
      }
      cursor = page.next as never;
      if (page.next === null) break;
    }
    expect(seen.size).toBe(250);
  });

  it('changed since a time are found to the millisecond, a comment being a change', async () => {
    const { sandbox, client } = await start();
    const since = new Date();
    sandbox.editWorkPackage('7', { subject: 'edited' });
    sandbox.createComment('9', 'said');
    expect([...(await readAll(client, 'work_packages', since)).keys()].sort()).toEqual(['7', '9']);
    expect((await readAll(client, 'work_packages', new Date('2100-01-01'))).size).toBe(0);
  });

  it('are gone when their project answers, unreachable when it does not, and found where they moved to', async () => {
    const { sandbox, client } = await start({ projects: 2 });
    sandbox.deleteWorkPackage('5');
    expect(await fetchOne(client, 'work_packages', '5')).toBe('gone');
    expect(await fetchOne(client, 'work_packages', '5', { scope: 'site' })).toBe('unreachable');
    sandbox.faults.add({ kind: 'status', status: 404, path: '/projects/1$' });
    expect(await fetchOne(client, 'work_packages', '5')).toBe('unreachable');
    sandbox.moveWorkPackage('7', 'web');
    expect(await fetchOne(client, 'work_packages', '7')).toMatchObject({
      references: expect.arrayContaining([{ relation: 'belongs_to', stream: 'projects', externalId: '2' }]),
    });
    const narrow = connect(sandbox, { projects: ['api'] });
    expect(await fetchOne(narrow, 'work_packages', '7')).toBe('out_of_scope');
    expect(await fetchOne(narrow, 'work_packages', '9')).toMatchObject({ externalId: '9' });
  });

  it('of a milestone have one date, and an assignee may be a group', async () => {
    const { sandbox, client } = await start({ workPackages: 200 });
    const truths = [...sandbox.workPackages('api')];
    const milestone = truths.find(({ type, dueDate }) => type === 'Milestone' && dueDate !== null);
    const shown = await fetchOne(client, 'work_packages', milestone?.id ?? '');
    expect(shown).toMatchObject({ fields: { due_date: milestone?.dueDate } });
    expect((shown as { fields: object }).fields).not.toHaveProperty('start_date');
    const ofGroup = truths.find(({ assignee }) => assignee === '30');
    const record = await fetchOne(client, 'work_packages', ofGroup?.id ?? '');
    expect(record).toMatchObject({ fields: { assignee: '30' } });
    expect(await fetchOne(client, 'users', '30', { locator: 'groups/30' })).toMatchObject({
      locator: 'groups/30',
      fields: { name: 'Developers', user_type: 'Group' },
    });
  });
});

describe('comments', () => {
  it('are the activities in which something is said, of every work package', async () => {
    const { sandbox, client } = await start({ workPackages: 90 });
    const records = await readAll(client, 'comments');
    const truths = [...sandbox.workPackages('api')].flatMap(({ id }) => sandbox.comments(id));
    expect(records.size).toBe(truths.length);
    for (const truth of truths)
      expect(records.get(String(truth.id))).toMatchObject({
        locator: `${truth.workPackageId}/activities/${truth.id}`,
        fields: { body: truth.notes, restricted: truth.internal },
        references: [
          { relation: 'created_by', externalId: String(truth.userId) },
          { relation: 'comments_on', stream: 'work_packages', externalId: String(truth.workPackageId) },
        ],
      });
  });

  it('made since a time are found; one that is edited only once its work package changes', async () => {
    const { sandbox, client } = await start();
    const since = new Date();
    const { id } = sandbox.createComment('3', 'Said');
    expect((await readAll(client, 'comments', since)).get(String(id))?.fields).toMatchObject({ body: 'Said' });
    const later = new Date(Date.now() + 1);
    while (Date.now() < later.getTime());
    sandbox.editComment(String(id), 'Said better');
    expect((await readAll(client, 'comments', later)).size).toBe(0);
    expect(await fetchOne(client, 'comments', String(id))).toMatchObject({ fields: { body: 'Said better' } });
    sandbox.editWorkPackage('3', { subject: 'touched' });
    expect((await readAll(client, 'comments', later)).get(String(id))?.fields).toMatchObject({ body: 'Said better' });
  });

  it('that were emptied, or whose work package is gone, are gone or unreachable', async () => {
    const { sandbox, client } = await start();
    sandbox.editWorkPackage('3', { subject: 'changed', by: 4 });
    const { id } = sandbox.createComment('3', 'Said', { by: 4 });
    const locator = `3/activities/${id}`;
    sandbox.editComment(String(id), '');
    expect(await fetchOne(client, 'comments', String(id), { locator })).toBe('gone');
    sandbox.deleteWorkPackage('3');
    expect(await fetchOne(client, 'comments', String(id), { locator })).toBe('unreachable');
    expect(await fetchOne(client, 'comments', '987654', { locator: '4/activities/987654' })).toBe('gone');
  });
});

describe('attachments', () => {
  it('are those of work packages, and gone when they are deleted', async () => {
    const { sandbox, client } = await start({ workPackages: 60 });
    const made = sandbox.addAttachment('3', 'log.txt');
    const records = await readAll(client, 'attachments');
    // What the bytes are known by, without reading them.
    const digest = expect.stringMatching(/^md5:[0-9a-f]{32}$/);
    const truths = [...sandbox.workPackages('api')].flatMap(({ id }) => sandbox.attachments(id));
    expect([...records.keys()].sort()).toEqual(truths.map(({ id }) => String(id)).sort());
    expect(records.get(String(made.id))).toMatchObject({
      kind: 'attachment',
      fields: { file_name: 'log.txt', size: 1_234, content_type: 'text/plain', description: null, digest },
      references: [{ relation: 'part_of', stream: 'work_packages', externalId: '3' }, { relation: 'created_by' }],
    });
    sandbox.removeAttachment(String(made.id));
    const locator = `3/attachments/${made.id}`;
    expect(await fetchOne(client, 'attachments', String(made.id), { locator })).toBe('gone');
  });
});

describe('projects, versions and users', () => {
  it('show what is archived, closed and locked as states', async () => {
    const { sandbox, client } = await start({ projects: 2 });
    sandbox.archiveProject('web');
    const projects = await readAll(client, 'projects', null, 'site');
    expect([...projects.values()].map(({ fields }) => fields['archived'])).toEqual([true, false]);
    expect(projects.get('2')).toMatchObject({ locator: 'web', fields: { parent: '1', status: 'On track' } });
    const versions = await readAll(client, 'versions');
    expect([...versions.values()].map(({ fields }) => fields['state'])).toEqual(['closed', 'locked', 'open', 'open']);
    // One that all projects share belongs to the one that made it.
    expect((await readAll(client, 'versions', null, '2')).get('103')).toMatchObject({
      references: [{ relation: 'belongs_to', stream: 'projects', externalId: '1' }],
    });
    const users = await readAll(client, 'users', null, 'site');
    expect(users.get('15')).toMatchObject({ fields: { name: 'Ivan Petrov', active: false } });
  });

  it('that the settings name are the only ones', async () => {
    const { client } = await start({ projects: 3 }, { projects: ['web', 'api'] });
    expect([...(await readAll(client, 'projects', null, 'site')).keys()].sort()).toEqual(['1', '2']);
    expect(await fetchOne(client, 'projects', '3', { scope: 'site' })).toBe('out_of_scope');
  });

  it('are those that are shared, where the account may not list all people', async () => {
    const { client } = await start({ isAdmin: false });
    const users = await readAll(client, 'users', null, 'site');
    expect(users.size).toBe(13);
    expect(users.get('5')?.fields).toMatchObject({ name: 'Jonas Weber', user_type: 'User' });
    expect(users.get('5')?.fields).not.toHaveProperty('email');
    expect(await streamNamed('users').probe?.(client, 'site', signal)).toMatchObject({ count: 13, followOnly: true });
  });
});
