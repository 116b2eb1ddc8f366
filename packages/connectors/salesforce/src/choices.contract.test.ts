import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { expect, it, onTestFinished } from 'vitest';
import { salesforceChoices } from './choices.ts';
import { describeFields } from './describe-fields.ts';
import { salesforceSettings } from './settings.ts';
import { connectTo } from './testing/connect.ts';

const signal = new AbortController().signal;

it('describes custom fields as the organisation has them now, and asks for none that are gone', async () => {
  const sandbox = await createSalesforceSandbox({ accounts: 1 });
  onTestFinished(() => sandbox.close());
  const client = connectTo(sandbox);
  const described = async () =>
    (await describeFields(client, 'accounts', signal)).filter(({ key }) => key !== 'Region__c');
  expect(await described()).toEqual([]);
  const values = { values: ['g', 't'], labels: { g: 'Gold' } };
  sandbox.defineField('Account', 'Tier__c', { type: 'text', label: 'Tier', ...values });
  sandbox.defineField('Account', 'Seats__c', { type: 'number', isReadOnly: true });
  expect(await described()).toEqual([
    { key: 'Seats__c', name: 'Seats', type: 'number', writable: false },
    {
      key: 'Tier__c',
      name: 'Tier',
      type: 'select',
      writable: true,
      options: [
        { id: 'g', name: 'Gold' },
        { id: 't', name: 't' },
      ],
    },
  ]);
  expect(await describeFields(client, 'nothing', signal)).toEqual([]);
  sandbox.removeField('Account', 'Tier__c');
  expect((await described()).map(({ key }) => key)).toEqual(['Seats__c']);
});

it('offers custom fields that are not ours, pipelines and stages', async () => {
  const sandbox = await createSalesforceSandbox({ accounts: 1 });
  onTestFinished(() => sandbox.close());
  const client = connectTo(sandbox);
  const read = async (setting: string, stream: string | null = null) =>
    (await salesforceChoices[setting]!.read(client, { cursor: null, stream }, signal)).choices;
  const stages = await read('stages');
  expect(stages.map(({ value }) => value)).toEqual(expect.arrayContaining(['Prospecting', 'Closed Won']));
  expect(await read('pipelines')).toEqual([
    { value: '012000000000000AAA', title: 'Master', detail: 'where there are no others' },
  ]);
  const custom = (await read('customFields', 'accounts')).map(({ value }) => value);
  expect(custom).not.toContain('Syncline_Key__c');
  const settings = { organizationId: sandbox.organizationId, customFields: { accounts: custom } };
  expect(salesforceSettings.safeParse(settings).success).toBe(true);
  await expect(read('customFields', 'acounts')).rejects.toMatchObject({ class: 'invalid', field: 'stream' });
});
