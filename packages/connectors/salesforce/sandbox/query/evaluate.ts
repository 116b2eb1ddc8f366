import type { Row, Value } from '../model/row.ts';
import type { Condition, Literal } from './soql.ts';

/** Whether a record meets a condition. Texts compare without case, ids with it, as in SOQL. */
export function meets(condition: Condition | null, row: Row): boolean {
  if (condition === null) return true;
  switch (condition.is) {
    case 'and':
      return condition.parts.every((part) => meets(part, row));
    case 'or':
      return condition.parts.some((part) => meets(part, row));
    case 'not':
      return !meets(condition.part, row);
    case 'compare':
      return compares(condition, row[condition.field] ?? null);
  }
}

function compares({ field, operator, values }: Extract<Condition, { is: 'compare' }>, value: Value): boolean {
  const [first = null] = values;
  switch (operator) {
    case '=':
      return order(field, value, first) === 0;
    case '!=':
      return order(field, value, first) !== 0;
    case 'IN':
      return values.some((candidate) => order(field, value, candidate) === 0);
    case 'NOT IN':
      return values.every((candidate) => order(field, value, candidate) !== 0);
    case 'LIKE':
      return typeof value === 'string' && typeof first === 'string' && pattern(first).test(value);
    default: {
      const result = order(field, value, first);
      if (result === null) return false;
      if (operator === '<') return result < 0;
      if (operator === '<=') return result <= 0;
      return operator === '>' ? result > 0 : result >= 0;
    }
  }
}

/** Null: not comparable. */
function order(field: string, value: Value, literal: Literal): number | null {
  if (value === null || literal === null) return value === literal ? 0 : null;
  if (typeof literal === 'object') {
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(time) ? null : Math.sign(time - literal.time);
  }
  if (typeof value === 'string' && typeof literal === 'string') {
    const hasCase = field === 'Id' || field.endsWith('Id') || field === 'Syncline_Key__c';
    const [a, b] = hasCase ? [value, literal] : [value.toLowerCase(), literal.toLowerCase()];
    return a < b ? -1 : Number(a > b);
  }
  if (typeof value !== typeof literal) return null;
  return Math.sign(Number(value) - Number(literal));
}

function pattern(like: string): RegExp {
  const source = like
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, 'is');
}
