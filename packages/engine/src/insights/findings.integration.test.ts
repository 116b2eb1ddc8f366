import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type InsightView,
  listAudit,
  listInsights,
  listProposals,
  makeRulesDue,
  saveConfigResource,
  showInsight,
} from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideProposal } from '../approvals/decide-proposal.ts';
import { editEntity } from '../sync/edit-entity.ts';
import { fillGraph } from '../testing/fill-graph.ts';
import { dismissInsight } from './dismiss-insight.ts';
import { runInsights } from './run-insights.ts';
import { runInsightsNow, showInsightRules } from './show-rules.ts';

const pack = `
version: 1
rules:
  - id: big_without_segment
    title: Big accounts without a segment
    params: { employees: 100 }
    sql: |
      select a.id as entity_id, a.name, a.employees, a.industry
      from accounts a where a.employees > :employees and a.segment is null
    evidence: [name, employees, industry]
    watch: [employees]
    says: "{name} has {employees} people and no segment"
    proposal:
      title: "{name} is an enterprise"
      fields: { segment: enterprise, description: "in {industry}" }
  - id: broken_at_work
    title: What fails when it is run
    sql: select a.id as entity_id, 1 / (a.employees - a.employees) as n from accounts a where a.employees is not null
    evidence: [n]
    says: "{n}"
  - id: says_too_much
    title: Several rows of one entity
    sql: select a.id as entity_id, n from accounts a cross join unnest(array[1, 2]) as n where a.name = 'Nordwind'
    evidence: [n]
    says: "{n}"
  - id: left_out
    title: What is not taken
    sql: select pg_sleep(1)
    evidence: [n]
    says: "{n}"
`;

let engine: TestEngine;
let nordwind: string;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-rules-'));
  writeFileSync(join(folder, 'ours.yaml'), pack);
  engine = await startTestEngine({
    workers: false,
    sandbox: { issues: 1, repositories: 1 },
    config: { insightPacks: [folder] },
  });
  const fields = { name: 'Nordwind', employees: 250, industry: 'wind' };
  [nordwind] = (await fillGraph(engine.ctx.store, engine.connectionId, [{ kind: 'account', fields }])) as [string];
});
afterAll(() => engine?.stop());

const look = async (rule = 'big_without_segment'): Promise<void> => {
  await makeRulesDue(engine.ctx.store, 1, [rule]);
  await runInsights(engine.ctx, 1);
};
const finding = async (): Promise<InsightView> => {
  const { items } = await listInsights(engine.ctx.store, 1, { rule: 'big_without_segment' }, { limit: 10 });
  expect(items).toHaveLength(1);
  return items[0]!;
};
const edit = (fields: Record<string, string | number | null>) =>
  editEntity(engine.ctx, { workspaceId: 1, entityId: nordwind, kind: 'account', fields, actor: 'ada' });
const by = { workspaceId: 1, actor: 'ada', why: 'they want none' };
const told = async (id: number): Promise<string[]> => {
  const { rows } = await engine.ctx.store.query<{ type: string }>(
    `select type from events where type like 'insight.%' and payload->>'insight' = $1 order by id`,
    [String(id)],
  );
  return rows.map(({ type }) => type.slice('insight.'.length));
};
const proposal = async (id: number | null) =>
  (await listProposals(engine.ctx.store, 1, {}, { limit: 50 })).items.find((each) => each.id === id)!;

describe('the life of a finding', () => {
  it('is opened once, with its evidence, and stays as long as it holds', async () => {
    await look();
    const first = await finding();
    expect(first).toMatchObject({
      state: 'open',
      entityId: nordwind,
      entityKind: 'account',
      summary: 'Nordwind has 250 people and no segment',
      evidence: { name: 'Nordwind', employees: 250, industry: 'wind' },
      timesOpened: 1,
    });
    await look();
    const again = await finding();
    expect(again).toMatchObject({ id: first.id, state: 'open', openedAt: first.openedAt });
    expect(again.seenAt.getTime()).toBeGreaterThan(first.seenAt.getTime());
    expect(await told(first.id)).toEqual(['opened']);
  });

  it('what its rule proposes waits for an approval, and is written when it has it', async () => {
    const { proposalId } = await finding();
    const waiting = await proposal(proposalId);
    expect(waiting).toMatchObject({
      kind: 'enrichment',
      state: 'waiting',
      title: 'Nordwind is an enterprise',
      proposers: ['insights: big_without_segment'],
      diff: expect.arrayContaining([{ field: 'segment', before: null, after: 'enterprise' }]),
      role: 'approver',
      needed: 1,
    });
    await look();
    expect((await finding()).proposalId).toBe(proposalId);
    const verdict = { workspaceId: 1, verdict: 'approve' as const, actor: 'bob', words: null };
    const refused = await decideProposal(engine.ctx, waiting.id, waiting.digest, { ...verdict, role: 'viewer' });
    expect(refused).toMatchObject({ outcome: 'refused', code: 'role' });
    await decideProposal(engine.ctx, waiting.id, waiting.digest, { ...verdict, role: 'approver' });
    expect(await proposal(proposalId)).toMatchObject({ state: 'done' });
    const { rows } = await engine.ctx.store.query('select fields from entities where id = $1', [nordwind]);
    expect(rows[0]!['fields']).toMatchObject({ segment: 'enterprise', description: 'in wind' });
  });

  it('closes by itself when it holds no longer, and opens again when it does', async () => {
    await look();
    const { id, closedAt } = await finding();
    expect(closedAt).not.toBeNull();
    expect(await finding()).toMatchObject({ state: 'closed' });
    await edit({ segment: null });
    await look();
    expect(await finding()).toMatchObject({ id, state: 'open', timesOpened: 2, closedAt: null });
    expect(await told(id)).toEqual(['opened', 'closed', 'reopened']);
  });

  it('is proposed anew then; what has changed meanwhile is not written over', async () => {
    const { proposalId } = await finding();
    const waiting = await proposal(proposalId);
    expect(waiting.state).toBe('waiting');
    await edit({ segment: 'public' });
    const verdict = {
      workspaceId: 1,
      verdict: 'approve' as const,
      actor: 'bob',
      words: null,
      role: 'approver' as const,
    };
    await decideProposal(engine.ctx, waiting.id, waiting.digest, verdict);
    expect(await proposal(proposalId)).toMatchObject({
      state: 'failed',
      reason: 'segment has changed since it was proposed.',
    });
    await edit({ segment: null, description: null });
    await look();
    expect((await proposal((await finding()).proposalId)).state).toBe('waiting');
  });

  it('is dismissed with the reason, which the audit keeps; what it has proposed is withdrawn', async () => {
    const { id, proposalId } = await finding();
    expect(await dismissInsight(engine.ctx, id, by)).toEqual({ outcome: 'done' });
    expect(await finding()).toMatchObject({ state: 'dismissed', dismissedBy: 'ada', why: 'they want none' });
    expect((await proposal(proposalId)).state).toBe('superseded');
    expect(await dismissInsight(engine.ctx, id, by)).toMatchObject({ outcome: 'refused' });
    expect(await dismissInsight(engine.ctx, 4711, by)).toEqual({ outcome: 'not_found' });
    const { items } = await listAudit(engine.ctx.store, 1, {}, { limit: 20 });
    expect(items.find(({ action }) => action === 'insight.dismissed')).toMatchObject({
      actor: 'ada',
      why: 'they want none',
      entityId: nordwind,
    });
  });

  it('stays dismissed by the same evidence, and by other evidence that is not watched', async () => {
    await edit({ industry: 'solar' });
    await look();
    expect(await finding()).toMatchObject({ state: 'dismissed', evidence: { industry: 'solar' } });
  });

  it('is reopened when what is watched says something else', async () => {
    await edit({ employees: 900 });
    await look();
    const { id, state } = await finding();
    expect(state).toBe('open');
    expect((await told(id)).slice(-2)).toEqual(['dismissed', 'reopened']);
  });

  it('has nobody else run a rule at the same time', async () => {
    await makeRulesDue(engine.ctx.store, 1, ['big_without_segment']);
    const passOf = async () => {
      const { rows } = await engine.ctx.store.query<{ pass: number }>(
        `select pass from insight_rules where workspace_id = 1 and rule = 'big_without_segment'`,
      );
      return rows[0]!.pass;
    };
    const before = await passOf();
    await Promise.all([1, 2, 3].map(() => runInsights(engine.ctx, 1)));
    expect(await passOf()).toBe(before + 1);
  });
});

describe('what a workspace says of rules', () => {
  const configure = (name: string, value: Record<string, unknown>) =>
    saveConfigResource(engine.ctx.store, {
      workspaceId: 1,
      kind: 'insight',
      name,
      managedBy: 'api',
      value: value as never,
      applied: null,
      kept: {},
      origins: {},
    });

  it('other parameters and severities count at the next run', async () => {
    await configure('big_without_segment', { severity: 'critical', params: { employees: 1_000 } });
    await look();
    expect(await finding()).toMatchObject({ state: 'closed' });
    await configure('big_without_segment', { severity: 'critical', params: { employees: 10 } });
    await look();
    expect(await finding()).toMatchObject({ state: 'open', severity: 'critical' });
  });

  it('a parameter of another type is said, and not taken', async () => {
    await configure('big_without_segment', { params: { employees: 'many' } });
    const { rules } = await showInsightRules(engine.ctx, 1);
    expect(rules.find(({ rule }) => rule.id === 'big_without_segment')!.error).toContain('employees of big_without');
  });

  it('what is turned off closes what it has said, and does not run', async () => {
    await configure('big_without_segment', { enabled: false });
    await look();
    expect(await finding()).toMatchObject({ state: 'closed' });
    expect(await runInsightsNow(engine.ctx, 1, 'big_without_segment')).toBeNull();
  });

  it('names of no rule are told', async () => {
    await configure('big_without_segmend', { enabled: false });
    const { problems } = await showInsightRules(engine.ctx, 1);
    expect(problems.map(({ rule }) => rule)).toContain('big_without_segmend');
  });
});

describe('rules that can not be run', () => {
  it('say why, and the others are run', async () => {
    await runInsights(engine.ctx, 1);
    const { rules, problems } = await showInsightRules(engine.ctx, 1);
    const errorOf = (id: string) => rules.find(({ rule }) => rule.id === id)?.error;
    expect(errorOf('broken_at_work')).toContain('division by zero');
    expect(errorOf('says_too_much')).toContain('ours.yaml, line 21, says_too_much: it has several rows');
    expect(errorOf('account_without_owner')).toBeNull();
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'ours.yaml', line: 28, rule: 'left_out', message: expect.any(String) }),
    );
    expect(await showInsight(engine.ctx.store, 2, 1)).toBeNull();
  });
});
