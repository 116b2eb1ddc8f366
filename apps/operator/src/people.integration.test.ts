import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';
import { startTwoOrganisations, type TwoOrganisations } from './testing/two-organisations.ts';

let sides: TwoOrganisations;
let app: App;
const { get, post, put } = callApi(() => app, 'anna');

/** Two users of the same e-mail addresses at both sides. */
let left: Record<string, unknown>[];
let right: Record<string, unknown>[];
const member = (connection: string) => ({ connection, stream: 'users', direction: 'in', fields: { name: 'name' } });

beforeAll(async () => {
  sides = await startTwoOrganisations();
  app = await createOperatorApp({ context: sides.engine.ctx });
  left = [...sides.left.records('User')].slice(0, 2);
  right = [...sides.right.records('User')].slice(0, 2);
  const settings = {
    people: [{ left: left[0]!['Id'], right: right[0]!['Id'] }],
    kinds: { user: { members: [member('left'), member('right')] } },
  };
  expect((await post('/api/v1/sync/configs', { name: 'who', settings })).status).toBe(201);
  for (const [side, users] of [
    ['left', left],
    ['right', right],
  ] as const)
    for (const { Id } of users)
      await sides.engine.hint(side, { stream: 'users', externalId: String(Id), locator: null, scope: 'org' });
  await sides.engine.quiet();
});
afterAll(async () => {
  await app?.close();
  await sides?.stop();
});

it('lists whom neither the table nor a match knows at another side, and who they may be there', async () => {
  const { items } = await get('/api/v1/sync/people?unmapped=true');
  expect(items).toMatchObject([
    {
      connection_name: 'left',
      external_id: left[1]!['Id'],
      name: left[1]!['Name'],
      linked_at: [],
      missing_at: ['right/users'],
    },
    { connection_name: 'right', external_id: right[1]!['Id'], missing_at: ['left/users'] },
  ]);
  expect(items[0].suggestions).toMatchObject([
    { connection_name: 'right', called_as: right[1]!['Id'], email: left[1]!['Email'], score: 1, why: 'same_email' },
  ]);
});

it('does not list whom the table knows as missing', async () => {
  expect((await get('/api/v1/sync/people?unmapped=false')).items).toMatchObject([
    { external_id: left[0]!['Id'], linked_at: ['right/users'], missing_at: [], suggestions: [] },
    { external_id: right[0]!['Id'], linked_at: ['left/users'], missing_at: [], suggestions: [] },
  ]);
  expect((await get('/api/v1/sync/people')).items).toHaveLength(4);
});

it('refuses what it does not understand, and is described', async () => {
  expect((await get('/api/v1/sync/people?unmapped=maybe')).status).toBe(400);
  expect((await get('/api/v1/sync/people?cursor=nonsense')).status).toBe(400);
  const { paths, components } = await get('/openapi.json');
  expect(paths['/api/v1/sync/people'].get.responses['200']).toBeDefined();
  expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(['Person', 'PersonSuggestion']));
});

describe('a decision about two users', () => {
  const entityAt = async (side: string, id: unknown): Promise<string> => {
    const { items } = await get(`/api/v1/sync/people?connection=${side}`);
    return items.find((each: { external_id: string }) => each.external_id === id).entity_id;
  };

  it('that they are two ends the suggestion', async () => {
    const [person, other] = [await entityAt('left', left[1]!['Id']), await entityAt('right', right[1]!['Id'])];
    const { status, body } = await put(`/api/v1/sync/people/${person}/different`, { entity_id: other });
    expect([status, body]).toEqual([200, { entity_id: person, decision: 'different' }]);
    for (const { suggestions } of (await get('/api/v1/sync/people?unmapped=true')).items)
      expect(suggestions).toEqual([]);
  });

  it('that they are one makes them one entity and a line of the config, and is the same when it is said again', async () => {
    const [person, other] = [await entityAt('left', left[1]!['Id']), await entityAt('right', right[1]!['Id'])];
    const same = { entity_id: other, why: 'I know her' };
    expect((await put(`/api/v1/sync/people/${person}/same`, same)).status).toBe(200);
    expect((await get('/api/v1/sync/people?unmapped=true')).items).toEqual([]);
    expect(await entityAt('right', right[1]!['Id'])).toBe(person);
    const { items } = await get('/api/v1/sync/configs');
    expect(items[0].settings.people).toEqual([
      { left: left[0]!['Id'], right: right[0]!['Id'] },
      { left: left[1]!['Id'], right: right[1]!['Id'] },
    ]);
    expect((await put(`/api/v1/sync/people/${person}/same`, { entity_id: person })).status).toBe(200);
    expect((await get('/api/v1/audit')).items).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'person.same', why: 'I know her' })]),
    );
  });

  it('that they are two after all makes them two again, and neither a suggestion nor a line is left of it', async () => {
    const person = await entityAt('left', left[1]!['Id']);
    const apart = () =>
      put(`/api/v1/sync/people/${person}/apart`, { connection: 'right', external_id: right[1]!['Id'], why: 'Sorry' });
    const { status, body } = await apart();
    const other = await entityAt('right', right[1]!['Id']);
    expect([status, body]).toEqual([200, { entity_id: person, decision: 'apart', other_id: other }]);
    expect(other).not.toBe(person);
    const { items } = await get('/api/v1/sync/people?unmapped=true');
    expect(items).toMatchObject([{ suggestions: [] }, { suggestions: [] }]);
    const { items: configs } = await get('/api/v1/sync/configs');
    expect(configs[0].settings.people).toEqual([{ left: left[0]!['Id'], right: right[0]!['Id'] }]);
    expect((await apart()).body).toEqual(body);
    const { items: audit } = await get('/api/v1/audit');
    expect(audit.filter(({ action }: { action: string }) => action === 'person.apart')).toMatchObject([
      { why: 'Sorry' },
    ]);
    const alone = { connection: 'left', external_id: left[1]!['Id'] };
    expect((await put(`/api/v1/sync/people/${person}/apart`, alone)).status).toBe(409);
    expect((await put(`/api/v1/sync/people/${person}/apart`, { ...alone, external_id: 'nobody' })).status).toBe(404);
  });

  it('is taken back in the file, where a file says that they are one', async () => {
    const person = await entityAt('left', left[0]!['Id']);
    const { settings } = (await get('/api/v1/sync/configs')).items[0];
    const { kinds } = settings;
    const members = Object.fromEntries(
      kinds.user.members.map((each: { connection: string; stream: string }) => [
        `${each.connection}/${each.stream}`,
        each,
      ]),
    );
    const who = { settings: { people: settings.people, kinds: { user: { members } } } };
    const nothing = { connections: {}, schedules: {}, windows: {}, alerts: {}, alert_routes: {} };
    const configuration = { workspaces: { default: { ...nothing, sync_configs: { who } } } };
    const places = { '/workspaces/default/sync_configs/who/settings/people': 'syncline.yaml:7' };
    const applied = await post('/api/v1/configuration/apply', { configuration, places });
    expect([applied.status, applied.body.detail]).toEqual([200, undefined]);
    const { status, body } = await put(`/api/v1/sync/people/${person}/apart`, {
      connection: 'right',
      external_id: right[0]!['Id'],
    });
    expect(status).toBe(409);
    for (const part of ['syncline.yaml:7', `right: ${String(right[0]!['Id'])}`, 'apply the file'])
      expect(body.detail).toContain(part);
    expect(await entityAt('right', right[0]!['Id'])).toBe(person);
  });

  it('is refused where nobody can be meant', async () => {
    const [first, second] = [await entityAt('left', left[0]!['Id']), await entityAt('left', left[1]!['Id'])];
    expect((await put(`/api/v1/sync/people/${first}/same`, { entity_id: second })).status).toBe(409);
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await put(`/api/v1/sync/people/${first}/same`, { entity_id: nobody })).status).toBe(404);
    expect((await put(`/api/v1/sync/people/${first}/different`, { entity_id: first })).status).toBe(409);
  });
});
