import { Refusal } from '../changes/refusal.ts';
import type { Aggregate, Condition, Literal, Operator, Soql } from './soql.ts';

const AGGREGATES = ['COUNT', 'MIN', 'MAX'] as const;

const TOKEN =
  /\s*(?:('(?:[^'\\]|\\.)*')|(\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d))?)|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.]*)|(<=|>=|!=|<>|[=<>(),]))/y;

interface Token {
  readonly kind: 'text' | 'time' | 'number' | 'word' | 'sign';
  readonly text: string;
}

/** Reads a query. Throws a MALFORMED_QUERY refusal for what is not understood. */
export function parseSoql(source: string): Soql {
  const tokens = tokenize(source);
  let at = 0;
  const peek = (word: string) => tokens[at]?.kind !== 'text' && tokens[at]?.text.toUpperCase() === word;
  const accept = (word: string): boolean => {
    if (!peek(word)) return false;
    at += 1;
    return true;
  };
  const expect = (word: string): void => {
    if (!accept(word)) throw malformed(`expecting ${word}, found '${tokens[at]?.text ?? '<EOF>'}'`);
  };
  const word = (): string => {
    const token = tokens[at];
    if (token?.kind !== 'word') throw malformed(`unexpected token: '${token?.text ?? '<EOF>'}'`);
    at += 1;
    return token.text;
  };

  expect('SELECT');
  const fields: string[] = [];
  const aggregates: Aggregate[] = [];
  let isCount = false;
  do {
    const name = word();
    const of = AGGREGATES.find((known) => known === name.toUpperCase());
    if (of === undefined || !accept('(')) fields.push(name);
    else if (of === 'COUNT' && accept(')')) isCount = true;
    else {
      const field = word();
      expect(')');
      aggregates.push({ of, field, name: word() });
    }
  } while (accept(','));
  expect('FROM');
  const object = word();
  const where = accept('WHERE') ? disjunction() : null;
  const orderBy: { field: string; isDescending: boolean }[] = [];
  if (accept('ORDER')) {
    expect('BY');
    do {
      const field = word();
      const isDescending = accept('DESC') || (accept('ASC') && false);
      orderBy.push({ field, isDescending });
    } while (accept(','));
  }
  const limit = accept('LIMIT') ? Number(literal()) : null;
  if (at < tokens.length) throw malformed(`unexpected token: '${tokens[at]?.text}'`);
  return { fields, isCount, aggregates, object, where, orderBy, limit };

  function disjunction(): Condition {
    const parts = [conjunction()];
    while (accept('OR')) parts.push(conjunction());
    return parts.length === 1 ? (parts[0] as Condition) : { is: 'or', parts };
  }
  function conjunction(): Condition {
    const parts = [comparison()];
    while (accept('AND')) parts.push(comparison());
    return parts.length === 1 ? (parts[0] as Condition) : { is: 'and', parts };
  }
  function comparison(): Condition {
    if (accept('NOT')) return { is: 'not', part: comparison() };
    if (accept('(')) {
      const inner = disjunction();
      expect(')');
      return inner;
    }
    const field = word();
    const operator = operatorHere();
    if (operator !== 'IN' && operator !== 'NOT IN') return { is: 'compare', field, operator, values: [literal()] };
    expect('(');
    const values = [literal()];
    while (accept(',')) values.push(literal());
    expect(')');
    return { is: 'compare', field, operator, values };
  }
  function operatorHere(): Operator {
    for (const sign of ['=', '!=', '<=', '>=', '<', '>', 'LIKE', 'IN'] as const) if (accept(sign)) return sign;
    if (accept('<>')) return '!=';
    expect('NOT');
    expect('IN');
    return 'NOT IN';
  }
  function literal(): Literal {
    const token = tokens[at];
    at += 1;
    switch (token?.kind) {
      case 'text':
        return unquoted(token.text);
      case 'time':
        return { time: Date.parse(token.text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) };
      case 'number':
        return Number(token.text);
      case 'word':
        if (/^(true|false)$/i.test(token.text)) return /^true$/i.test(token.text);
        if (/^null$/i.test(token.text)) return null;
        break;
      default:
    }
    throw malformed(`unexpected token: '${token?.text ?? '<EOF>'}'`);
  }
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = source.trimEnd().length;
  let at = 0;
  while (at < end) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (match === null) throw malformed(`unexpected character at ${at}`);
    const kinds = ['text', 'time', 'number', 'word', 'sign'] as const;
    const index = match.slice(1).findIndex((part) => part !== undefined);
    tokens.push({ kind: kinds[index] ?? 'sign', text: match[index + 1] ?? '' });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
}

function malformed(message: string): Refusal {
  return new Refusal(400, 'MALFORMED_QUERY', message);
}
