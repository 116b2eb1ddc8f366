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

let home: string;
let database: Awaited<ReturnType<typeof createScratchDatabase>>;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'syncline-home-'));
  database = await createScratchDatabase();
});

afterEach(async () => {
  await database.drop();
  rmSync(home, { recursive: true, force: true });
});

describe('npm start', { timeout: 120_000 }, () => {
  it('shows records flow, ends on Ctrl-C with nothing left, and goes on when started again', async () => {
    const first = await start(['--issues', '300', '--edits', '0']);
    await first.until(
      (status) => status.counts.processesOpen === 0 && (status.counts.entitiesByKind.work_item ?? 0) > 0,
    );
    const before = await first.status();
    expect((before.counts.entitiesByKind.work_item ?? 0) + (before.counts.entitiesByKind.change_request ?? 0)).toBe(
      300,
    );
    expect(await first.stop()).toBe(0);

    const second = await start(['--issues', '300', '--edits', '20']);
    // Edits come by webhook: the inbox fills, and the graph goes on.
    await second.until((status) => status.counts.processesOpen === 0);
    await second.untilDeliveries();
    expect(await second.stop()).toBe(0);
  });

  it('goes on with a backfill that it was killed in', async () => {
    const first = await start(['--issues', '3000', '--edits', '0']);
    await first.until((status) => (status.counts.entitiesByKind.work_item ?? 0) > 0);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await start(['--issues', '3000', '--edits', '0']);
    await second.until((status) => status.counts.processesOpen === 0);
    const { counts } = await second.status();
    expect((counts.entitiesByKind.work_item ?? 0) + (counts.entitiesByKind.change_request ?? 0)).toBe(3000);
    expect(await second.stop()).toBe(0);
  });

  it('names what it does not understand and ends with 78', async () => {
    const child = spawn(process.execPath, [main, '--issues', 'many'], { env: environment() });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const [code] = await once(child, 'exit');
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

async function start(args: readonly string[]): Promise<
  Running & {
    status(): Promise<Status>;
    until(reached: (status: Status) => boolean): Promise<void>;
    untilDeliveries(): Promise<void>;
  }
> {
  const child = spawn(process.execPath, [main, '--port', '0', '--webhook-port', '0', ...args], { env: environment() });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const operatorUrl = await waitFor(() => {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${text}`);
    return /Status\s+(http:\S+?)\/\s/.exec(text)?.[1];
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
    untilDeliveries: async () => {
      await waitFor(async () => {
        const { items } = await read<{ items: { state: string }[] }>('/api/v1/inbox?limit=50');
        return items.some((delivery) => delivery.state === 'processed') ? true : undefined;
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
