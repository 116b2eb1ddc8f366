import { expect, it } from 'vitest';
import { pipedriveChoices } from './choices.ts';
import { pipedrive } from './connector.ts';
import { pipedriveSettings } from './settings.ts';
import { signal, start } from './testing/connect.ts';

it('offers custom fields that are not ours, labels, pipelines, stages told apart, types and owners', async () => {
  const { sandbox, client } = await start();
  const read = async (setting: string, stream: string | null = null) =>
    (await pipedriveChoices[setting]!.read(client, { cursor: null, stream }, signal)).choices;
  const region = sandbox.key('organizations', 'Region');
  expect(await read('customFields', 'organizations')).toEqual([{ value: region, title: 'Region', detail: 'enum' }]);
  expect((await read('customFields', 'deals')).map(({ title }) => title)).toEqual(['Licence fee']);
  expect(pipedriveSettings.safeParse({ customFields: { organizations: [region] } }).success).toBe(true);
  expect((await read('labels', 'deals')).map(({ value }) => value)).toContain('Hot lead');
  expect(await read('pipelines')).toEqual([
    { value: '1', title: 'Sales' },
    { value: '2', title: 'Renewals' },
  ]);
  const stages = await read('stages');
  expect(stages[0]).toEqual({ value: '1', title: 'Qualified (Sales)', detail: 'Sales' });
  expect(new Set(stages.map(({ title }) => title)).size).toBe(8);
  expect((await read('activityTypes')).map(({ value }) => value)).toContain('lunch');
  expect(await read('owners')).toHaveLength(5);
  await expect(read('customFields', 'acounts')).rejects.toMatchObject({ class: 'invalid', field: 'stream' });
});

it('describes the fields that the company has made for itself', async () => {
  const { sandbox, client } = await start();
  expect(await pipedrive.describeFields?.(client, 'organizations', signal)).toEqual([
    {
      key: sandbox.key('organizations', 'Region'),
      name: 'Region',
      type: 'select',
      options: [
        { id: '101', name: 'EMEA' },
        { id: '102', name: 'APAC' },
        { id: '103', name: 'AMER' },
      ],
      writable: true,
    },
  ]);
  expect(await pipedrive.describeFields?.(client, 'deals', signal)).toMatchObject([
    { name: 'Licence fee', type: 'money', writable: true },
  ]);
  for (const stream of ['users', 'quotes', 'notes'])
    expect(await pipedrive.describeFields?.(client, stream, signal)).toEqual([]);
});

it('says who answers, and what is missing for records to be made', async () => {
  const { client } = await start();
  expect(await pipedrive.check(client, signal)).toMatchObject({ account: 'acme-sandbox' });
  const bare = await start({ customFields: false });
  const { detail } = await pipedrive.check(bare.client, signal);
  expect(detail).toContain('"Syncline key" of organizations');
  expect(detail).toContain('"Quote key" of quotes');
});
