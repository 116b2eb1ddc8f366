import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import {
  importCorrected,
  importDocument,
  importDryRun,
  importPage,
  importProblemRows,
  importStarted,
} from '../api/import-documents.ts';
import { CliError } from '../cli-error.ts';
import { showDryRun, showImport } from '../output/import-views.ts';
import { showProcessTree } from '../output/process-views.ts';
import { printable } from '../output/render.ts';
import { watchProcess } from '../output/watch-process.ts';
import type { Shell } from '../shell.ts';
import { argument, type CommandKit, jsonOption, withExamples } from './command-kit.ts';
import { filesAt, keepEvidence, upload } from './import-files.ts';
import { addImportProfiles } from './import-profiles.ts';
import { limitOption, numberOf } from './list-options.ts';
import { exitOfProcess } from './process-outcome.ts';

interface FileOptions {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly headerRow?: string;
}

export function addImport(program: Command, kit: CommandKit): void {
  const group = program.command('import').description('bring clients from files into the graph');
  withExamples(group, [
    'syncline import file people.csv',
    'syncline import answer 0198c0de-… "order Close date" dmy',
    'syncline import dry-run 0198c0de-…',
    'syncline import apply 0198c0de-… --wait',
  ]);
  addFile(group, kit);
  addReads(group, kit);
  addAnswer(group, kit);
  addStarts(group, kit);
  addCorrect(group, kit);
  addEvidence(group, kit);
  addImportProfiles(group, kit);
}

function addFile(group: Command, kit: CommandKit): void {
  const command = group
    .command('file')
    .description('take a file in, or each file of a folder: CSV, TSV, JSON, NDJSON, XLSX; nothing is applied yet')
    .argument('<path>', 'a file or a folder')
    .option('--encoding <name>', 'of its text, where that is found out wrongly: windows-1252')
    .option('--delimiter <mark>', 'what parts its cells, where that is found out wrongly')
    .option('--sheet <name>', 'the sheet of a workbook; the first one by default')
    .option('--header-row <n>', 'the row that names the columns; 0: none does')
    .action(
      kit.handler<FileOptions>(async (shell, args, options) => {
        const { encoding, delimiter, sheet, headerRow } = options;
        const words = { encoding, delimiter, sheet, headerRow };
        const taken = [];
        for (const path of await filesAt(argument(args, 0))) taken.push(await upload(shell, path, words));
        const [only] = taken;
        if (only && taken.length === 1) shell.print(showImport(only));
        else
          shell.print({
            json: { items: taken, nextCursor: null },
            tables: [
              {
                columns: ['import', 'file', 'questions'],
                rows: taken.map((each) => [each.id, each.name, each.openQuestions.length]),
              },
            ],
          });
        for (const each of taken) shell.say(nextStep(each.id, each.openQuestions.length));
      }),
    );
  withExamples(command, [
    'syncline import file people.csv',
    'syncline import file book.xlsx --sheet Contacts',
    'syncline import file inbox/',
  ]);
}

function nextStep(id: string, questions: number): string {
  return questions > 0
    ? `${questions} open: syncline import answer ${id} <question> <choice>`
    : `Next: syncline import dry-run ${id}, then syncline import apply ${id} --wait`;
}

function addReads(group: Command, kit: CommandKit): void {
  const list = group
    .command('list')
    .description('imports, newest first')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<{ readonly limit: string; readonly cursor?: string }>(async (shell, _args, options) => {
        const page = await shell.client.get('/api/v1/imports', importPage, {
          limit: numberOf(options.limit),
          cursor: options.cursor,
        });
        const columns = ['id', 'file', 'state', 'bytes', 'by', 'at'];
        const rows = page.items.map((each) => [
          each.id,
          each.name,
          each.state,
          each.size,
          each.createdBy,
          each.createdAt,
        ]);
        shell.print({ json: page, tables: [{ columns, rows, empty: 'No file was brought yet.' }] });
      }),
    );
  withExamples(list, ['syncline import list --json']);
  const show = group
    .command('show')
    .description('what a file is taken for, and what became of it')
    .argument('<id>', 'the import')
    .action(
      kit.handler(async (shell, args) => {
        shell.print(showImport(await shell.client.get(`/api/v1/imports/${argument(args, 0)}`, importDocument)));
      }),
    );
  withExamples(show, ['syncline import show 0198c0de-…']);
  const dryRun = group
    .command('dry-run')
    .description('what applying it would create, change and link, with the row and column of each problem')
    .argument('<id>', 'the import')
    .action(
      kit.handler(async (shell, args) => {
        shell.print(
          showDryRun(await shell.client.post(`/api/v1/imports/${argument(args, 0)}/dry-run`, importDryRun, {})),
        );
      }),
    );
  withExamples(dryRun, ['syncline import dry-run 0198c0de-…']);
  const rows = group
    .command('rows')
    .description('its rows that have a problem')
    .argument('<id>', 'the import')
    .action(
      kit.handler(async (shell, args) => {
        const page = await shell.client.get(`/api/v1/imports/${argument(args, 0)}/rows`, importProblemRows, {
          limit: 200,
        });
        const told = page.items.flatMap(({ row, state, problems }) =>
          problems.map(({ column, severity, message }) => [row, state, column, severity, message]),
        );
        shell.print({
          json: page,
          tables: [
            { columns: ['row', 'state', 'column', 'severity', 'message'], rows: told, empty: 'No row has a problem.' },
          ],
        });
      }),
    );
  withExamples(rows, ['syncline import rows 0198c0de-…']);
}

function addAnswer(group: Command, kit: CommandKit): void {
  const command = group
    .command('answer')
    .description('answer a question about a file')
    .argument('<id>', 'the import')
    .argument('<question>', 'as `syncline import show` calls it')
    .argument('<choice>', 'one of its choices')
    .action(
      kit.handler(async (shell, args) => {
        const [id, question, choice] = [argument(args, 0), argument(args, 1), argument(args, 2)];
        const body = { answers: { [question]: choice } };
        const answered = await shell.client.patch(`/api/v1/imports/${id}`, importDocument, body, undefined);
        shell.print(showImport(answered));
        shell.say(nextStep(id, answered.openQuestions.length));
      }),
    );
  withExamples(command, ['syncline import answer 0198c0de-… "order Close date" dmy']);
}

function addStarts(group: Command, kit: CommandKit): void {
  const verbs = [
    ['apply', 'bring it into the graph'],
    ['undo', 'take back what it changed; what was changed or built on since stays, and is told'],
    ['replay', 'import the kept file once more, with the same meaning'],
  ] as const;
  for (const [verb, description] of verbs) {
    const command = group
      .command(verb)
      .description(description)
      .argument('<id>', 'the import')
      .option('--wait', 'stay until it has ended, with live progress');
    if (verb === 'apply')
      command.option('--save-as <profile>', 'keep what the file means, for files of the same header');
    command.action(
      kit.handler<{ readonly wait?: boolean; readonly saveAs?: string }>(async (shell, args, options) => {
        const body = options.saveAs === undefined ? {} : { saveAs: options.saveAs };
        const started = await shell.client.post(`/api/v1/imports/${argument(args, 0)}/${verb}`, importStarted, body);
        return outcomeOf(shell, started, options.wait ?? false);
      }),
    );
    withExamples(command, [`syncline import ${verb} 0198c0de-… --wait`]);
  }
}

async function outcomeOf(
  shell: Shell,
  started: { importId: string; processId: string },
  waits: boolean,
): Promise<number | void> {
  if (!waits) {
    shell.print({
      json: started,
      tables: [{ columns: ['import', 'process'], rows: [[started.importId, started.processId]] }],
    });
    shell.say(`Started. Watch it with: syncline process show ${started.processId} --watch`);
    return;
  }
  const ended = await watchProcess(shell, started.processId);
  shell.print({ ...showProcessTree(ended, shell.palette), json: started });
  if ((ended.counters?.recordsFailed ?? 0) > 0)
    shell.say(`Rows wait for you: syncline import rows ${started.importId}`);
  return exitOfProcess(ended);
}

function addCorrect(group: Command, kit: CommandKit): void {
  const command = group
    .command('correct')
    .description('apply a row that was left out, with cells put right')
    .argument('<id>', 'the import')
    .argument('<row>', 'where it stands in the file')
    .requiredOption('--cells <json>', 'what cells hold instead, by the names of columns')
    .action(
      kit.handler<{ readonly cells: string }>(async (shell, args, options) => {
        const row = Number(argument(args, 1));
        if (!Number.isInteger(row) || row < 1)
          throw new CliError({ code: 'usage', message: `${argument(args, 1)} is no row.`, exit: exitCode.usage });
        const cells = jsonOption('--cells', options.cells);
        const corrected = await shell.client.post(
          `/api/v1/imports/${argument(args, 0)}/rows/${row}/correct`,
          importCorrected,
          { cells },
        );
        shell.print({ json: corrected, tables: [] });
        shell.say(`Row ${row} is applied.`);
      }),
    );
  withExamples(command, [`syncline import correct 0198c0de-… 17 --cells '{"Amount": "1200"}'`]);
}

function addEvidence(group: Command, kit: CommandKit): void {
  const command = group
    .command('evidence')
    .description('the file as it came, byte for byte')
    .argument('<id>', 'the import')
    .argument('<file>', 'where it is written')
    .action(
      kit.handler(async (shell, args) => {
        const kept = await keepEvidence(shell, argument(args, 0), argument(args, 1));
        shell.print({
          json: kept,
          lines: [printable(`${kept.file}: ${kept.size} bytes, sha256 ${kept.sha256}`)],
          tables: [],
        });
      }),
    );
  withExamples(command, ['syncline import evidence 0198c0de-… people.csv']);
}
