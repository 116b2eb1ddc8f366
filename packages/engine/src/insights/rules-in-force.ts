import type { Rule } from '@syncline/insights';
import { listConfigResources, type Sql } from '@syncline/store';
import type { InsightRuleSettings } from '../configuration/insight-schema.ts';
import type { EngineContext } from '../context.ts';

/** A rule as a workspace has it. */
export interface WorkspaceRule extends Rule {
  readonly enabled: boolean;
  /** What the workspace says of it that can't be done; null: all of it can. */
  readonly problem: string | null;
}

/** The rules of all packs, as the configuration of a workspace changes them. */
export async function rulesOf(ctx: EngineContext, sql: Sql, workspaceId: number): Promise<WorkspaceRule[]> {
  const settings = await readRuleSettings(sql, workspaceId);
  return ctx.rulePack.rules.map((rule) => workspaceRule(rule, settings.get(rule.id) ?? {}));
}

/** What the configuration of a workspace says of rules, by their ids. */
export async function readRuleSettings(sql: Sql, workspaceId: number): Promise<Map<string, InsightRuleSettings>> {
  const rows = await listConfigResources(sql, workspaceId);
  return new Map(
    rows.flatMap(({ kind, name, value }): [string, InsightRuleSettings][] =>
      kind === 'insight' && value !== null ? [[name, value as InsightRuleSettings]] : [],
    ),
  );
}

function workspaceRule(rule: Rule, { enabled = true, severity, params = {} }: InsightRuleSettings): WorkspaceRule {
  const wrong = Object.entries(params).find(([name, value]) => typeof rule.params[name] !== typeof value);
  const problem = wrong === undefined ? null : sayWrong(rule, wrong[0]);
  return {
    ...rule,
    enabled,
    severity: severity ?? rule.severity,
    params: problem === null ? { ...rule.params, ...params } : rule.params,
    problem,
  };
}

function sayWrong({ id, params }: Rule, name: string): string {
  const standing = params[name];
  if (standing === undefined) {
    const names = Object.keys(params);
    return `${id} has no parameter ${name}${names.length === 0 ? '' : `; it has ${names.join(', ')}`}. It runs as its pack says.`;
  }
  return `${name} of ${id} is a ${typeof standing}, such as ${JSON.stringify(standing)}. It runs as its pack says.`;
}
