import { bindParameters, type Finding, findingOf } from '@syncline/insights';
import {
  claimInsightRule,
  closeFindingsOfOthers,
  closeUnseen,
  FIRST_PLACEHOLDER,
  type InsightFindingRow,
  isLastRun,
  keepFindings,
  listWorkspaces,
  noteRun,
  readRuleStates,
  runRule,
  type Sql,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { inEachWorkspace } from '../events/in-each-workspace.ts';
import type { TimedTask } from '../roles.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { proposeFinding, withdrawProposals } from './propose-finding.ts';
import { rulesOf, type WorkspaceRule } from './rules-in-force.ts';

type Row = Parameters<typeof findingOf>[1];

const MAX_FINDINGS = 1_000;
/** Beyond the time that a rule is given itself. */
const LEASE_SLACK_MS = 60_000;

/** Runs the rules that are due, a workspace after the other; several schedulers may do it. */
export function insightsTask(ctx: EngineContext): TimedTask {
  const name = 'run insights';
  return {
    name,
    everyMs: 5_000,
    run: async (signal) => {
      const workspaceIds = (await listWorkspaces(ctx.store)).map(({ id }) => id);
      await inEachWorkspace(ctx, name, workspaceIds, signal, (id) => runInsights(ctx, id, signal));
    },
  };
}

/** Runs the rules of a workspace that are due, and ends what rules had said that are in force no longer. */
export async function runInsights(ctx: EngineContext, workspaceId: number, signal?: AbortSignal): Promise<void> {
  const rules = (await rulesOf(ctx, ctx.store, workspaceId)).filter(({ enabled }) => enabled);
  const now = ctx.clock.now();
  const states = await readRuleStates(ctx.store, workspaceId);
  const resting = new Set(states.filter(({ dueAt }) => dueAt > now).map(({ rule }) => rule));
  for (const rule of rules) {
    if (signal?.aborted) return;
    if (!resting.has(rule.id)) await runInsight(ctx, workspaceId, rule);
  }
  await ctx.store.transaction(async (tx) => {
    const ids = rules.map(({ id }) => id);
    await withdrawProposals(tx, await closeFindingsOfOthers(tx, workspaceId, ids));
  });
}

async function runInsight(ctx: EngineContext, workspaceId: number, rule: WorkspaceRule): Promise<void> {
  const timeoutMs = rule.timeoutSeconds * 1_000;
  const pass = await claimInsightRule(ctx.store, workspaceId, rule.id, timeoutMs + LEASE_SLACK_MS);
  if (pass === null) return;
  const began = ctx.clock.now().getTime();
  const { text, values } = bindParameters(rule.sql, rule.params, FIRST_PLACEHOLDER);
  const answer = await runRule(ctx.store, { workspaceId, sql: text, values, timeoutMs, maxRows: MAX_FINDINGS });
  const tookMs = ctx.clock.now().getTime() - began;
  const run = { workspaceId, rule: rule.id, severity: rule.severity, pass };
  const everyMs = rule.everyMinutes * 60_000;
  const read = answer.outcome === 'rows' ? findingsIn(rule, answer.rows) : answer.reason;
  if (typeof read === 'string' || answer.outcome === 'failed') {
    const error = typeof read === 'string' ? read : '';
    ctx.logger.warn({ rule: rule.id, file: rule.file, workspaceId, error }, 'a rule of insights failed');
    return noteRun(ctx.store, { ...run, tookMs, found: null, error }, everyMs);
  }
  await ctx.store.transaction(async (tx) => {
    if (!(await isLastRun(tx, workspaceId, rule.id, pass))) return;
    const open = await keepFindings(tx, run, [...read.values()]);
    // What was cut off may hold still.
    if (!answer.isCut) await withdrawProposals(tx, await closeUnseen(tx, run));
    await proposeAll(ctx, tx, rule, open, read);
    await noteRun(tx, { ...run, tookMs, found: read.size, error: answer.isCut ? cut : null }, everyMs);
  });
}

const cut = `It finds more than ${MAX_FINDINGS}: the first are kept, and none of the others is closed. Narrow it down.`;

/** By their keys; a string says why the rows are no findings. */
function findingsIn(rule: WorkspaceRule, rows: readonly Row[]): Map<string, Finding> | string {
  const findings = new Map<string, Finding>();
  for (const row of rows) {
    const finding = findingOf(rule, row);
    if (typeof finding === 'string') return `${rule.file}, line ${rule.line}, ${rule.id}: ${finding}.`;
    if (findings.has(finding.key))
      return `${rule.file}, line ${rule.line}, ${rule.id}: it has several rows for ${finding.key}; group them, or name the column that tells them apart as key.`;
    findings.set(finding.key, finding);
  }
  return findings;
}

async function proposeAll(
  ctx: EngineContext,
  tx: Sql,
  rule: WorkspaceRule,
  open: readonly InsightFindingRow[],
  read: ReadonlyMap<string, Finding>,
): Promise<void> {
  if (!rule.proposal) return;
  const plan = await loadPlan(ctx, tx, open[0]?.workspaceId ?? 0);
  for (const finding of open) {
    const asked = read.get(finding.key)?.proposal;
    if (asked) await proposeFinding(ctx, tx, plan, finding, asked);
  }
}
