import type { AlertFinding } from '@syncline/store';
import { type AlertRuleSettings, type AlertSignal, plainSignals } from '../configuration/alert-schema.ts';
import { durationMs } from '../configuration/operations-schema.ts';
import { type BuiltinRule, builtinRules } from './builtin-rules.ts';
import type { Reading, Readings } from './read-signals.ts';

/** Counts that are told of the workspace as a whole, unless a rule names connections. */
const sums: readonly AlertSignal[] = ['open_items', 'open_conflicts', 'failed_writebacks', 'failed_processes'];

export interface NamedRule extends AlertRuleSettings {
  readonly name: string;
  readonly title: string;
}

/** The rules in force: the builtin ones, and those of the configuration over them. */
export function rulesInForce(configured: ReadonlyMap<string, AlertRuleSettings>): NamedRule[] {
  const builtin = new Map<string, BuiltinRule>(Object.entries(builtinRules));
  const all = new Map<string, AlertRuleSettings>([...builtin, ...configured]);
  return [...all]
    .map(([name, rule]) => ({ ...rule, name, title: builtin.get(name)?.title ?? name.replaceAll(/[_-]/g, ' ') }))
    .filter(({ enabled }) => enabled !== false);
}

/** What holds now, of everything that the rules look at. Pure. `docs` is where the runbooks are. */
export function findAlerts(rules: readonly NamedRule[], readings: Readings, docs: string): AlertFinding[] {
  return rules.flatMap((rule) =>
    readings[rule.signal]
      .filter(({ connection }) => isMeant(rule, connection))
      .filter(({ value }) => holds(rule, value))
      .map(({ connection, value, detail }) => ({
        rule: rule.name,
        signal: rule.signal,
        connectionId: connection?.id ?? null,
        fingerprint: connection === null ? rule.name : `${rule.name} ${connection.id}`,
        severity: rule.severity ?? 'warning',
        summary: sayWhat(rule, connection, value, detail),
        value,
        threshold: thresholdOf(rule),
        runbook: rule.runbook ?? runbookOf(rule.name, rule.signal, docs),
        forMs: rule.for === undefined ? 0 : durationMs(rule.for),
      })),
  );
}

function isMeant({ signal, connections }: NamedRule, connection: Reading['connection']): boolean {
  if (connections !== undefined) return connection !== null && connections.includes(connection.name);
  return !sums.includes(signal) || connection === null;
}

function holds({ signal, above, below }: NamedRule, value: number): boolean {
  if (above !== undefined) return value > above;
  if (below !== undefined) return value < below;
  return plainSignals.includes(signal) && value > 0;
}

function thresholdOf({ above, below }: NamedRule): number {
  return above ?? below ?? 0;
}

function sayWhat(rule: NamedRule, connection: Reading['connection'], value: number, detail?: string): string {
  const place = connection === null ? '' : `${connection.name}: `;
  const bound = rule.above === undefined ? `below ${rule.below}` : `above ${rule.above}`;
  const figures = plainSignals.includes(rule.signal) ? '' : ` (${rule.signal} is ${rounded(value)}, ${bound})`;
  return `${place}${rule.title}${figures}${detail === undefined ? '' : `: ${detail}`}`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** The page of the rule; rules of the configuration share that of the builtin rule with their signal. */
function runbookOf(name: string, signal: AlertSignal, docs: string): string {
  const known = Object.entries(builtinRules).find(([rule, each]) => rule === name || each.signal === signal);
  const page = Object.hasOwn(builtinRules, name) ? name : (known?.[0] ?? 'README');
  return `${docs}/runbooks/${page.replaceAll('_', '-')}.md`;
}
