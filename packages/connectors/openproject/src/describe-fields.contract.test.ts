import { expect, it } from 'vitest';
import { describeFields } from './describe-fields.ts';
import { fetchOne, signal, start } from './testing/start-openproject.ts';

it('describes the custom fields of all types in all projects, with their options by id', async () => {
  const { sandbox, client } = await start({ projects: 3 });
  const described = await describeFields(client, 'work_packages', signal);
  expect(Object.fromEntries(described.map(({ key, name, type }) => [key, [name, type]]))).toEqual({
    customField1: ['Customer', 'text'],
    customField2: ['Release notes', 'text'],
    customField3: ['Story points', 'number'],
    customField4: ['Billable', 'boolean'],
    customField5: ['Go-live', 'date'],
    customField6: ['Team', 'select'],
    customField7: ['Platforms', 'multi_select'],
    customField8: ['Reviewer', 'user'],
  });
  expect(described.every(({ writable }) => writable)).toBe(true);
  expect(described[5]?.options).toEqual([
    { id: '61', name: 'Red' },
    { id: '62', name: 'Green' },
    { id: '63', name: 'Blue' },
  ]);
  // Twelve schemas in one call.
  expect(sandbox.requestCount('/work_packages/schemas?')).toBe(1);
  expect(await describeFields(client, 'versions', signal)).toEqual([]);
});

it('sees a field come, hold something else, and go; records do not show one that is gone as empty', async () => {
  const { sandbox, client } = await start();
  const field = async () =>
    (await describeFields(client, 'work_packages', signal)).find(({ key }) => key === 'customField20');
  expect(await field()).toBeUndefined();
  const options = [{ id: 201, value: 'Gold' }];
  sandbox.defineCustomField({ name: 'customField20', title: 'Tier', type: 'CustomOption', options });
  expect(await field()).toEqual({
    key: 'customField20',
    name: 'Tier',
    type: 'select',
    options: [{ id: '201', name: 'Gold' }],
    writable: true,
  });
  expect(await fetchOne(client, 'work_packages', '1')).toMatchObject({ fields: { customField20: null } });
  sandbox.defineCustomField({ name: 'customField20', title: 'Tier', type: 'Float' });
  expect(await field()).toMatchObject({ type: 'number' });
  sandbox.removeCustomField('customField20');
  expect(await field()).toBeUndefined();
  const { fields } = (await fetchOne(client, 'work_packages', '1')) as { fields: object };
  expect(fields).not.toHaveProperty('customField20');
});

it('leaves out a project that hides its types; where no schema is to be seen, that says nothing about fields', async () => {
  const { sandbox, client } = await start({ projects: 2 });
  sandbox.faults.add({ kind: 'status', status: 404, path: '/projects/1/types', count: 2 });
  expect(await describeFields(client, 'work_packages', signal)).toHaveLength(8);
  sandbox.faults.add({ kind: 'status', status: 403, path: '/projects/2/types', count: 1 });
  await expect(describeFields(client, 'work_packages', signal)).rejects.toMatchObject({ class: 'permission' });
});
