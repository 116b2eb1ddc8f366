import { OUTSIDE_OF_A_TRANSACTION, splitStatements } from './run-migrations.ts';

/** Second word of a file that takes away what an older version may still read, with that version: `-- contract: 0.4`. */
const CONTRACT = /^-- contract: \S/m;

interface Rule {
  readonly found: RegExp;
  readonly unless?: RegExp;
  readonly why: string;
}

/** Of tables that stand already. Each would hold a lock for as long as the table is long, or break who runs still. */
const rules: readonly Rule[] = [
  {
    found: /^create (unique )?index/,
    unless: /^create (unique )?index concurrently/,
    why: 'stops all writes until the index is built: create index concurrently if not exists, in a file that begins with "-- outside of a transaction"',
  },
  { found: /^reindex/, unless: /concurrently/, why: 'stops all writes: reindex … concurrently' },
  {
    found: /^alter table .* alter (column )?\S+ (set data )?type/,
    why: 'writes the whole table anew: add a column, fill it in batches, read the new one, drop the old one later',
  },
  {
    found:
      /^alter table .* add (column )?.*(generated always as \(|default [^,]*\b(random|gen_random_uuid|clock_timestamp|nextval|timeofday)\(|\bserial\b|\bbigserial\b)/,
    why: 'writes the whole table anew: add the column without it, and fill it in batches',
  },
  {
    found: /^alter table \S+ add (?!constraint)(column )?.* not null/,
    unless: /default/,
    why: 'fails on a table with rows, and on inserts of the version before: give it a default',
  },
  {
    found: /^alter table .* alter (column )?\S+ set not null/,
    why: 'reads the whole table under a lock: add a check (… is not null) not valid, validate it in a migration of its own',
  },
  {
    found: /^alter table .* add constraint .* (foreign key|check)\b/,
    unless: /not valid/,
    why: 'reads the whole table under a lock: add it not valid, and validate it in a migration of its own',
  },
  {
    found: /^alter table .* add constraint .* (unique|primary key|exclude)\b/,
    unless: /using index/,
    why: 'builds an index under a lock: create it concurrently first, then add the constraint using index',
  },
  {
    found: /^(update|delete from|insert into .* select)\b/,
    why: 'touches rows without a bound in the transaction of a migration: fill in batches from the scheduler',
  },
  { found: /^(vacuum full|cluster|lock table|truncate)\b/, why: 'locks the table for itself' },
  { found: /^alter table .* set (tablespace|logged|unlogged)\b/, why: 'writes the whole table anew' },
];

const takesAway = /^(drop (table|view|column|sequence|type)\b|alter table .* (drop (column|constraint)|rename)\b)/;

/** What may not be in a migration of a database with rows and with the version before still running; a sentence each. */
export function lintMigration(sql: string): string[] {
  const statements = splitStatements(sql).map(plain);
  const isOutside = sql.startsWith(OUTSIDE_OF_A_TRANSACTION);
  const made = new Set(
    statements.flatMap((statement) => /^create table (?:if not exists )?(\S+)/.exec(statement)?.[1] ?? []),
  );
  const broken = statements.flatMap((statement) => {
    if (made.has(tableOf(statement))) return [];
    return rules
      .filter(({ found, unless }) => found.test(statement) && !unless?.test(statement))
      .map(({ why }) => `${statement.slice(0, 80)}: ${why}`);
  });
  for (const statement of statements) {
    const isConcurrent = /\bconcurrently\b/.test(statement);
    if (isConcurrent && !isOutside) broken.push(`${statement.slice(0, 80)}: can't be in a transaction`);
    if (isOutside && !/\bif (not )?exists\b|^alter table .* validate constraint/.test(statement))
      broken.push(`${statement.slice(0, 80)}: can't be run again after an interruption`);
    if (takesAway.test(statement) && !CONTRACT.test(sql))
      broken.push(
        `${statement.slice(0, 80)}: an older version may read it: say by "-- contract: VERSION" since when none does`,
      );
  }
  const added = statements.flatMap((statement) => /add constraint (\S+).*not valid/.exec(statement)?.[1] ?? []);
  for (const name of added)
    if (!isOutside && statements.some((statement) => statement.includes(`validate constraint ${name}`)))
      broken.push(`${name} is validated under the lock that added it: validate it in a migration of its own`);
  return broken;
}

/** On one line, in lower case, without comments and quotes. */
function plain(statement: string): string {
  return statement.replaceAll(/--.*$/gm, '').replaceAll('"', '').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

function tableOf(statement: string): string {
  return (
    /^(?:alter table (?:if exists )?(?:only )?|create (?:unique )?index .*? on (?:only )?)([^\s(]+)/.exec(
      statement,
    )?.[1] ?? ''
  );
}
