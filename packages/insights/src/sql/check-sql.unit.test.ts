import { describe, expect, it } from 'vitest';
import { bindParameters } from './bind-parameters.ts';
import { checkSql } from './check-sql.ts';

const problem = (sql: string): string | undefined => checkSql(sql, ['days'])?.message;

describe('the SQL of a rule', () => {
  it.each([
    'select id as entity_id from deals',
    'with open as (select * from deals where not is_closed) select count(*) from open',
    `select a.name || ' it''s' -- with ( a comment'\n from accounts a where a.name ~ '^\\d+;$'`,
    'select lower(name)::varchar(20), coalesce(amount, 0)::numeric(10, 2) from deals where id in (select id from deals)',
    `select d.fields ->> 'x' as "Odd name" from deals d cross join unnest(array[1]) as n (value) where created_at < now() - :days * interval '1 day'`,
    'select row_number() over (partition by stage order by amount) from deals',
    `select count(*) filter (where amount > 0), array_agg(name order by name) from deals group by stage having count(*) > 1`,
    `select case when exists (select from owners) then 'update' else 'set' end as "delete"`,
  ])('takes %s', (sql) => {
    expect(checkSql(sql, ['days'])).toBeNull();
  });

  it.each([
    ['', 'does not begin'],
    ['delete from deals', 'does not begin'],
    ['(select 1)', 'does not begin'],
    ['select 1; select 2', 'more than one statement'],
    ['select 1;', 'more than one statement'],
    ['with gone as (delete from accounts returning 1) select * from gone', 'DELETE is not for rules'],
    ['select * into copied from deals', 'INTO is not for rules'],
    ['select * from deals for update', 'UPDATE is not for rules'],
    ['select 1) found; select (1', 'more than one statement'],
    ['select 1) union (select (2)', 'too many'],
    ['select (1', 'not closed'],
    ['select * from syncline.credentials', 'none of the views'],
    ['select * from "syncline"."credentials"', 'none of the views'],
    ['select * from SYNCLINE.credentials', 'none of the views'],
    ['select * from pg_authid', 'none of the views'],
    ['select * from information_schema.tables', 'none of the views'],
    ['select pg_sleep(10)', 'none of the views'],
    [`select set_config('role', 'none', true)`, 'set_config() is no function'],
    [`select "set_config"('role', 'none', true)`, '"set_config"() is no function'],
    [`select set_config ('role', 'none', true)`, 'set_config() is no function'],
    [`select set_config -- a call all the same\n ('role', 'none', true)`, 'set_config() is no function'],
    [`select pg_catalog.set_config('role', 'none', true)`, 'none of the views'],
    [`select x.lower('A')`, 'lower() is no function'],
    [`select query_to_xml('select * from syncline.credentials', true, false, '')`, 'query_to_xml() is no function'],
    [`select ts_stat('select 1')`, 'ts_stat() is no function'],
    [`select dblink('x', 'y')`, 'dblink() is no function'],
    [`select nextval('x')`, 'nextval() is no function'],
    [`select repeat('x', 1000000000)`, 'repeat() is no function'],
    [`select current_setting('x')`, 'current_setting() is no function'],
    ['select 1 operator(pg_catalog.+) 1', 'OPERATOR is not for rules'],
    ['select /* hidden */ 1', 'block comments'],
    [`select E'\\'' , set_config('role', 'none', true) -- '`, 'a string with escapes'],
    [`select U&"set\\005fconfig"('role', 'none', true)`, 'a string with escapes'],
    [`select U & 'x'`, undefined],
    ['select $$text$$', '$ is not taken'],
    ['select $1', '$ is not taken'],
    [`select 'open`, "' is not closed"],
    ['select "open', '" is not closed'],
    ['select ｐg_sleep(1)', 'is not taken outside of a string'],
    ['select 1e5', 'is no number'],
    ['select :hours', 'no parameter hours'],
    ['select 1 \\ 2', 'is not taken outside of a string'],
  ])('%s: %s', (sql, message) => {
    if (message === undefined) expect(problem(sql)).toBeUndefined();
    else expect(problem(sql)).toContain(message);
  });

  it('says where, and what to do', () => {
    const sql = 'select id\nfrom deals\nwhere pg_sleep(1) is null';
    expect(checkSql(sql, [])).toEqual({
      at: sql.indexOf('pg_sleep'),
      message: expect.any(String),
      fix: expect.stringContaining('views'),
    });
  });

  it('has values in place of its parameters, and casts, strings and comments left as they are', () => {
    const sql = `select ':days', a::text from deals -- :days\nwhere x > :days and y = :stage and :days > 0 and :really`;
    expect(bindParameters(sql, { days: 30, stage: "o'pen", really: true }, 2)).toEqual({
      text: `select ':days', a::text from deals -- :days\nwhere x > $2::numeric and y = $3::text and $4::numeric > 0 and $5::boolean`,
      values: [30, "o'pen", 30, true],
    });
  });
});
