import type { Json } from '@syncline/core';
import { invalidModule, Refusal } from '../changes/refusal.ts';
import type { ModuleStore } from '../model/module-store.ts';
import type { Organisation } from '../model/organisation.ts';
import { type Row, secondsOf } from '../model/row.ts';
import { renderRow } from '../routes/render-row.ts';
import type { Condition, Query } from './parse-coql.ts';

export type QueryAnswer =
  | { readonly count: number }
  | { readonly rows: readonly Readonly<Record<string, Json>>[]; readonly hasMore: boolean };

/** Answers a query. Throws Zoho's refusals. */
export function runQuery(organisation: Organisation, query: Query): QueryAnswer {
  const store = organisation.store(query.module);
  if (store === undefined || !store.schema.isQueried) throw invalidModule(query.module);
  const most = organisation.settings.queryLimit;
  if (!(query.limit >= 1 && query.limit <= most))
    throw new Refusal(400, 'LIMIT_EXCEEDED', 'limit exceeded', { clause: 'limit', limit: most });
  if (!query.isCount) for (const column of query.columns) checkColumn(store, column);
  const matches = [...store.shownRows()].filter((row) => holds(store, row, query.where));
  if (query.isCount) return { count: matches.length };
  const inOrder = query.order.length === 0 ? [{ column: 'id', isDescending: false }] : query.order;
  matches.sort((a, b) => {
    for (const { column, isDescending } of inOrder) {
      const order = compare(valueOf(store, a, column), valueOf(store, b, column));
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  });
  const page = matches.slice(query.offset, query.offset + query.limit);
  return {
    rows: page.map((row) => renderRow(organisation, store, row, [...query.columns, 'id'], 'query')),
    hasMore: matches.length > query.offset + query.limit,
  };
}

function holds(store: ModuleStore, row: Row, condition: Condition): boolean {
  if (condition.is !== 'comparison') {
    const [left, right] = [holds(store, row, condition.left), holds(store, row, condition.right)];
    return condition.is === 'and' ? left && right : left || right;
  }
  const { column, operator, values } = condition;
  checkColumn(store, column);
  if (store.schema.fields.get(column)?.type === 'textarea')
    throw new Refusal(400, 'INVALID_QUERY', 'column given seems to be invalid', { column_name: column });
  const value = valueOf(store, row, column);
  if (operator === 'is null') return value === null;
  if (operator === 'is not null') return value !== null;
  if (value === null) return false;
  const wanted = values.map((text) => typedAs(value, column, text));
  const [first = null] = wanted;
  switch (operator) {
    case '=':
      return compare(value, first) === 0;
    case '!=':
      return compare(value, first) !== 0;
    case '>':
      return compare(value, first) > 0;
    case '>=':
      return compare(value, first) >= 0;
    case '<':
      return compare(value, first) < 0;
    case '<=':
      return compare(value, first) <= 0;
    case 'in':
      return wanted.some((one) => compare(value, one) === 0);
    case 'like':
      return like(String(value), String(first));
    default:
      throw new Refusal(400, 'SYNTAX_ERROR', 'invalid query formed', { clause: 'where' });
  }
}

/** Texts are compared without regard to case. */
function valueOf(store: ModuleStore, row: Row, column: string): string | number | null {
  if (column === 'id') return row.id;
  if (column === 'Created_Time') return row.created;
  if (column === 'Modified_Time') return row.modified;
  const value = row.values[column] ?? null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  return store.schema.fields.get(column)?.type === 'datetime' ? secondsOf(value) : value.toLowerCase();
}

function typedAs(value: string | number, column: string, text: string): string | number {
  if (column === 'id') return text;
  if (typeof value === 'string') return text.toLowerCase();
  return /^\d{4}-/.test(text) ? secondsOf(text) : Number(text);
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

function like(value: string, pattern: string): boolean {
  const [starts, ends] = [pattern.startsWith('%'), pattern.endsWith('%')];
  const part = pattern.slice(starts ? 1 : 0, ends ? -1 : undefined);
  if (starts && ends) return value.includes(part);
  if (starts) return value.endsWith(part);
  return ends ? value.startsWith(part) : value === part;
}

function checkColumn(store: ModuleStore, column: string): void {
  if (store.schema.fields.has(column)) return;
  if (column === '$se_module' && store.schema.fields.has('What_Id')) return;
  throw new Refusal(400, 'INVALID_QUERY', 'column given seems to be invalid', { column_name: column });
}
