import { readBatch } from '@syncline/store';
import { expect } from 'vitest';
import { decideFiltered } from '../approvals/decide-proposal.ts';
import type { ApprovedContacts } from './approved-contacts.ts';

/**
 * So many writes wait, `moved` of their records are edited at the vendor meanwhile, and all are approved as they were seen:
 * the others go out, these come back as new proposals. A viewer and the proposer are refused.
 */
export async function approveMany(world: ApprovedContacts, many: readonly string[], movedCount: number): Promise<void> {
  const { engine, crm, edit, titleOf, waiting, stateOf, decide } = world;
  const audited = async (id: number): Promise<string[]> =>
    (
      await engine.ctx.store.query<{ line: string }>(
        `select action || ' ' || (details ->> 'state') as line from audit_log where subject like 'proposal ' || $1 || ':%' order by id`,
        [id],
      )
    ).rows.map(({ line }) => line);
  for (const id of many) await edit(id, { title: 'Chief' });
  await engine.quiet(60_000);
  expect(many.filter((id) => titleOf(id) !== 'before')).toEqual([]);
  const filter = { policy: 'titles' };
  const batch = await readBatch(engine.ctx.store, 1, filter);
  expect(batch.items).toHaveLength(many.length);

  const by = { workspaceId: 1, verdict: 'approve' as const, words: 'the new titles' };
  expect(
    await decideFiltered(engine.ctx, filter, 'not what was seen', { ...by, actor: 'bob', role: 'approver' }),
  ).toBeNull();
  const asViewer = await decideFiltered(engine.ctx, filter, batch.digest, { ...by, actor: 'vic', role: 'viewer' });
  expect(asViewer).toMatchObject({ done: 0, refused: { length: many.length } });
  const asProposer = await decideFiltered(engine.ctx, filter, batch.digest, { ...by, actor: 'ada', role: 'admin' });
  expect(asProposer).toMatchObject({ done: 0, refused: { length: many.length } });
  expect(many.filter((id) => titleOf(id) !== 'before')).toEqual([]);

  // In one field that is to be written, or in another one.
  const moved = many.slice(0, movedCount);
  for (const [n, id] of moved.entries())
    crm.edit('Contact', id, n % 2 === 0 ? { Title: 'theirs' } : { Phone: '+41 1' });
  const approved = await decideFiltered(engine.ctx, filter, batch.digest, { ...by, actor: 'bob', role: 'approver' });
  expect(approved).toEqual({ done: many.length, refused: [] });
  await engine.quiet(60_000);

  expect(many.filter((id) => titleOf(id) === 'Chief')).toEqual(many.slice(movedCount));
  expect(moved.map(titleOf)).toEqual(moved.map((_, n) => (n % 2 === 0 ? 'theirs' : 'before')));
  const anew = await waiting();
  expect(new Set(anew.map(({ externalId }) => externalId))).toEqual(new Set(moved));
  expect(anew).toHaveLength(movedCount);
  for (const { id, supersedes } of anew) expect(await stateOf(supersedes!)).toEqual({ state: 'superseded', by: id });
  const { rows } = await engine.ctx.store.query(
    `select state, count(*)::int as n from proposals group by 1 order by 1`,
  );
  expect(rows).toEqual([
    { state: 'done', n: many.length - movedCount },
    { state: 'superseded', n: movedCount },
    { state: 'waiting', n: movedCount },
  ]);

  // The digest of then approves nothing now; that of the new ones does.
  expect(await decide({ id: anew[0]!.id, digest: batch.items[0]!.digest }, 'bob')).toMatchObject({
    outcome: 'stale',
  });
  for (const proposal of anew) expect(await decide(proposal, 'bob')).toEqual({ outcome: 'approved' });
  await engine.quiet();
  expect(moved.map(titleOf)).toEqual(moved.map(() => 'Chief'));
  const first = anew[0]!;
  expect(await audited(first.id)).toEqual([
    'proposal.opened waiting',
    'proposal.decided waiting',
    'proposal.state_changed approved',
    'proposal.state_changed done',
  ]);
  expect(await audited(first.supersedes!)).toContain('proposal.state_changed superseded');
}
