import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { type AuditVerified, auditPage, auditVerification } from '../api/audit-documents.ts';
import { CliError } from '../cli-error.ts';
import { printable } from '../output/render.ts';
import type { Shell } from '../shell.ts';
import { exportToFile, verifyFile } from './audit-files.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { limitOption, numberOf } from './list-options.ts';

export function addAudit(program: Command, kit: CommandKit): void {
  const group = program.command('audit').description('who did what, and why, in a chain of seals');
  withExamples(group, ['syncline audit list --entity 0199…', 'syncline audit verify']);
  addList(group, kit);
  addExport(group, kit);
  addVerify(group, kit);
}

interface ListOptions {
  readonly entity?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly since?: string;
  readonly limit: string;
  readonly cursor?: string;
}

function addList(group: Command, kit: CommandKit): void {
  const command = group
    .command('list')
    .description('who did what, and why: edits, decisions, overridden values, configuration')
    .option('--entity <id>', 'only about this entity')
    .option('--actor <actor>', 'only by this person or member')
    .option('--action <action>', 'only this, such as item.ignore, or a family, such as item')
    .option('--since <time>', 'only from this time on, ISO 8601')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, { entity, limit, ...rest }) => {
        const { actor, action, since, cursor } = rest;
        const query = { entityId: entity, actor, action, since, cursor, limit: numberOf(limit) };
        const page = await shell.client.get('/api/v1/audit', auditPage, query);
        const rows = page.items.map((each) => [each.seq, each.at, each.actor, each.action, each.subject, each.why]);
        const columns = ['row', 'at', 'who', 'what', 'about', 'why'];
        shell.print({ json: page, tables: [{ columns, rows, empty: 'Nothing yet.' }] });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, [
    'syncline audit list --entity 0199…',
    'syncline audit list --action item --actor anna --since 2026-01-01T00:00:00Z --output csv',
  ]);
}

function addExport(group: Command, kit: CommandKit): void {
  const command = group
    .command('export')
    .description('write the sealed rows into a file that can be verified without Syncline')
    .argument('<file>', 'where to; NDJSON, a line a row')
    .option('--after <row>', 'only what follows this row, such as the end of the last export')
    .action(
      kit.handler<{ after?: string }>(async (shell, args, { after }) => {
        const file = argument(args, 0);
        const exported = await exportToFile(shell, file, after === undefined ? undefined : numberOf(after));
        shell.print({
          json: exported,
          tables: [],
          lines: [
            printable(`${exported.rows} rows in ${file}.`),
            printable(`The end, to keep elsewhere: ${exported.end.seq}:${exported.end.hash}`),
          ],
        });
      }),
    );
  withExamples(command, ['syncline audit export audit.ndjson', 'syncline audit export more.ndjson --after 4711']);
}

interface VerifyOptions {
  readonly file?: string;
  readonly end?: string;
}

/** `audit verify`; exit code 6 when a row is not as it was sealed. */
function addVerify(group: Command, kit: CommandKit): void {
  const command = group
    .command('verify')
    .description('compute every seal anew: finds rows that were changed, removed, put in or moved')
    .option('--file <file>', 'an exported file, without asking Syncline')
    .option('--end <row:hash>', 'the end as it was noted: it has to be in the file still')
    .action(
      kit.handler<VerifyOptions>(async (shell, _args, { file, end }) => {
        if (end !== undefined && file === undefined)
          throw new CliError({ code: 'usage', message: '--end goes with --file.', exit: exitCode.usage });
        const verified = file === undefined ? await verifyStored(shell) : await verifyFile(file, end ?? null);
        print(shell, verified);
        return verified.ok ? exitCode.ok : exitCode.findings;
      }),
    );
  withExamples(command, ['syncline audit verify', 'syncline audit verify --file audit.ndjson --end 4711:9f2c…']);
}

async function verifyStored(shell: Shell): Promise<AuditVerified> {
  const { oldestUnsealedAt: _, ...found } = await shell.client.get('/api/v1/audit/verify', auditVerification);
  return {
    ...found,
    file: null,
    ok: found.faults.length === 0,
    faults: found.faults.map((fault) => ({ ...fault, line: null })),
  };
}

function print(shell: Shell, verified: AuditVerified): void {
  const { rows, start, end, faults, moreFaults, unsealed } = verified;
  const first = start.seq === 0 ? '' : ` behind row ${start.seq}`;
  const waiting = unsealed === 0 ? '' : ` ${unsealed} wait for their seal.`;
  const more = moreFaults === 0 ? [] : [printable(`And ${moreFaults} more.`)];
  shell.print({
    json: verified,
    lines: [
      verified.ok
        ? printable(`${rows} rows${first} are as they were sealed.${waiting}`)
        : printable(`Of ${rows} rows${first}, the last being ${end.seq}:${end.hash}, not all are as they were sealed.`),
      ...more,
    ],
    tables:
      faults.length === 0
        ? []
        : [{ columns: ['row', 'line', 'what', 'found'], rows: faults.map((f) => [f.seq, f.line, f.kind, f.message]) }],
  });
}
