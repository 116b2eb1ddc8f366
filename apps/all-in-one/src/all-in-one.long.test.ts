import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createScratchDatabase } from '@syncline/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

interface Running {
  readonly child: ChildProcess;
  readonly operatorUrl: string;
  output(): string;
  stop(): Promise<number | null>;
}

interface Status {
  readonly counts: { readonly entitiesByKind: Record<string, number>; readonly processesOpen: number };
}

/** What a test that failed may have left running. */
const running = new Set<ChildProcess>();
let home: string;
let database: Awaited<ReturnType<typeof createScratchDatabase>>;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'syncline-home-'));
  database = await createScratchDatabase();
});

afterEach(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  running.clear();
  await database.drop();
  rmSync(home, { recursive: true, force: true });
});

/** What becomes work items and change requests, with so many issues at GitHub: those, issues of Jira, tasks and pull requests of Salesforce. */
const recordsOf = (issues: number): number =>
  issues + Math.min(400, issues) + Math.min(150, issues) + Math.min(20, issues);
const held = ({ counts }: Status): number =>
  (counts.entitiesByKind.work_item ?? 0) + (counts.entitiesByKind.change_request ?? 0);

describe('npm start', { timeout: 180_000 }, () => {
  it('carries edits between the vendors, ends on Ctrl-C with nothing left, and goes on where it stopped', async () => {
    const first = await start(['--issues', '120', '--edits', '20']);
    await first.untilWritten(['github/issues', 'github/project_items', 'jira/issues', 'salesforce/tasks']);
    expect(await first.stop()).toBe(0);

    const second = await start(['--issues', '120', '--no-edits']);
    // The vendors remember what was written to them: all that is read again is as the hub holds it, or an edit that
    // came in the last moment.
    const items = await second.finished('incremental', 3);
    for (const { counters } of items)
      expect(counters.recordsCreated! + counters.recordsUpdated!).toBeLessThanOrEqual(3);
    expect(items.reduce((sum, { counters }) => sum + counters.recordsUnchanged!, 0)).toBeGreaterThan(10);
    expect(await second.stop()).toBe(0);
  });

  it('says what to do when the database was begun with another size', async () => {
    const first = await start(['--issues', '30', '--no-edits']);
    expect(await first.stop()).toBe(0);
    const { code, errors } = await startAndFail(['--issues', '31']);
    expect(code).toBe(78);
    expect(errors).toContain('begun with another --issues');
  });

  it('goes on with a backfill that it was killed in', async () => {
    const first = await start(['--issues', '3000', '--no-edits']);
    await first.until((status) => held(status) > 0);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await start(['--issues', '3000', '--no-edits']);
    await second.finished('backfill', 3);
    // Counts are read now and then.
    await second.until((status) => held(status) === recordsOf(3000));
    expect(await second.stop()).toBe(0);
  });

  it('names what it does not understand and ends with 78', async () => {
    const { code, errors } = await startAndFail(['--issues', 'many']);
    expect(code).toBe(78);
    expect(errors).toContain('--issues wants a whole number');
  });
});

function environment(): NodeJS.ProcessEnv {
  return {
    HOME: home,
    PATH: '/usr/bin:/bin',
    DATABASE_URL: database.url,
    SYNCLINE_SWEEP_AFTER_MS: '1000',
    SYNCLINE_JOB_LOCK_MS: '2000',
  };
}

async function startAndFail(args: readonly string[]): Promise<{ code: number | null; errors: string }> {
  const child = spawn(process.execPath, [main, '--port', '0', '--webhook-port', '0', ...args], { env: environment() });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = await once(child, 'exit');
  return { code: code as number | null, errors };
}

async function start(args: readonly string[]): Promise<
  Running & {
    status(): Promise<Status>;
    until(reached: (status: Status) => boolean): Promise<void>;
    /** Resolves with the processes of a kind when so many have ended. */
    finished(kind: string, count: number): Promise<{ readonly counters: Readonly<Record<string, number>> }[]>;
    /** Resolves when something was written to each of these sides. */
    untilWritten(sides: readonly string[]): Promise<void>;
  }
> {
  const child = spawn(process.execPath, [main, '--port', '0', '--webhook-port', '0', ...args], { env: environment() });
  running.add(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const operatorUrl = await waitFor(() => {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${text}`);
    return /Console\s+(http:\S+?)\/\s/.exec(text)?.[1];
  });
  const read = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${operatorUrl}${path}`)).json()) as Answer;
  const status = (): Promise<Status> => read<Status>('/api/v1/status');
  return {
    child,
    operatorUrl,
    output: () => text,
    status,
    until: async (reached) => {
      await waitFor(async () => (reached(await status()) ? true : undefined));
    },
    finished: (kind, count) =>
      waitFor(async () => {
        const { items } = await read<{ items: { finishedAt: string | null; counters: Record<string, number> }[] }>(
          `/api/v1/processes?kind=${kind}`,
        );
        const ended = items.filter((each) => each.finishedAt !== null);
        return ended.length === count ? ended : undefined;
      }),
    untilWritten: async (sides) => {
      await waitFor(async () => {
        const { members } = await read<{ members: { member: string; written_last_hour: number }[] }>(
          '/api/v1/sync/status',
        );
        const written = members.filter((each) => each.written_last_hour > 0).map((each) => each.member);
        return sides.every((side) => written.includes(side)) ? true : undefined;
      });
    },
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      const [code] = await exited;
      return code as number | null;
    },
  };
}

/** Asks until there is an answer; the test's own time limit ends it. */
async function waitFor<Value>(ask: () => Promise<Value | undefined> | Value | undefined): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
