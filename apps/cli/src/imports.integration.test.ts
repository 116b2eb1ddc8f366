import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishedSchemas } from './published-schemas.ts';
import { runCli } from './run-cli.ts';
import { type OperatorProcess, startOperator } from './testing/start-operator.ts';

let engine: TestEngine;
let operator: OperatorProcess;
let folder: string;

beforeAll(async () => {
  engine = await startTestEngine({ sandbox: { issues: 1, repositories: 1 } });
  operator = await startOperator({ DATABASE_URL: engine.databaseUrl });
  folder = await mkdtemp(join(tmpdir(), 'syncline-import-test-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await operator?.stop();
  await engine?.stop();
});

async function json(verb: string, ...args: string[]) {
  let [out, err] = ['', ''];
  const code = await runCli(['import', verb, ...args, '--json'], {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: { SYNCLINE_URL: operator.url },
    signal: new AbortController().signal,
  });
  const document = JSON.parse(out);
  expect(publishedSchemas[`import-${verb}`]!.parse(document), err).toEqual(document);
  return { code, err, document };
}

it('brings a file from the command line: question, dry run, apply, correction, undo and replay', async () => {
  const path = join(folder, 'deals.csv');
  const lines = [
    'Deal,Company,Close date,Amount',
    'Big,Globex,03/04/2026,10',
    'Small,Globex,05/06/2026,20',
    'Odd,Globex,07/08/2026,ten',
  ];
  await writeFile(path, `${lines.join('\n')}\n`);
  const { document: taken, err } = await json('file', path);
  expect(err).toContain('1 open');
  const { id } = taken;
  expect((await json('answer', id, 'order Close date', 'dmy')).document.openQuestions).toEqual([]);
  expect((await json('dry-run', id)).document).toMatchObject({ rows: 3, entities: { created: 3 }, failedRows: 1 });

  const applied = await json('apply', id, '--wait');
  expect(applied.err).toContain('Rows wait for you');
  expect((await json('rows', id)).document.items).toMatchObject([
    { row: 4, state: 'failed', cells: { Amount: 'ten' } },
  ]);
  await json('correct', id, '4', '--cells', '{"Amount": "10"}');
  expect((await json('show', id)).document.counts).toMatchObject({
    entities: { created: 4 },
    rows: { applied: 2, corrected: 1 },
  });

  await json('undo', id, '--wait');
  expect((await json('show', id)).document).toMatchObject({ state: 'undone', counts: { undone: { restored: 4 } } });
  const replayed = await json('replay', id, '--wait');
  expect(replayed.document.importId).not.toBe(id);
});

it('keeps a profile, takes it for another file, forgets it, and hands the file out as it came', async () => {
  const path = join(folder, 'more deals.csv');
  await writeFile(path, 'Deal,Close date\nBig,03/04/2026\n');
  const { id } = (await json('file', path)).document;
  await json('answer', id, 'order Close date', 'mdy');
  await json('save-profile', id, 'american deals');
  expect((await json('profiles')).document.items).toMatchObject([{ name: 'american deals', kinds: ['deal'] }]);
  expect((await json('profile', 'american deals')).document.manifest).toMatchObject({
    records: [{ fields: { close_date: { dateOrder: 'mdy' } } }],
  });
  const other = (await json('file', path)).document;
  await json('answer', other.id, 'order Close date', 'dmy');
  expect((await json('use', other.id, 'american deals')).document).toMatchObject({ profile: 'american deals' });
  await json('forget', 'american deals', '--yes');
  expect((await json('profiles')).document.items).toEqual([]);

  const copy = join(folder, 'copy.csv');
  expect((await json('evidence', id, copy)).document).toMatchObject({ file: copy });
  expect(await readFile(copy)).toEqual(await readFile(path));
});

it('brings all files of a folder', async () => {
  const inbox = await mkdtemp(join(folder, 'inbox-'));
  await writeFile(join(inbox, 'a.csv'), 'email\na@folder.example\n');
  await writeFile(join(inbox, 'b.json'), '[{"email": "b@folder.example"}]');
  await writeFile(join(inbox, 'notes.md'), 'no table');
  expect((await json('file', inbox)).document.items).toMatchObject([{ name: 'a.csv' }, { name: 'b.json' }]);
});
