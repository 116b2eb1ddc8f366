import type { CreateRequest } from '@syncline/connector-sdk';
import { describe, expect, it } from 'vitest';
import type { OpenProjectClient } from '../client.ts';
import { connect, fetchOne, signal, start, streamNamed } from '../testing/start-openproject.ts';

const request = (n: number, fields: CreateRequest['fields'] = {}, parents = {}): CreateRequest => ({
  fields: { subject: `Created ${n}`, issue_type: 'Task', ...fields },
  ownKey: `own-key-${n}`.padEnd(22, '_'),
  locators: {},
  parents,
  scope: '1',
});

function writesOf(name: string) {
  const { writes } = streamNamed(name);
  if (!writes?.create || !writes.findCreated || !writes.update) throw new Error(`no writes of ${name}`);
  return writes as Required<typeof writes>;
}

describe('a create of a work package', () => {
  it('whose answer was lost is found among all that was made since, however much that is', async () => {
    const { sandbox, client } = await start({ workPackages: 150, maxPageSize: 40 });
    const since = new Date();
    for (let n = 0; n < 60; n += 1) sandbox.createWorkPackage('api', { subject: `Theirs ${n}` });
    sandbox.faults.add({ kind: 'lost_answer', method: 'POST', path: '/work_packages$' });
    const { create, findCreated } = writesOf('work_packages');
    await expect(create(client, request(1), signal)).rejects.toMatchObject({ class: 'transient' });
    for (let n = 0; n < 60; n += 1) sandbox.createWorkPackage('api', { subject: `Theirs, later ${n}` });
    const found = await findCreated(client, { ...request(1), since }, signal);
    expect(sandbox.workPackage(found?.key.externalId ?? '')?.subject).toBe('Created 1');
    expect(await findCreated(client, { ...request(2), since }, signal)).toBeNull();
  });

  it('of an unknown type or custom field says what there is', async () => {
    const { client } = await start();
    const { create } = writesOf('work_packages');
    await expect(create(client, request(1, { issue_type: 'Epic' }), signal)).rejects.toMatchObject({
      class: 'invalid',
      field: 'issue_type',
      choices: ['Task', 'Milestone', 'Feature', 'Bug'],
    });
    await expect(create(client, request(2, { customField6: 'Pink' }), signal)).rejects.toMatchObject({
      field: 'customField6',
      choices: ['Red', 'Green', 'Blue'],
    });
    await expect(create(client, request(3, { customField99: 'x' }), signal)).rejects.toMatchObject({
      class: 'invalid',
      field: 'customField99',
    });
  });

  it('may begin closed, and may be a milestone on its one day', async () => {
    const { sandbox, client } = await start();
    const fields = { issue_type: 'Milestone', due_date: '2027-05-01', status: 'Closed' };
    const { key } = await writesOf('work_packages').create(client, request(1, fields), signal);
    expect(sandbox.workPackage(key.externalId)).toMatchObject({
      type: 'Milestone',
      startDate: '2027-05-01',
      dueDate: '2027-05-01',
      closed: true,
    });
  });

  it('whose relations are refused is partial, and stands', async () => {
    const { client } = await start();
    const { create, findCreated } = writesOf('work_packages');
    const wish = request(1, { blocks: ['4711'] });
    await expect(create(client, wish, signal)).rejects.toMatchObject({ class: 'partial' });
    expect(await findCreated(client, { ...wish, since: new Date() }, signal)).not.toBeNull();
  });
});

describe('an update of a work package', () => {
  const update = async (client: OpenProjectClient, fields: object, more: object = {}) =>
    writesOf('work_packages').update(
      client,
      {
        key: { externalId: '1', locator: '1', scope: '1' },
        fields: fields as never,
        expected: {},
        expectedVersion: null,
        ownKey: null,
        locators: {},
        ...more,
      },
      signal,
    );

  it('of a version that is not the newest is refused by OpenProject itself, in one call', async () => {
    const { sandbox, client } = await start();
    const before = sandbox.workPackage('1');
    sandbox.editWorkPackage('1', { subject: 'By a person' });
    sandbox.log.clear();
    const expectedVersion = String(before?.lockVersion);
    await expect(update(client, { subject: 'Ours' }, { expectedVersion })).rejects.toMatchObject({
      class: 'conflict',
      code: 'openproject_update_conflict',
      status: 409,
    });
    expect(sandbox.log.total).toBe(1);
    expect(sandbox.workPackage('1')?.subject).toBe('By a person');
  });

  it('of relations alone is refused as well when the version is not the newest', async () => {
    const { sandbox, client } = await start();
    const before = sandbox.workPackage('1');
    sandbox.editWorkPackage('1', { subject: 'By a person' });
    const expectedVersion = String(before?.lockVersion);
    await expect(update(client, { blocks: ['2'] }, { expectedVersion })).rejects.toMatchObject({ class: 'conflict' });
    expect(sandbox.workPackage('1')?.blocks).toEqual([]);
  });

  it('to a status that the workflow does not lead to says what is on offer, and changes nothing', async () => {
    const { sandbox, client } = await start();
    sandbox.editWorkPackage('1', { status: 'New', subject: 'As it was' });
    sandbox.setWorkflow({ New: ['In progress'], 'In progress': ['Closed'] });
    await expect(update(client, { status: 'Closed', subject: 'New' })).rejects.toMatchObject({
      class: 'invalid',
      code: 'invalid_transition',
      field: 'status',
      choices: ['New', 'In progress'],
    });
    expect(sandbox.workPackage('1')).toMatchObject({ status: 'New', subject: 'As it was' });
    await update(client, { status: 'in progress', subject: 'New' });
    await update(client, { status: 'Closed' });
    expect(sandbox.workPackage('1')).toMatchObject({ status: 'Closed', closed: true, subject: 'New' });
  });

  it('of relations leaves those that nobody expected', async () => {
    const { sandbox, client } = await start();
    sandbox.addRelation('blocks', '1', '2');
    sandbox.addRelation('blocks', '1', '3');
    await update(client, { blocks: ['4'] }, { expected: { blocks: ['2'] } });
    expect(sandbox.workPackage('1')?.blocks).toEqual(['3', '4']);
    await update(client, { depends_on: ['5'], related_to: ['6'] });
    expect(sandbox.workPackage('5')?.blocks).toEqual(['1']);
    expect(sandbox.workPackage('6')?.relatedTo).toEqual(['1']);
    // One relation between two: another kind takes the place of the first.
    await update(
      client,
      { blocks: ['3'], related_to: ['4', '6'] },
      { expected: { blocks: ['3', '4'], related_to: ['6'] } },
    );
    expect(sandbox.workPackage('1')).toMatchObject({ blocks: ['3'], relatedTo: ['4', '6'] });
  });

  it('of custom fields sends each in the form of its type', async () => {
    const { sandbox, client } = await start();
    sandbox.editWorkPackage('1', { type: 'Task' });
    const fields = {
      customField1: 'Initech',
      customField2: 'Notes *of* it',
      customField3: 8.5,
      customField4: false,
      customField5: '2027-01-01',
      customField6: '63',
      customField7: ['71', '73'],
      customField8: '6',
    };
    // Options by what people call them, too.
    for (const options of [{ customField6: 'Blue', customField7: ['Android', 'Web'] }, {}])
      await update(client, { ...fields, ...options });
    expect(await fetchOne(client, 'work_packages', '1')).toMatchObject({ fields });
    const empty = { customField2: null, customField6: null, customField7: [], customField8: null };
    await update(client, empty);
    expect(await fetchOne(client, 'work_packages', '1')).toMatchObject({ fields: { ...fields, ...empty } });
  });

  it('that breaks off half way is partial', async () => {
    const { sandbox, client } = await start();
    sandbox.faults.add({ kind: 'status', status: 502, method: 'POST', path: '/relations' });
    await expect(update(client, { subject: 'Half', blocks: ['2'] })).rejects.toMatchObject({ class: 'partial' });
    expect(sandbox.workPackage('1')).toMatchObject({ subject: 'Half', blocks: [] });
  });

  it('tells nobody where the settings say so', async () => {
    const { sandbox, client } = await start({}, { notify: false });
    await update(client, { subject: 'Quietly' });
    expect(sandbox.requestCount(/^PATCH .*\?notify=false$/)).toBe(1);
    await update(connect(sandbox), { subject: 'Loudly' });
    expect(sandbox.requestCount(/^PATCH .*\/1$/)).toBe(1);
  });
});

describe('a removal of a work package', () => {
  it('is refused while it has children, which OpenProject would delete along with it', async () => {
    const { sandbox, client } = await start();
    sandbox.editWorkPackage('2', { parent: '1' });
    const remove = (id: string) =>
      writesOf('work_packages').remove(client, { externalId: id, locator: id, scope: '1' }, signal);
    await expect(remove('1')).rejects.toMatchObject({ class: 'invalid', code: 'openproject_has_children' });
    expect(sandbox.workPackageCount()).toBe(30);
    await remove('2');
    await remove('1');
    expect(sandbox.workPackageCount()).toBe(28);
  });
});

describe('a comment', () => {
  const subject = { comments_on: { externalId: '1', locator: '1', scope: '1' } };

  it('that becomes one activity with a change made just before is found under that id', async () => {
    const { sandbox, client } = await start();
    sandbox.editWorkPackage('1', { subject: 'Just before', by: 3 });
    const made = await writesOf('comments').create(client, request(1, { body: 'Said' }, subject), signal);
    sandbox.editWorkPackage('1', { subject: 'Just after', by: 3 });
    expect(sandbox.comments('1').filter(({ userId }) => userId === 3)).toMatchObject([
      { id: Number(made.key.externalId), details: ['subject changed', 'subject changed'] },
    ]);
    expect(await fetchOne(client, 'comments', made.key.externalId)).toMatchObject({
      fields: { body: 'Said' },
      ownKey: request(1).ownKey,
    });
  });

  it('is told apart from what somebody else said while it was made', async () => {
    const { sandbox, client } = await start();
    const { create, findCreated } = writesOf('comments');
    sandbox.faults.add({ kind: 'lost_answer', method: 'POST', path: '/activities' });
    const from = request(1, { body: 'Ours' }, subject);
    await expect(create(client, from, signal)).rejects.toMatchObject({ class: 'transient' });
    sandbox.createComment('1', 'Theirs');
    const found = await findCreated(client, { ...from, since: new Date() }, signal);
    expect(await fetchOne(client, 'comments', found?.key.externalId ?? '')).toMatchObject({ fields: { body: 'Ours' } });
  });
});
