import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { placesIn } from './fill-in.ts';
import { type Rule, ruleSchema } from './rule.ts';
import { checkSql } from './sql/check-sql.ts';

/** What is wrong with a pack: where, and what to do about it. */
export interface PackProblem {
  readonly file: string;
  readonly line: number;
  /** Null: it is about the file. */
  readonly rule: string | null;
  readonly message: string;
  readonly fix: string;
}

const MAX_RULES = 200;
const packSchema = z.strictObject({ version: z.literal(1), rules: z.array(z.unknown()).max(MAX_RULES) });

/** The rules of a pack that can be run, and what is wrong with the others. */
export function parsePack(file: string, text: string): { readonly rules: Rule[]; readonly problems: PackProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const problems: PackProblem[] = document.errors.map(({ message, pos }) => ({
    file,
    line: lines.linePos(pos[0]).line,
    rule: null,
    message,
    fix: 'Mend the YAML.',
  }));
  if (problems.length > 0) return { rules: [], problems };
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = nodeAt(document.contents, path.slice(0, length));
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const pack = packSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!pack.success) {
    const fix = 'A pack has "version: 1" and a list "rules".';
    for (const { path, message } of pack.error.issues)
      problems.push({ file, line: lineOf(path), rule: null, message: sayWhere(path, message), fix });
    return { rules: [], problems };
  }
  const rules: Rule[] = [];
  pack.data.rules.forEach((written, index) => {
    const name = nameOf(written);
    const add = (path: readonly PropertyKey[], message: string, fix: string, below = 0): void =>
      void problems.push({ file, line: lineOf(['rules', index, ...path]) + below, rule: name, message, fix });
    const read = ruleSchema.safeParse(written);
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        add(path, sayWhere(path, message), 'docs/guides/insights.md has every key of a rule.');
      return;
    }
    const before = problems.length;
    const rule = read.data;
    if (rules.some(({ id }) => id === rule.id))
      add(['id'], `there is a rule ${rule.id} above`, 'Give it an id of its own.');
    checkColumns(rule, add);
    const wrong = checkSql(rule.sql, Object.keys(rule.params));
    if (wrong) {
      const node = nodeAt(document.contents, ['rules', index, 'sql']);
      // The text of a block begins on the line below its mark.
      const isBlock = (node as { readonly type?: string } | null)?.type?.startsWith('BLOCK') === true;
      const below = rule.sql.slice(0, wrong.at).split('\n').length - 1 + (isBlock ? 1 : 0);
      add(['sql'], `sql: ${wrong.message}`, wrong.fix, below);
    }
    if (problems.length > before) return;
    const { every_minutes: everyMinutes, timeout_seconds: timeoutSeconds, ...rest } = rule;
    rules.push({ ...rest, everyMinutes, timeoutSeconds, file, line: lineOf(['rules', index]) });
  });
  return { rules, problems };
}

function checkColumns(
  { evidence, watch = [], entity, key, says, proposal }: z.output<typeof ruleSchema>,
  add: (path: readonly PropertyKey[], message: string, fix: string) => void,
): void {
  for (const [index, column] of watch.entries())
    if (!evidence.includes(column))
      add(
        ['watch', index],
        `watch: ${column} is not among the evidence`,
        `Add ${column} to evidence, or take it out here.`,
      );
  const known = new Set([...evidence, entity, ...(key === undefined ? [] : [key])]);
  const check = (path: readonly PropertyKey[], text: unknown): void => {
    if (typeof text !== 'string') return;
    for (const column of placesIn(text))
      if (!known.has(column))
        add(
          path,
          `${path.join('.')}: {${column}} is not among the evidence`,
          `Add ${column} to evidence and to the SELECT.`,
        );
  };
  check(['says'], says);
  check(['proposal', 'title'], proposal?.title);
  for (const [field, value] of Object.entries(proposal?.fields ?? {})) check(['proposal', 'fields', field], value);
}

function nodeAt(root: Node | null, path: readonly PropertyKey[]): Node | null {
  let node: Node | null = root;
  for (const step of path) {
    if (isMap(node) || isSeq(node)) node = (node.get(step as string, true) as Node | undefined) ?? null;
    else return null;
  }
  return node;
}

function sayWhere(path: readonly PropertyKey[], message: string): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

function nameOf(written: unknown): string | null {
  const id = (written as { readonly id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 100) : null;
}
