export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
}

/** What the rule says that is not taken, and where. */
export class SqlFault extends Error {
  override readonly name = 'SqlFault';
  readonly at: number;
  readonly fix: string;

  constructor(at: number, message: string, fix: string) {
    super(message);
    this.at = at;
    this.fix = fix;
  }
}

const shapes: readonly (readonly [TokenKind | 'nothing', RegExp])[] = [
  ['nothing', /[ \t\r\n]+/y],
  ['nothing', /--[^\r\n]*/y],
  ['string', /'(?:[^']|'')*'/y],
  ['quoted', /"(?:[^"]|"")+"/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['symbol', /::/y],
  ['parameter', /:[a-z][a-z0-9_]*/y],
  ['symbol', /[-+*/%<>=~!|&?@#^(),.[\]:]/y],
];

/**
 * Takes SQL apart as Postgres does, as far as rules may use it: what Postgres could read otherwise than we do (strings
 * with escapes, dollar quotes, block comments, letters beyond ASCII outside of strings) is refused. Throws SqlFault.
 */
export function readTokens(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const [kind, text] = shapeAt(sql, at);
    refuseOdd(sql, at, kind, text);
    if (kind !== 'nothing') tokens.push({ kind, text, at });
    at += text.length;
  }
  return tokens;
}

function shapeAt(sql: string, at: number): readonly [TokenKind | 'nothing', string] {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const match = shape.exec(sql);
    if (match) return [kind, match[0]];
  }
  throw refusalOf(sql, at);
}

function refusalOf(sql: string, at: number): SqlFault {
  const sign = String.fromCodePoint(sql.codePointAt(at)!);
  if (sign === ';')
    return new SqlFault(at, 'there is more than one statement', 'Write one SELECT, without a semicolon.');
  if (sign === "'" || sign === '"') return new SqlFault(at, `${sign} is not closed`, `Close it with ${sign}.`);
  const fix =
    sign === '$'
      ? 'Name a parameter as :name, and quote strings with \u2019.'
      : 'Take it out, or put it into a string.';
  return new SqlFault(at, `${sign} is not taken outside of a string`, fix.replace('\u2019', "'"));
}

function refuseOdd(sql: string, at: number, kind: TokenKind | 'nothing', text: string): void {
  const next = sql[at + text.length] ?? '';
  if (text === '/' && next === '*')
    throw new SqlFault(at, 'block comments are not taken', 'Write the comment behind -- on lines of its own.');
  // E'', U&'', B'' and the like: what stands in them is not what is seen.
  if ((kind === 'word' || text === '&') && (next === "'" || next === '"'))
    throw new SqlFault(
      at,
      `${text}${next} begins a string with escapes`,
      `Write a plain string: ${next} with a space before it.`,
    );
  if (kind === 'number' && /[A-Za-z_]/.test(next))
    throw new SqlFault(at, `${text}${next} is no number`, 'Write numbers in digits, with a space behind them.');
}
