import { expect, it } from 'vitest';
import { API, fetchOne, signal, start, streamNamed } from '../testing/start-gitlab.ts';

const workItems = streamNamed('work_items');
const writes = workItems.writes!;

it('the parent of a task is an issue, which it is made below, moved below and taken out of', async () => {
  const { client } = await start({ issues: 2, tasks: 0 });
  const shown = async (externalId: string, locator: string | null) =>
    fetchOne(client, 'work_items', Number(externalId), locator!);
  const fields = { title: 'Part', issue_type: 'Task', parent: '1001' };
  const ownKey = 'syncline-0198c1a0-0000-7000-8000-000000000001';
  const { key } = await writes.create!(client, { scope: API, fields, ownKey, parents: {}, locators: {} }, signal);
  expect(await shown(key.externalId, key.locator)).toMatchObject({
    fields: { parent: '1001' },
    references: expect.arrayContaining([{ relation: 'child_of', stream: 'issues', externalId: '1001' }]) as unknown,
  });
  const update = (patch: Record<string, string | null>) =>
    writes.update!(client, { key, fields: patch, ownKey, expected: {}, locators: {}, expectedVersion: null }, signal);
  await update({ parent: '1002' });
  expect(await shown(key.externalId, key.locator)).toMatchObject({ fields: { parent: '1002' } });
  await update({ parent: null });
  expect(await shown(key.externalId, key.locator)).toMatchObject({ fields: { parent: null } });
  await expect(update({ parent: key.externalId })).rejects.toMatchObject({ class: 'invalid', field: 'parent' });
});
