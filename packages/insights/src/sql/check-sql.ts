import { allowedFunctions, otherStatements, wordsBeforeParenthesis } from './allowed.ts';
import { readTokens, SqlFault, type Token } from './read-tokens.ts';

/** What is wrong with the SQL of a rule; `at` is where, in characters from its beginning. */
export interface SqlProblem {
  readonly at: number;
  readonly message: string;
  readonly fix: string;
}

const elsewhere = /^(pg_.*|information_schema|syncline.*|public)$/;

/**
 * Whether a rule's SQL is one SELECT of what rules may use. It is one wall of three (ADR 33): the role that it runs as
 * reads the views alone, in a transaction that can't write. This one keeps out functions, which the role can't.
 */
export function checkSql(sql: string, parameters: readonly string[]): SqlProblem | null {
  try {
    const tokens = readTokens(sql);
    refuseOtherStatements(tokens);
    let depth = 0;
    tokens.forEach((token, index) => {
      const { text, at } = token;
      if (text === '(') depth++;
      if (text === ')') depth--;
      if (depth < 0) throw new SqlFault(at, 'there is a ) too many', 'Take it out.');
      if (token.kind === 'parameter' && !parameters.includes(text.slice(1)))
        throw new SqlFault(at, `there is no parameter ${text.slice(1)}`, 'Name it with its value under params.');
      refuseName(token);
      if (tokens[index + 1]?.text === '(') refuseCall(token, tokens[index - 1]);
    });
    if (depth > 0) throw new SqlFault(sql.length, 'a ( is not closed', 'Close it.');
    return null;
  } catch (error) {
    if (!(error instanceof SqlFault)) throw error;
    return { at: Math.min(error.at, sql.length), message: error.message, fix: error.fix };
  }
}

function refuseOtherStatements(tokens: readonly Token[]): void {
  const [first] = tokens;
  const fix = 'A rule is one SELECT over the views; what it wants changed, it says under proposal.';
  if (!first || first.kind !== 'word' || !['select', 'with'].includes(first.text.toLowerCase()))
    throw new SqlFault(first?.at ?? 0, 'it does not begin with SELECT or WITH', fix);
  for (const { kind, text, at } of tokens)
    if (kind === 'word' && otherStatements.has(text.toLowerCase()))
      throw new SqlFault(at, `${text.toUpperCase()} is not for rules`, fix);
}

function nameOf({ kind, text }: Token): string {
  return kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}

function refuseName(token: Token): void {
  if (token.kind !== 'word' && token.kind !== 'quoted') return;
  if (elsewhere.test(nameOf(token)))
    throw new SqlFault(
      token.at,
      `${token.text} is none of the views`,
      'Rules read the views of the schema insights alone.',
    );
}

/** A name before a parenthesis calls a function, unless it is a word of the language or names columns behind AS. */
function refuseCall(token: Token, before: Token | undefined): void {
  if (token.kind !== 'word' && token.kind !== 'quoted') return;
  const name = nameOf(token);
  const isPlain = before?.text !== '.';
  if (token.kind === 'word' && isPlain && wordsBeforeParenthesis.has(name)) return;
  if (isPlain && before?.kind === 'word' && before.text.toLowerCase() === 'as') return;
  if (isPlain && allowedFunctions.has(name)) return;
  throw new SqlFault(
    token.at,
    `${token.text}() is no function that rules may call`,
    isPlain
      ? `Use one of ${[...allowedFunctions].slice(0, 6).join(', ')} \u2026 (docs/guides/insights.md lists them); columns are named behind AS.`
      : 'Call functions without a schema.',
  );
}
