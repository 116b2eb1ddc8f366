import type { Parameter } from '../rule.ts';
import { readTokens } from './read-tokens.ts';

const types = { number: 'numeric', boolean: 'boolean', string: 'text' } as const;

/** The SQL with a placeholder for each parameter, from `$<first>` on, and their values. The SQL was checked before. */
export function bindParameters(
  sql: string,
  parameters: Readonly<Record<string, Parameter>>,
  first: number,
): { readonly text: string; readonly values: readonly Parameter[] } {
  const values: Parameter[] = [];
  let text = '';
  let from = 0;
  for (const token of readTokens(sql)) {
    if (token.kind !== 'parameter') continue;
    const value = parameters[token.text.slice(1)]!;
    text += `${sql.slice(from, token.at)}$${first + values.length}::${types[typeof value as keyof typeof types]}`;
    values.push(value);
    from = token.at + token.text.length;
  }
  return { text: text + sql.slice(from), values };
}
