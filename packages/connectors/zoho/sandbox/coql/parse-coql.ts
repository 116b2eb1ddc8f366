import { Refusal } from '../changes/refusal.ts';

export type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'in' | 'like' | 'is null' | 'is not null';

export type Condition =
  | {
      readonly is: 'comparison';
      readonly column: string;
      readonly operator: Operator;
      readonly values: readonly string[];
    }
  | { readonly is: 'and' | 'or'; readonly left: Condition; readonly right: Condition };

export interface Query {
  readonly columns: readonly string[];
  /** `select COUNT(id)`. */
  readonly isCount: boolean;
  readonly module: string;
  readonly where: Condition;
  readonly order: readonly { readonly column: string; readonly isDescending: boolean }[];
  readonly limit: number;
  readonly offset: number;
}

type Token = { readonly kind: 'word' | 'text' | 'sign'; readonly text: string };

const TOKEN = /\s*(?:'((?:[^'\\]|''|\\.)*)'|(>=|<=|!=|[=<>(),])|([A-Za-z0-9_$.]+))/y;

/** Reads the part of COQL that there is a use for, as strictly as Zoho does: it wants a WHERE, and conditions in pairs. */
export function parseCoql(source: string): Query {
  const tokens = tokensOf(source);
  let at = 0;
  const peek = (): string => tokens[at]?.text.toLowerCase() ?? '';
  const fail = (near: string): Refusal =>
    new Refusal(400, 'SYNTAX_ERROR', 'invalid query formed', { clause: near || 'where' });
  const take = (expected?: string): Token => {
    const token = tokens[at];
    if (token === undefined || (expected !== undefined && peek() !== expected)) throw fail(expected ?? peek());
    at += 1;
    return token;
  };
  const takeIf = (expected: string): boolean => {
    if (peek() !== expected || tokens[at]?.kind === 'text') return false;
    at += 1;
    return true;
  };

  /** One condition, or two in brackets: a third beside them is ambiguous to Zoho. */
  const parsePair = (): Condition => {
    const left = parseOne();
    const joined = peek();
    if (joined !== 'and' && joined !== 'or') return left;
    take();
    const pair: Condition = { is: joined, left, right: parseOne() };
    if (peek() === 'and' || peek() === 'or') throw fail('where');
    return pair;
  };
  const parseOne = (): Condition => {
    if (takeIf('(')) {
      const inner = parsePair();
      take(')');
      return inner;
    }
    const column = take().text;
    const operator = parseOperator();
    return { is: 'comparison', column, operator, values: parseValues(operator) };
  };
  const parseOperator = (): Operator => {
    const text = take().text.toLowerCase();
    if (text !== 'is') return text as Operator;
    if (takeIf('not')) return take('null') && 'is not null';
    return take('null') && 'is null';
  };
  const parseValues = (operator: Operator): string[] => {
    if (operator.startsWith('is')) return [];
    if (operator !== 'in') return [take().text];
    take('(');
    const values = [take().text];
    while (takeIf(',')) values.push(take().text);
    take(')');
    if (values.length > 100) throw new Refusal(400, 'LIMIT_EXCEEDED', 'limit exceeded', { limit: 100 });
    return values;
  };

  take('select');
  const columns = [take().text];
  const isCount = columns[0]?.toLowerCase() === 'count';
  if (isCount) for (const sign of ['(', 'id', ')']) take(sign);
  while (takeIf(',')) columns.push(take().text);
  take('from');
  const module = take().text;
  take('where');
  const where = parsePair();
  const order: Query['order'][number][] = [];
  if (takeIf('order')) {
    take('by');
    do {
      const column = take().text;
      const isDescending = takeIf('desc');
      if (!isDescending) takeIf('asc');
      order.push({ column, isDescending });
    } while (takeIf(','));
  }
  const limit = takeIf('limit') ? Number(take().text) : 200;
  const offset = takeIf('offset') ? Number(take().text) : 0;
  if (at < tokens.length) throw fail(peek());
  return { columns, isCount, module, where, order, limit, offset };
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(source);
    if (found === null)
      throw new Refusal(400, 'SYNTAX_ERROR', 'invalid query formed', {
        line: 1,
        column: from,
        near: source.slice(from, from + 10),
      });
    const [, quoted, sign, word] = found;
    if (quoted !== undefined)
      tokens.push({ kind: 'text', text: quoted.replaceAll("''", "'").replaceAll('\\\\', '\\') });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}
