import { claimFollower, type FollowerState, linkablePairs, releaseFollower, saveDuplicates } from '@syncline/store';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mergeDuplicate } from '../identity/decide-duplicate.ts';
import { actOnItem } from '../sync/act-on-item.ts';
import { approveMany } from '../testing/approve-many.ts';
import {
  type ApprovedContacts,
  approvalSettings as settings,
  startApprovedContacts,
} from '../testing/approved-contacts.ts';
import { tendProposals } from './carry-out-proposals.ts';

const CONTACTS = 30;

let world: ApprovedContacts;

beforeAll(async () => {
  world = await startApprovedContacts(CONTACTS + 5 + 8);
});
afterAll(() => world?.stop());

describe('writes that a policy speaks of', () => {
  it('wait together; what was approved is sent but where the remote has moved: that is proposed anew', async () => {
    await approveMany(world, world.ids.slice(0, CONTACTS), 4);
  });

  it('take in later edits while they wait: what was approved of an older one does not count', async () => {
    const { crm, engine, ids, edit, one, decide } = world;
    const id = ids[CONTACTS]!;
    await edit(id, { department: 'A' });
    await engine.quiet();
    const first = await one(id);
    expect(await decide(first, 'bob')).toEqual({ outcome: 'counted', missing: 1 });
    expect(await decide(first, 'bob')).toMatchObject({ outcome: 'refused', code: 'decided' });
    await edit(id, { phone: '+41 2' }, 'eve');
    await engine.quiet();
    const second = await one(id);
    expect(second).toMatchObject({ id: first.id, version: 2, approvals: 0, proposers: ['ada', 'eve'] });
    expect(second.diff.map(({ field }) => field).sort()).toEqual(['department', 'phone']);
    expect(await decide(first, 'zoe')).toMatchObject({ outcome: 'stale' });
    expect(await decide(second, 'eve (key other)')).toMatchObject({ outcome: 'refused', code: 'own' });
    expect(await decide(second, 'bob')).toEqual({ outcome: 'counted', missing: 1 });
    expect(await decide(second, 'zoe')).toEqual({ outcome: 'approved' });
    await engine.quiet();
    expect(crm.record('Contact', id)).toMatchObject({ Department: 'A', Phone: '+41 2' });
  });

  it('go without one when no policy speaks of them, and are nothing any more when the edit is taken back', async () => {
    const { crm, engine, ids, edit, waiting, one, stateOf } = world;
    const id = ids[CONTACTS + 1]!;
    await edit(id, { first_name: 'Free' });
    await engine.quiet();
    expect(crm.record('Contact', id)).toMatchObject({ FirstName: 'Free' });
    await edit(id, { title: 'Taken back' });
    await engine.quiet();
    const proposal = await one(id);
    await edit(id, { title: 'before' });
    await engine.quiet();
    expect(await waiting(id)).toEqual([]);
    expect(await stateOf(proposal.id)).toMatchObject({ state: 'superseded' });
  });

  it('that are rejected are not proposed again until they differ, or somebody asks for it', async () => {
    const { crm, engine, entities, ids, titleOf, edit, waiting, one, decide } = world;
    const id = ids[CONTACTS + 2]!;
    await edit(id, { title: 'No' });
    await engine.quiet();
    expect(await decide(await one(id), 'bob', 'reject')).toEqual({ outcome: 'rejected' });
    await engine.hint('crm', { stream: 'contacts', externalId: id, locator: id, scope: 'org' });
    crm.edit('Contact', id, { Description: 'something else' });
    await engine.quiet();
    expect(await waiting(id)).toEqual([]);
    expect(titleOf(id)).toBe('before');
    const { rows } = await engine.ctx.store.query<{ id: number; code: string }>(
      `select id, code from reconciliation_items where entity_id = $1 and state = 'open'`,
      [entities.get(id)],
    );
    expect(rows).toMatchObject([{ code: 'approval_rejected' }]);
    await actOnItem(engine.ctx, rows[0]!.id, { action: 'retry' }, { workspaceId: 1, actor: 'ada', why: 'once more' });
    await engine.quiet();
    expect(await decide(await one(id), 'bob')).toEqual({ outcome: 'approved' });
    await engine.quiet();
    expect(titleOf(id)).toBe('No');
  });

  it('that nobody approves in time are items, and the edit is kept', async () => {
    const { engine, entities, ids, titleOf, edit, one, decide, stateOf } = world;
    const id = ids[CONTACTS + 3]!;
    await edit(id, { title: 'Late' });
    await engine.quiet();
    const proposal = await one(id);
    await engine.ctx.store.query(`update proposals set expires_at = now() - interval '1 second' where id = $1`, [
      proposal.id,
    ]);
    await tendProposals(engine.ctx);
    expect(await stateOf(proposal.id)).toMatchObject({ state: 'expired' });
    expect(await decide(proposal, 'bob')).toMatchObject({ outcome: 'refused', code: 'ended' });
    const { rows } = await engine.ctx.store.query(
      `select r.code, e.fields ->> 'title' as title from reconciliation_items r join entities e on e.id = r.entity_id where r.entity_id = $1`,
      [entities.get(id)],
    );
    expect(rows).toEqual([{ code: 'approval_expired', title: 'Late' }]);
    expect(titleOf(id)).toBe('before');
  });

  it('go on when the policy that asked for it is gone', async () => {
    const { engine, ids, titleOf, edit, waiting, one } = world;
    const id = ids[CONTACTS + 4]!;
    await edit(id, { title: 'Free now' });
    await engine.quiet();
    await one(id);
    await engine.configure('approved', { ...settings, approvals: [] });
    await tendProposals(engine.ctx);
    await engine.quiet();
    expect(titleOf(id)).toBe('Free now');
    expect(await waiting(id)).toEqual([]);
    await engine.configure('approved', settings);
  });
});

describe('merges that a policy speaks of', () => {
  const ada = { workspaceId: 1, actor: 'ada', why: 'the same person' };
  let claimed: FollowerState;

  // The pairs are made up: the engine's own search would find that they are none, and close them in between.
  beforeAll(async () => {
    const { store } = world.engine.ctx;
    claimed = await vi.waitUntil(() => claimFollower(store, 'identity', 1, 600_000), { timeout: 60_000, interval: 50 });
  });
  afterAll(async () => {
    if (claimed) await releaseFollower(world.engine.ctx.store, claimed);
  });

  /** Two contacts that seem to be one: the nth pair of those that no other test touches. */
  const pairOf = async (n: number, probability = 0.8): Promise<{ id: number; ids: string[] }> => {
    const { engine, entities, ids } = world;
    const two = [0, 1].map((at) => entities.get(ids[CONTACTS + 5 + 2 * n + at]!)!);
    const [aId, bId] = [...two].sort() as [string, string];
    const found = { aId, bId, kind: 'contact', probability, evidence: [], heldBack: [], fingerprint: '' };
    await engine.ctx.store.transaction((tx) => saveDuplicates(tx, 1, [{ ...found, verdict: 'link' }]));
    const { rows } = await engine.ctx.store.query<{ id: number }>(`select id from duplicates where a_id = $1`, [aId]);
    return { id: rows[0]!.id, ids: [aId, bId] };
  };
  const stateOfPair = async (id: number) =>
    (await world.engine.ctx.store.query(`select state, why from duplicates where id = $1`, [id])).rows[0];
  const proposalOf = async (id: number) => {
    const outcome = await mergeDuplicate(world.engine.ctx, id, {}, ada);
    if (outcome.outcome !== 'waiting') throw new Error(JSON.stringify(outcome));
    return (await world.waiting()).find((each) => each.id === outcome.proposalId)!;
  };

  it('wait, are made when they are approved by somebody else, and are not asked for twice', async () => {
    const { engine, decide, stateOf } = world;
    const { id, ids } = await pairOf(0);
    expect(await linkablePairs(engine.ctx.store, 1, ['contact'], 0, 10)).toMatchObject([{ id }]);
    const proposal = await proposalOf(id);
    expect(proposal).toMatchObject({ kind: 'merge', policy: 'unsure merges', proposers: ['ada'] });
    expect((await proposalOf(id)).id).toBe(proposal.id);
    expect(await linkablePairs(engine.ctx.store, 1, ['contact'], 0, 10)).toEqual([]);
    expect(await stateOfPair(id)).toMatchObject({ state: 'open' });
    expect(await decide(proposal, 'ada')).toMatchObject({ outcome: 'refused', code: 'own' });
    expect(await decide(proposal, 'bob')).toEqual({ outcome: 'approved' });
    expect(await stateOf(proposal.id)).toMatchObject({ state: 'done' });
    expect(await stateOfPair(id)).toMatchObject({ state: 'merged' });
    const { rows } = await engine.ctx.store.query(`select actor, why from merges where survivor_id = any($1)`, [ids]);
    expect(rows).toEqual([{ actor: 'ada, approved by bob', why: 'the same person' }]);
  });

  it('are not made when one of the two has changed since they were proposed', async () => {
    const { engine, edit, decide, stateOf, entities } = world;
    const { id, ids } = await pairOf(1);
    const proposal = await proposalOf(id);
    const [changed] = [...entities].find(([, entity]) => entity === ids[0])!;
    await edit(changed, { first_name: 'Another' });
    await engine.quiet();
    expect(await decide(proposal, 'bob')).toEqual({ outcome: 'approved' });
    expect(await stateOf(proposal.id)).toMatchObject({ state: 'failed' });
    expect(await stateOfPair(id)).toMatchObject({ state: 'open' });
  });

  it('that are rejected are two', async () => {
    const { id } = await pairOf(2);
    expect(await world.decide(await proposalOf(id), 'bob', 'reject')).toEqual({ outcome: 'rejected' });
    expect(await stateOfPair(id)).toEqual({ state: 'dismissed', why: 'its merge was not approved' });
  });

  it('go without an approval where the policy does not ask for one', async () => {
    const { id } = await pairOf(3, 0.999);
    expect(await mergeDuplicate(world.engine.ctx, id, {}, ada)).toMatchObject({ outcome: 'merged' });
  });
});
