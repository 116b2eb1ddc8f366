import { z } from 'zod';
import { syncSettings } from './sync-settings.ts';

export interface SettingsProblem {
  /** Where, with dots: `kinds.contact.members.0.direction`; empty: the settings as a whole. */
  readonly field: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** All that is wrong with the settings of a sync config by themselves; empty: nothing is. */
export function settingsProblems(settings: unknown): SettingsProblem[] {
  const parsed = syncSettings.safeParse(settings);
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => problemsOf(issue, []));
}

function problemsOf(issue: Issue, above: readonly PropertyKey[]): SettingsProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: unknownKey(key) }));
  if (issue.code === 'invalid_union') {
    // The branch that was meant is the one whose shape fits: what is wrong lies deeper in it.
    const meant = issue.errors.find((branch) =>
      branch.some((each) => each.path.length > 0 || each.code === 'unrecognized_keys'),
    );
    if (meant) return meant.flatMap((each) => problemsOf(each, path));
    const messages = [...new Set(issue.errors.flat().map((each) => each.message.replace(/^Invalid input: /, '')))];
    return [{ field: path.join('.'), message: messages.join(', or ') }];
  }
  return [{ field: path.join('.'), message: issue.message.replace(/^Invalid (input|option): /, '') }];
}

function unknownKey(key: string): string {
  const nearest = nearestOf(key, knownKeys());
  return `there is no setting of this name; ${nearest === null ? 'remove it' : `did you mean ${nearest}?`}`;
}

/** The names of all settings, wherever they stand. */
function knownKeys(): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties } = node as { properties?: object };
    for (const name of Object.keys(properties ?? {})) found.add(name);
    for (const child of Object.values(node)) visit(child);
  };
  visit(z.toJSONSchema(syncSettings, { io: 'input' }));
  return [...found];
}

function nearestOf(key: string, names: readonly string[]): string | null {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(key.toLowerCase().replaceAll('_', ''), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(key.length / 3)) ? best.name : null;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
