import { expect, it } from 'vitest';
import { checkConnection } from './check-connection.ts';
import { hubspotChoices } from './choices.ts';
import { hubspot } from './connector.ts';
import { hubspotSettings } from './settings.ts';
import { connectTo, signal, start } from './testing/start-hubspot.ts';

it('offers properties that are not ours, pipelines, stages, owners and custom objects', async () => {
  const { client, sandbox } = await start({ contacts: 1 });
  const read = async (setting: string, stream: string | null = null) =>
    (await hubspotChoices[setting]!.read(client, { cursor: null, stream }, signal)).choices;
  expect(await read('pipelines')).toContainEqual({ value: '75001', title: 'Renewals' });
  expect(await read('stages')).toContainEqual({ value: '1075002', title: 'Renewed', detail: 'Renewals' });
  const [owner] = sandbox.owners();
  expect(await read('owners')).toContainEqual({ value: owner!.id, title: 'Ada Lovelace', detail: owner!.email });
  expect(await read('customObjects')).toEqual([{ value: '2-3456789', title: 'Contracts' }]);
  const custom = (await read('customFields', 'contacts')).map(({ value }) => String(value));
  expect(custom.sort()).toEqual(['city', 'region']);
  const settings = { portalId: sandbox.portalId, customFields: { contacts: custom } };
  expect(hubspotSettings.safeParse(settings).success).toBe(true);
  await expect(read('customFields', 'contact')).rejects.toMatchObject({ class: 'invalid', field: 'stream' });
});

it('describes them, with their types and options', async () => {
  const { client } = await start({ contacts: 1 });
  const field = (key: string, type: string) => ({ key, name: key.replaceAll('_', ' '), type, writable: true });
  const options = (...ids: string[]) => ids.map((id) => ({ id, name: id }));
  expect(await hubspot.describeFields?.(client, 'companies', signal)).toEqual([
    field('city', 'text'),
    field('region', 'text'),
    field('health_score', 'number'),
    field('renews', 'boolean'),
    { ...field('products', 'multi_select'), options: options('crm', 'cms', 'ops') },
    { ...field('tier', 'select'), options: options('gold', 'silver') },
  ]);
  expect(await hubspot.describeFields?.(client, 'owners', signal)).toEqual([]);
});

it('says which account answers, and refuses another one than the settings name', async () => {
  const { client, sandbox } = await start({ contacts: 1 });
  const { account } = await checkConnection(client, signal);
  expect(account).toContain(String(sandbox.portalId));
  const other = connectTo(sandbox, { portalId: 12 });
  await expect(checkConnection(other, signal)).rejects.toMatchObject({ class: 'permission' });
  sandbox.expireTokens();
  await expect(checkConnection(client, signal)).rejects.toMatchObject({ class: 'auth' });
});
