import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { z } from 'zod';
import { CliError, toCliError } from '../cli-error.ts';
import { printable } from '../output/render.ts';
import { type TarEntry, tarOf } from '../output/tar.ts';
import type { Shell } from '../shell.ts';
import { type CommandKit, withExamples } from './command-kit.ts';
import { printPlan } from './process-outcome.ts';

interface BundleOptions {
  readonly log?: string;
  readonly dryRun?: boolean;
}

const anything = z.unknown();
/** Answers that say how Syncline is, and nothing of what records hold. */
const answers = {
  'status.json': '/api/v1/status',
  'sync-status.json': '/api/v1/sync/status',
  'diagnostics.json': '/api/v1/diagnostics',
  'health.json': '/readyz',
  'configuration.json': '/api/v1/configuration',
  'connections.json': '/api/v1/connections',
  'processes.json': '/api/v1/processes',
  'reconciliation.json': '/api/v1/reconciliation/groups',
} as const;
/** Of each line of a log: what happened and when, not to which record or with which value. */
const LOG_FIELDS = [
  'time',
  'level',
  'name',
  'msg',
  'code',
  'class',
  'connectionId',
  'processId',
  'connector',
  'stream',
];
const LOG_LINES = 2_000;

export function addSupportBundle(program: Command, kit: CommandKit): void {
  const command = program
    .command('support-bundle')
    .description(
      'one file to send to who helps: versions, configuration, health, processes, queues, metrics; no secrets, no records',
    )
    .argument('[file]', 'where it is written; syncline-support-<time>.tar.gz in this folder when absent')
    .option(
      '--log <file>',
      "a log of Syncline's (JSON lines): its last lines are taken along, without what they say of records",
    )
    .option('--dry-run', 'say what would be written')
    .action(
      kit.handler<BundleOptions>(async (shell, args, { log, dryRun }) => {
        const now = new Date();
        const file = args[0] ?? `syncline-support-${now.toISOString().replaceAll(/[:.]/g, '-')}.tar.gz`;
        // Without the API there is next to nothing to tell.
        await shell.client.get('/readyz', anything);
        if (dryRun) return printPlan(shell, 'write a support bundle', file);
        const { entries, missing } = await collect(shell, log);
        // Others of this machine need not read it.
        writeFileSync(file, gzipSync(tarOf(entries, now)), { mode: 0o600 });
        const parts = entries.map(({ name }) => name);
        shell.print({
          json: { dryRun: false, file, parts, missing },
          lines: [
            printable(`${file}: ${parts.join(', ')}`),
            ...missing.map((line) => printable(`not in it: ${line}`)),
            'It holds no secrets and nothing of what records hold. Look through it before you send it.',
          ],
          tables: [],
        });
      }),
    );
  withExamples(command, ['syncline support-bundle', 'syncline support-bundle bundle.tar.gz --log syncline.log']);
}

async function collect(shell: Shell, log: string | undefined) {
  const entries: TarEntry[] = [];
  const missing: string[] = [];
  const add = async (name: string, read: () => Promise<string> | string): Promise<void> => {
    try {
      entries.push({ name, text: await read() });
    } catch (thrown) {
      const error = toCliError(thrown);
      if (error.exit === exitCode.interrupted) throw thrown;
      missing.push(`${name} (${error.message})`);
    }
  };
  for (const [name, path] of Object.entries(answers))
    await add(name, async () => JSON.stringify(withoutRecords(await shell.client.get(path, anything)), null, 2));
  await add('metrics.txt', () => shell.client.text('/metrics'));
  await add('command-line.json', () => JSON.stringify({ node: process.version, platform: process.platform }, null, 2));
  if (log !== undefined) await add('log.ndjson', () => lastLines(log));
  return { entries, missing };
}

/** Texts that may quote what a vendor or a person said of a record. */
const SPOKEN = new Set(['message', 'error', 'lastError', 'healthReason', 'last_error', 'title', 'text', 'example']);

function withoutRecords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRecords);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      SPOKEN.has(name) && typeof each === 'string' ? `(${each.length} characters)` : withoutRecords(each),
    ]),
  );
}

function lastLines(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CliError({ code: 'usage', message: `${file} can't be read.`, exit: exitCode.usage });
  }
  return text
    .trimEnd()
    .split('\n')
    .slice(-LOG_LINES)
    .map((line) => {
      try {
        const entry = JSON.parse(line) as Record<string, unknown>;
        return JSON.stringify(
          Object.fromEntries(LOG_FIELDS.filter((name) => name in entry).map((name) => [name, entry[name]])),
        );
      } catch {
        return '(a line that is no JSON)';
      }
    })
    .join('\n');
}
