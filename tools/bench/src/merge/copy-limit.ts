import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { SampleIssue } from './sample-pages.ts';

type Value = string | number | boolean | null;

const COLUMNS: readonly (readonly [name: string, type: string, value: (issue: SampleIssue) => Value])[] = [
  ['id', 'bigint', (i) => i.id],
  ['node_id', 'text', (i) => i.node_id],
  ['number', 'int', (i) => i.number],
  ['title', 'text', (i) => i.title],
  ['body', 'text', (i) => i.body],
  ['state', 'text', (i) => i.state],
  ['state_reason', 'text', (i) => i.state_reason],
  ['locked', 'boolean', (i) => i.locked],
  ['lock_reason', 'text', (i) => i.active_lock_reason],
  ['comments', 'int', (i) => i.comments],
  ['created_at', 'timestamptz', (i) => i.created_at],
  ['updated_at', 'timestamptz', (i) => i.updated_at],
  ['closed_at', 'timestamptz', (i) => i.closed_at],
  ['author_id', 'bigint', (i) => i.user?.id ?? null],
  ['author', 'text', (i) => i.user?.login ?? null],
  ['association', 'text', (i) => i.author_association],
  ['milestone_id', 'bigint', (i) => i.milestone?.id ?? null],
  ['milestone', 'text', (i) => i.milestone?.title ?? null],
  ['assignees', 'text', (i) => JSON.stringify(i.assignees.map(({ id, login }) => ({ id, login })))],
  ['labels', 'text', (i) => JSON.stringify(i.labels.map(({ id, name }) => ({ id, name })))],
  ['url', 'text', (i) => i.url],
  ['html_url', 'text', (i) => i.html_url],
  ['comments_url', 'text', (i) => i.comments_url],
  ['events_url', 'text', (i) => i.events_url],
  ['repository_url', 'text', (i) => i.repository_url],
];

/** The rows of the issues, 25 columns each. */
export function toRows(issues: readonly SampleIssue[]): Value[][] {
  return issues.map((issue) => COLUMNS.map(([, , value]) => value(issue)));
}

export async function createBareTable(databaseUrl: string, table: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`create table ${table} (${COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ')})`);
  await client.end();
}

/** Copies rows into a table without keys or indexes: as fast as rows can get into the database. Returns the bytes sent. */
export async function copyRows(databaseUrl: string, table: string, rows: readonly Value[][]): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  let bytes = 0;
  const chunks = function* (): Generator<Buffer> {
    let text = '';
    for (const row of rows) {
      text += toLine(row);
      if (text.length < 65_536) continue;
      yield send(text);
      text = '';
    }
    yield send(text);
  };
  const send = (text: string): Buffer => {
    const chunk = Buffer.from(text);
    bytes += chunk.length;
    return chunk;
  };
  await pipeline(Readable.from(chunks()), client.query(copyFrom(`copy ${table} from stdin`)));
  await client.end();
  return bytes;
}

const ESCAPED = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function toLine(row: readonly Value[]): string {
  let line = '';
  for (let i = 0; i < row.length; i++) {
    const value = row[i]!;
    if (i > 0) line += '\t';
    if (value === null) line += '\\N';
    else line += typeof value === 'string' ? value.replace(ESCAPED, (character) => ESCAPES[character]!) : String(value);
  }
  return `${line}\n`;
}
