import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';
import { contactSettings, startTwoOrganisations, type TwoOrganisations } from './testing/two-organisations.ts';

let sides: TwoOrganisations;
let app: App;
const { get, patch, post } = callApi(() => app, 'anna');

beforeAll(async () => {
  sides = await startTwoOrganisations();
  app = await createOperatorApp({ context: sides.engine.ctx });
  await post('/api/v1/sync/configs', { name: 'mirror', two_way_create: true, settings: contactSettings() });
});
afterAll(async () => {
  await app?.close();
  await sides?.stop();
});

interface Conflict {
  readonly item: string;
  readonly entityId: string;
  readonly left: string;
  readonly right: string;
}

/** Two titles at odds: the hub has the left one, and the right one waits. */
async function conflictOf(name: string): Promise<Conflict> {
  const twins = await sides.makeTwins({ LastName: name, Email: `${name}@example.org`, Title: 'before' });
  sides.left.edit('Contact', twins.left, { Title: 'of the left' });
  sides.right.edit('Contact', twins.right, { Title: 'of the right' });
  await sides.settle(['left', twins.left]);
  await sides.settle(['right', twins.right]);
  const { items } = await get(`/api/v1/reconciliation?entityId=${twins.entityId}`);
  expect(items).toHaveLength(1);
  return { ...twins, item: `/api/v1/reconciliation/${items[0].id}` };
}
const titles = ({ left, right }: Conflict) => [
  sides.left.record('Contact', left)?.Title,
  sides.right.record('Contact', right)?.Title,
];
const decide = async ({ item }: Conflict, action: string, value?: string) => {
  const answer = await post(`${item}/actions`, { action, why: 'in haste', ...(value === undefined ? {} : { value }) });
  expect(answer.status).toBe(200);
  await sides.engine.quiet();
};
const undo = async ({ item }: Conflict) => {
  const answer = await post(`${item}/undo`, { why: 'the wrong one' });
  await sides.engine.quiet();
  return answer;
};

it.each([
  ['take_local', undefined, ['of the left', 'of the left']],
  ['take_remote', undefined, ['of the right', 'of the right']],
  ['take_merged', 'of both', ['of both', 'of both']],
  ['ignore', undefined, ['of the left', 'of the right']],
])('takes %s back at every side, and the conflict waits as before', async (action, value, between) => {
  const conflict = await conflictOf(`back-${action}`);
  await decide(conflict, action, value);
  expect(titles(conflict)).toEqual(between);
  expect(await undo(conflict)).toMatchObject({
    status: 200,
    body: { state: 'open', resolution: null, resolvedBy: null },
  });
  expect(titles(conflict)).toEqual(['of the left', 'of the right']);
  const { items } = await get(`/api/v1/audit?entityId=${conflict.entityId}&action=item.undo`);
  expect(items).toMatchObject([{ actor: 'anna', why: 'the wrong one', details: { undone: action } }]);

  // What is read again changes nothing, and the next decision is carried out like the first.
  await sides.settle(['left', conflict.left], ['right', conflict.right]);
  expect(titles(conflict)).toEqual(['of the left', 'of the right']);
  expect(await get(conflict.item)).toMatchObject({ state: 'open', localValue: 'of the left' });
  await decide(conflict, 'take_merged', 'in the end');
  expect(titles(conflict)).toEqual(['in the end', 'in the end']);
});

it('is refused when the entity, or the remote, has moved on since', async () => {
  const edited = await conflictOf('edited');
  await decide(edited, 'take_remote');
  const path = `/api/v1/entities/${edited.entityId}`;
  await patch(path, { fields: { title: 'newer' } });
  await sides.engine.quiet();
  expect(await undo(edited)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('changed since, by') },
  });
  expect(titles(edited)).toEqual(['newer', 'newer']);

  const moved = await conflictOf('moved');
  await decide(moved, 'ignore');
  sides.right.edit('Contact', moved.right, { Title: 'newer' });
  await sides.settle(['right', moved.right]);
  const refused = await undo(moved);
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toMatch(/changed since|another value/);
});

it('lets what a person at the remote said meanwhile stand, also before it was read', async () => {
  const conflict = await conflictOf('unread');
  await decide(conflict, 'take_local');
  sides.right.edit('Contact', conflict.right, { Title: 'said just now' });
  await undo(conflict);
  await sides.settle(['right', conflict.right]);
  expect(sides.right.record('Contact', conflict.right)?.Title).toBe('said just now');
});

it('is refused where there is no decision to take back', async () => {
  const conflict = await conflictOf('open');
  expect(await undo(conflict)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('is open') } });
  await decide(conflict, 'take_remote');
  expect((await undo(conflict)).status).toBe(200);
  expect((await undo(conflict)).status).toBe(409);
  expect((await post('/api/v1/reconciliation/999999/undo', { why: 'x' })).status).toBe(404);
});
