import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScratchDatabase } from '@syncline/testing';

const main = join(import.meta.dirname, '..', '..', 'all-in-one', 'src', 'main.ts');

export interface RunningSyncline {
  /** Of the operator, which serves the console. */
  readonly url: string;
  /** Of the simulated vendors, by their names in lower case. */
  readonly vendors: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The all-in-one with its simulated vendors, in a database and a home of its own. */
export async function startSyncline(args: readonly string[]): Promise<RunningSyncline> {
  const home = mkdtempSync(join(tmpdir(), 'syncline-console-'));
  const database = await createScratchDatabase();
  const child = spawn(process.execPath, [main, '--port', '0', '--webhook-port', '0', ...args], {
    env: { HOME: home, PATH: '/usr/bin:/bin', DATABASE_URL: database.url },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) child.kill('SIGINT');
    await exited;
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const url = await until(() => {
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${text}`);
      return /Console\s+(http:\S+?)\/\s/.exec(text)?.[1];
    });
    const vendors = [...text.matchAll(/^\s+(\w+)\s+a simulated one at (http:\S+)/gm)];
    return { url, vendors: Object.fromEntries(vendors.map(([, name, at]) => [name!.toLowerCase(), at!])), stop };
  } catch (error) {
    child.kill('SIGKILL');
    await stop();
    throw error;
  }
}

/** Asks until there is an answer; the test's own time limit ends it. */
export async function until<Value>(
  ask: () => Promise<Value | undefined | false> | Value | undefined | false,
): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Calls an API or a control route. Throws what it answers where that is not good. */
export async function ask<Answer>(url: string, method = 'GET', body?: object): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} was answered with ${answer.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text === '' ? 'null' : text) as Answer;
}
