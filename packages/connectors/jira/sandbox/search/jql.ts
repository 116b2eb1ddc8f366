import { Refusal } from '../changes/refusal.ts';

/** As much of JQL as a sync needs: comparisons joined by AND, and an order. */
export interface Jql {
  readonly clauses: readonly Clause[];
  readonly order: readonly { readonly field: string; readonly descending: boolean }[];
}

export interface Clause {
  readonly field: string;
  readonly operator: '=' | '!=' | '>=' | '<=' | '>' | '<' | 'in';
  readonly values: readonly string[];
}

const CLAUSE = /^\s*(\w+)\s*(>=|<=|!=|=|>|<|\bin\b)\s*(\([^)]*\)|"(?:[^"\\]|\\.)*"|[^\s"()]+)\s*$/i;
const FIELDS = ['project', 'key', 'id', 'created', 'updated', 'status', 'assignee', 'labels'];

/** @throws Refusal with 400, in Jira's words, for what is wrong or bounded by nothing. */
export function parseJql(text: string): Jql {
  const [where = '', order = ''] = text.split(/\border\s+by\b/i);
  const clauses = where.trim() === '' ? [] : where.split(/\band\b/i).map(parseClause);
  if (clauses.length === 0)
    throw new Refusal(
      400,
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  return { clauses, order: order.trim() === '' ? [] : order.split(',').map(parseOrder) };
}

function parseClause(text: string): Clause {
  const match = CLAUSE.exec(text);
  if (!match) throw new Refusal(400, `Error in the JQL Query: '${text.trim()}' can't be understood.`);
  const [, name = '', operator = '', operand = ''] = match;
  const values = operand.startsWith('(') ? operand.slice(1, -1).split(',') : [operand];
  return {
    field: knownField(name),
    operator: operator.toLowerCase() as Clause['operator'],
    values: values.map((value) => value.trim().replace(/^"(.*)"$/, '$1')),
  };
}

function parseOrder(text: string): { readonly field: string; readonly descending: boolean } {
  const [name = '', direction = 'asc'] = text.trim().split(/\s+/);
  if (!/^(asc|desc)$/i.test(direction)) throw new Refusal(400, `Error in the JQL Query: expecting 'ASC' or 'DESC'.`);
  return { field: knownField(name), descending: direction.toLowerCase() === 'desc' };
}

function knownField(name: string): string {
  const field = name.toLowerCase() === 'issuekey' ? 'key' : name.toLowerCase();
  if (FIELDS.includes(field)) return field;
  throw new Refusal(400, `Field '${name}' does not exist or you do not have permission to view it.`);
}

const UNIT_MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1_440, w: 10_080 };

/** A date of JQL as a time: an age (`-10m`), or a date in the zone of who asks. Known only to the minute. */
export function jqlTime(text: string, nowMs: number, zoneOffsetMinutes: number): number {
  const age = /^([+-]?)(\d+)([mhdw])$/.exec(text);
  if (age) {
    const minutes = Number(age[2]) * (UNIT_MINUTES[age[3] ?? 'm'] ?? 1) * (age[1] === '-' ? -1 : 1);
    return Math.floor(nowMs / 60_000 + minutes) * 60_000;
  }
  const date = /^(\d{4})[/-](\d\d)[/-](\d\d)(?: (\d\d):(\d\d))?$/.exec(text);
  if (!date)
    throw new Refusal(
      400,
      `Date value '${text}' for field is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
    );
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = date.slice(1).map((part) => Number(part ?? 0));
  return Date.UTC(year, month - 1, day, hour, minute) - zoneOffsetMinutes * 60_000;
}
