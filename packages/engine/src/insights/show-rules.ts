import type { PackProblem } from '@syncline/insights';
import { countOpenInsights, makeRulesDue, readRuleStates } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { readRuleSettings, rulesOf, type WorkspaceRule } from './rules-in-force.ts';

/** A rule, and how it goes. */
export interface InsightRuleView {
  readonly rule: WorkspaceRule;
  readonly open: number;
  readonly ranAt: Date | null;
  readonly tookMs: number | null;
  readonly found: number | null;
  /** Why its last run failed, or what of its settings can't be done. */
  readonly error: string | null;
}

/** The rules of a workspace with their last runs, and what is wrong with the packs. */
export async function showInsightRules(
  ctx: EngineContext,
  workspaceId: number,
): Promise<{ readonly rules: readonly InsightRuleView[]; readonly problems: readonly PackProblem[] }> {
  const states = new Map((await readRuleStates(ctx.store, workspaceId)).map((state) => [state.rule, state]));
  const open = await countOpenInsights(ctx.store, workspaceId);
  const rules = (await rulesOf(ctx, ctx.store, workspaceId)).map((rule): InsightRuleView => {
    const state = states.get(rule.id);
    return {
      rule,
      open: open.get(rule.id) ?? 0,
      ranAt: state?.ranAt ?? null,
      tookMs: state?.tookMs ?? null,
      found: state?.found ?? null,
      error: state?.error ?? rule.problem,
    };
  });
  return { rules, problems: [...ctx.rulePack.problems, ...(await namesOfNone(ctx, workspaceId))] };
}

async function namesOfNone(ctx: EngineContext, workspaceId: number): Promise<PackProblem[]> {
  const ids = new Set(ctx.rulePack.rules.map(({ id }) => id));
  const fix = `There are ${[...ids].join(', ')}.`;
  return [...(await readRuleSettings(ctx.store, workspaceId)).keys()]
    .filter((name) => !ids.has(name))
    .map((rule) => ({ file: 'configuration', line: 0, rule, message: 'no pack has a rule of this id', fix }));
}

/** Has rules run now, by the next look of a scheduler at them; null: there is none of that id, or it is turned off. */
export async function runInsightsNow(
  ctx: EngineContext,
  workspaceId: number,
  rule: string | null,
): Promise<readonly string[] | null> {
  const ids = (await rulesOf(ctx, ctx.store, workspaceId))
    .filter(({ id, enabled }) => enabled && (rule === null || id === rule))
    .map(({ id }) => id);
  if (rule !== null && ids.length === 0) return null;
  await makeRulesDue(ctx.store, workspaceId, ids);
  return ids;
}
