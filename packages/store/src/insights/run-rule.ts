import type { Json } from '@syncline/core';
import { type Store, sqlState } from '../database.ts';
import { INSIGHTS_ROLE } from './insights-role.ts';

export interface RuleQuery {
  readonly workspaceId: number;
  /** One SELECT over the views, checked; its own placeholders begin with `FIRST_PLACEHOLDER`. */
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly timeoutMs: number;
  readonly maxRows: number;
}

/** `$1` is the limit. */
export const FIRST_PLACEHOLDER = 2;
/** A row longer than this, in characters of JSON, is no evidence that anybody reads. */
const MAX_ROW = 20_000;

export type RuleAnswer =
  | { readonly outcome: 'rows'; readonly rows: readonly Readonly<Record<string, Json>>[]; readonly isCut: boolean }
  | { readonly outcome: 'failed'; readonly reason: string };

/** Ends the transaction of a rule: whatever it did, nothing of it is committed. */
class Answered extends Error {
  readonly answer: RuleAnswer;

  constructor(answer: RuleAnswer) {
    super('answered');
    this.answer = answer;
  }
}

/**
 * Runs the SQL of a rule where it can do nothing but read the views of its workspace (ADR 33): in a transaction that can't
 * write and is rolled back, as a role that was granted the views alone, with a limit of time and rows. What is wrong with
 * it is an answer.
 */
export async function runRule(store: Store, { workspaceId, ...query }: RuleQuery): Promise<RuleAnswer> {
  const { sql, values, timeoutMs, maxRows } = query;
  try {
    return await store.transaction(async (tx): Promise<never> => {
      const { rows: scopes } = await tx.query<{ scope: string }>(
        'select insights_scope as scope from workspaces where id = $1',
        [workspaceId],
      );
      // Nothing can be written from here on, also not by who gets out of the role; Postgres before 16 excepts large objects.
      await tx.query('set transaction read only');
      await tx.query(
        `select set_config('insights.scope', $1, true), set_config('search_path', 'insights, pg_temp', true),
           set_config('statement_timeout', $2, true), set_config('standard_conforming_strings', 'on', true),
           set_config('timezone', 'UTC', true)`,
        [scopes[0]?.scope ?? '', String(timeoutMs)],
      );
      await tx.query(`set local role ${INSIGHTS_ROLE}`);
      const { rows } = await tx.query<{ row: string }>(
        // With values it is one statement, whatever stands in it.
        `select left(to_jsonb(found)::text, ${MAX_ROW + 1}) as row from (${sql}\n) as found limit $1`,
        [maxRows + 1, ...values],
      );
      const long = rows.find(({ row }) => row.length > MAX_ROW);
      if (long)
        throw new Answered({
          outcome: 'failed',
          reason: `A row is longer than ${MAX_ROW} characters. Select less of it.`,
        });
      throw new Answered({
        outcome: 'rows',
        rows: rows.slice(0, maxRows).map(({ row }) => JSON.parse(row) as Record<string, Json>),
        isCut: rows.length > maxRows,
      });
    });
  } catch (error) {
    if (error instanceof Answered) return error.answer;
    const reason = reasonOf(error, timeoutMs);
    if (reason === null) throw error;
    return { outcome: 'failed', reason };
  }
}

/** Null: it is not the rule that is wrong. */
function reasonOf(error: unknown, timeoutMs: number): string | null {
  const code = sqlState(error) ?? '';
  const { message } = error as Error;
  if (isRoleMissing(code, message)) return roleMissing;
  if (code === '57014') return `It took longer than ${timeoutMs / 1_000} s. Narrow it down, or raise timeout_seconds.`;
  // What statements may be wrong in: data, privileges, syntax, limits, and writing where nothing may be written.
  return /^(21|22|25|2F|38|39|42|53|54|0A)/.test(code) ? message : null;
}

const roleMissing = `The role ${INSIGHTS_ROLE} is missing, or the user of the database may not take it. Have an administrator run "CREATE ROLE ${INSIGHTS_ROLE} NOLOGIN; GRANT ${INSIGHTS_ROLE} TO <that user>", and start Syncline again.`;

function isRoleMissing(code: string, message: string): boolean {
  return (code === '22023' || code === '42704' || code === '42501') && message.includes(`role "${INSIGHTS_ROLE}"`);
}
