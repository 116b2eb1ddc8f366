import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import type { z } from 'zod';
import { connectionPage, diagnosticsAnswer, readinessAnswer } from '../api/documents.ts';
import { toCliError } from '../cli-error.ts';
import { paintWord } from '../output/palette.ts';
import type { doctorDocument } from '../published-schemas.ts';
import type { Shell } from '../shell.ts';
import { checkWebhooks } from './check-webhooks.ts';
import { type CommandKit, withExamples } from './command-kit.ts';

type Check = z.output<typeof doctorDocument>['checks'][number];

const OLDEST_NODE = 24;
/** Time stamps of different machines are compared nowhere, but people read them side by side, and tokens expire by them. */
const SKEW_WARN_MS = 2_000;
const SKEW_FAIL_MS = 60_000;

interface DoctorOptions {
  readonly webhooks?: boolean;
}

export function addDoctor(program: Command, kit: CommandKit): void {
  const command = program
    .command('doctor')
    .description('look for what is wrong: API, Postgres, queue, clocks, versions, connections, webhooks')
    .option('--webhooks', 'have vendors send a ping, and see whether it arrives')
    .action(
      kit.handler<DoctorOptions>(async (shell, _args, { webhooks = false }) => {
        const checks = [checkNode(), ...(await checkServer(shell, webhooks))];
        const isOk = checks.every((check) => check.result !== 'fail');
        shell.print({
          json: { ok: isOk, checks },
          tables: [
            {
              columns: ['check', 'result', 'detail', 'what to do'],
              rows: checks.map((check) => [check.name, check.result, check.detail, check.hint]),
            },
          ],
          paint: (text, column) => (column === 'result' ? paintWord(shell.palette, text) : text),
        });
        const isDown = checks.some((check) => check.name === 'api' && check.result === 'fail');
        if (isDown) return exitCode.unavailable;
        return isOk ? exitCode.ok : exitCode.findings;
      }),
    );
  withExamples(command, [
    'syncline doctor',
    'syncline doctor --webhooks',
    'syncline doctor --json | jq \'.checks[] | select(.result != "ok")\'',
  ]);
}

function checkNode(): Check {
  const isNew = Number(process.versions.node.split('.')[0]) >= OLDEST_NODE;
  return check(
    'node',
    isNew ? 'ok' : 'fail',
    `Node ${process.versions.node} here`,
    isNew ? null : `Use Node ${OLDEST_NODE} or newer; "npm start" brings its own.`,
  );
}

async function checkServer(shell: Shell, hasPings: boolean): Promise<Check[]> {
  const { client } = shell;
  try {
    const asked = Date.now();
    const readiness = await client.get('/readyz', readinessAnswer);
    const ms = Date.now() - asked;
    const checks = [check('api', 'ok', `${client.url ?? ''} (from ${client.origin}) answers in ${ms} ms`)];
    for (const [name, { ok, error }] of Object.entries(readiness.checks)) {
      checks.push(
        check(
          name,
          ok ? 'ok' : 'fail',
          ok ? 'answers' : (error ?? 'does not answer'),
          ok ? null : `Is it running, and can the operator reach it?`,
        ),
      );
    }
    if (!readiness.ready) return checks;
    return [...checks, ...(await checkInside(shell, hasPings))];
  } catch (thrown) {
    const error = toCliError(thrown);
    if (error.exit === exitCode.interrupted) throw thrown;
    return [check('api', 'fail', error.message, error.hint)];
  }
}

async function checkInside(shell: Shell, hasPings: boolean): Promise<Check[]> {
  const asked = Date.now();
  const found = await shell.client.get('/api/v1/diagnostics', diagnosticsAnswer);
  const halfWay = (asked + Date.now()) / 2;
  const { queue } = found;
  const policy =
    queue.problem ??
    (queue.backend === 'redis'
      ? 'Redis keeps what it is given (noeviction)'
      : 'the queue lives in Postgres, which keeps what it is given');
  const { items } = await shell.client.get('/api/v1/connections', connectionPage, { limit: 200 });
  return [
    check(
      'queue safety',
      queue.safe ? 'ok' : 'fail',
      policy,
      queue.safe ? null : 'Change the setting, then start Syncline again.',
    ),
    checkSkew('clock of the server', Date.parse(found.serverTime) - halfWay),
    checkSkew('clock of Postgres', Date.parse(found.database.time) - halfWay),
    check(
      'versions',
      'ok',
      `Syncline ${found.version}, Node ${found.node.replace('v', '')}, PostgreSQL ${found.database.version}`,
    ),
    ...items.map(checkConnection),
    ...(await checkWebhooks(shell, items, hasPings)),
    ...(items.length === 0
      ? [check('connections', 'warn', 'there is none', 'Add one; "syncline up" brings a simulated GitHub.')]
      : []),
  ];
}

function checkSkew(name: string, skewMs: number): Check {
  const size = Math.abs(skewMs);
  const result = size >= SKEW_FAIL_MS ? 'fail' : size >= SKEW_WARN_MS ? 'warn' : 'ok';
  return check(
    name,
    result,
    `${Math.round(skewMs)} ms from this machine's`,
    result === 'ok' ? null : 'Turn on time synchronisation (NTP) on both machines.',
  );
}

function checkConnection({
  name,
  health,
  healthReason,
  openItems,
}: z.output<typeof connectionPage>['items'][number]): Check {
  const label = `connection ${name}`;
  if (health === 'action required')
    return check(
      label,
      'fail',
      healthReason ?? health,
      `Renew its credentials, then "syncline connections check ${name}".`,
    );
  if (health === 'error')
    return check(
      label,
      'fail',
      'more than two polls behind, or its last run failed',
      `See "syncline connections show ${name}".`,
    );
  if (health === 'delayed')
    return check(label, 'warn', 'more than one poll behind', `See "syncline connections show ${name}".`);
  if (openItems > 0)
    return check(
      label,
      'warn',
      `${health}, ${openItems} open ${openItems === 1 ? 'item' : 'items'}`,
      'See "syncline reconcile list --groups".',
    );
  return check(label, 'ok', health);
}

function check(name: string, result: Check['result'], detail: string, hint: string | null = null): Check {
  return { name, result, detail, hint };
}
