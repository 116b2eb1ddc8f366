import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';
import { contactSettings, startTwoOrganisations, type TwoOrganisations } from './testing/two-organisations.ts';

interface Settings {
  kinds: { contact: { policies: Record<string, unknown>; members: { fields: Record<string, unknown> }[] } };
}

let sides: TwoOrganisations;
let app: App;
let configId: number;
const { get, patch, post } = callApi(() => app, 'anna');

/** The right says what a title is, which is written at neither; the telephone is not kept. */
const before = () => {
  const settings = contactSettings({
    title: { mode: 'remote_wins', streams: ['right/contacts'] },
  }) as unknown as Settings;
  for (const member of settings.kinds.contact.members) {
    const { phone: _, ...others } = member.fields;
    member.fields = { ...others, title: { remote: 'title', direction: 'in' } };
  }
  return settings;
};
/** What the left says of a title holds at both. */
const after = () => {
  const settings = contactSettings({
    title: { mode: 'remote_wins', streams: ['left/contacts'] },
  }) as unknown as Settings;
  for (const member of settings.kinds.contact.members) delete member.fields['phone'];
  return settings;
};

beforeAll(async () => {
  sides = await startTwoOrganisations();
  app = await createOperatorApp({ context: sides.engine.ctx });
  const config = { name: 'mirror', two_way_create: true, settings: before() };
  const made = await post('/api/v1/sync/configs', config);
  configId = made.body.id;
});
afterAll(async () => {
  await app?.close();
  await sides?.stop();
});

it('offers the presets that come along, with the names that they have for connections', async () => {
  const { items } = await get('/api/v1/sync/presets');
  const preset = items.find((each: { name: string }) => each.name === 'github-jira');
  expect(preset).toMatchObject({ connections: ['github', 'jira'], two_way_create: true });
  expect(Object.keys(preset.settings.kinds)).toContain('work_item');
});

it('shows what differs from before, which is left as it is', async () => {
  const twins = await sides.makeTwins({ LastName: 'Seen', Email: 'seen@example.org', Phone: '+41 44 668 18 00' });
  const body = { id: configId, settings: contactSettings({}), two_way_create: true };
  const { entities } = (await post('/api/v1/sync/configs/preview', body)).body;
  expect(entities.find((each: { entity_id: string }) => each.entity_id === twins.entityId)).toMatchObject({
    when: 'in_step',
    sides: [{ connection_name: 'right', op: 'none', fields: [{ field: 'phone', from: null, left: true }] }],
  });
});

it('foretells what a change would write, writes nothing, and is borne out when the change is made', async () => {
  const twins = await sides.makeTwins({ LastName: 'Torn', Email: 'torn@example.org', Title: 'Said at the left' });
  sides.right.edit('Contact', twins.right, { Title: 'Said at the right' });
  await sides.settle(['right', twins.right]);
  expect((await get(`/api/v1/entities/${twins.entityId}`)).fields.title).toBe('Said at the right');
  const settings = after();
  const writebacks = (await get('/api/v1/writebacks')).items.length;

  const { status, body } = await post('/api/v1/sync/configs/preview', { id: configId, settings, two_way_create: true });
  expect(status).toBe(200);
  expect(body.entities.find((each: { entity_id: string }) => each.entity_id === twins.entityId)).toMatchObject({
    kind: 'contact',
    when: 'at_once',
    hub: [{ field: 'title', from: 'Said at the right', to: 'Said at the left' }],
    sides: [
      {
        connection_name: 'right',
        external_id: twins.right,
        op: 'update',
        fields: [{ field: 'title', from: 'Said at the right', to: 'Said at the left', left: false }],
      },
    ],
    conflicts: [],
  });
  await sides.engine.quiet();
  expect((await get('/api/v1/writebacks')).items).toHaveLength(writebacks);
  expect(await get(`/api/v1/sync/configs/${configId}`)).toMatchObject({ version: 1, settings: before() });
  expect(sides.right.record('Contact', twins.right)).toMatchObject({ Title: 'Said at the right' });

  await patch(`/api/v1/sync/configs/${configId}`, { settings });
  const said = async () => {
    await sides.engine.quiet();
    return sides.right.record('Contact', twins.right)?.['Title'];
  };
  await expect.poll(said, { timeout: 60_000 }).toBe('Said at the left');
});

it('says in the same words as saving does what is not right', async () => {
  const settings = contactSettings() as { kinds: { contact: { policy: string } } };
  settings.kinds.contact.policy = 'last_wins';
  const preview = await post('/api/v1/sync/configs/preview', { id: configId, settings });
  const saving = await patch(`/api/v1/sync/configs/${configId}`, { settings });
  expect(preview.status).toBe(422);
  expect(preview.body.errors).toEqual(saving.body.errors);
  expect(preview.body.errors[0].field).toBe('settings.kinds.contact.policy');
});
