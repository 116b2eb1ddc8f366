import { spawn } from 'node:child_process';
import { createStubSandbox, type StubSandbox } from '@syncline/connector-stub/sandbox';
import { afterAll, expect, it } from 'vitest';
import { createStubClient, type StubClient } from './client.ts';
import { stub } from './connector.ts';
import { stubSettings } from './settings.ts';

const open: StubSandbox[] = [];
afterAll(() => Promise.all(open.map((sandbox) => sandbox.close())));
const signal = new AbortController().signal;
const accounts = stub.streams.find(({ name }) => name === 'accounts')!;

async function world(records: number): Promise<{ readonly sandbox: StubSandbox; readonly client: StubClient }> {
  const sandbox = await createStubSandbox({ records });
  open.push(sandbox);
  const client = createStubClient({
    baseUrl: sandbox.url,
    settings: stubSettings.parse(sandbox.settings),
    secrets: sandbox.secrets,
    fetch: () => {
      throw new Error('the stub made a call');
    },
  });
  return { sandbox, client };
}

async function list(client: StubClient): Promise<readonly unknown[]> {
  const page = await accounts.readPage(client, { scope: client.world, cursor: null, since: null }, signal);
  return accounts.parsePage(page.raw);
}

const create = (client: StubClient, ownKey: string, name: string) =>
  accounts.writes!.create!(
    client,
    { ownKey, fields: { name }, parents: {}, locators: {}, scope: client.world },
    signal,
  );

it('shows the same ids and time stamps after the same requests, and makes no call', async () => {
  const [one, other] = [await world(3), await world(3)];
  for (const { client } of [one, other]) {
    await stub.check(client, signal);
    await create(client, 'a'.repeat(22), 'First');
    await create(client, 'b'.repeat(22), 'Second');
  }
  expect(await list(one.client)).toEqual(await list(other.client));
  expect(await list(one.client)).toHaveLength(5);
});

it('keeps nothing of what it refuses', async () => {
  const { client } = await world(1);
  await expect(create(client, 'c'.repeat(22), ' ')).rejects.toMatchObject({ class: 'invalid', field: 'name' });
  expect(await list(client)).toHaveLength(1);
});

it('is one world for many processes, in which each record is made once', async () => {
  const { sandbox, client } = await world(0);
  const script = `
    import { stub } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
    const client = stub.createClient({ baseUrl: '', settings: ${JSON.stringify(sandbox.settings)}, secrets: ${JSON.stringify(sandbox.secrets)} });
    const { writes } = stub.streams.find(({ name }) => name === 'accounts');
    for (let i = 0; i < 20; i++)
      await writes.create(client, { ownKey: 'key' + i, fields: { name: 'Account ' + i }, parents: {}, locators: {}, scope: client.world }, new AbortController().signal);
  `;
  const run = () =>
    new Promise<number | null>((resolve, reject) =>
      spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit', cwd: import.meta.dirname })
        .once('error', reject)
        .once('close', resolve),
    );
  expect(await Promise.all([run(), run(), run()])).toEqual([0, 0, 0]);
  expect(await list(client)).toHaveLength(20);
});
