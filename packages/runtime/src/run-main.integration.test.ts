import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const runtime = join(import.meta.dirname, 'index.ts');
const folder = mkdtempSync(join(tmpdir(), 'run-main-'));

/**
 * Runs a main of this body in a process of its own. Each of `signals` is sent after a line `UP`; without any, the
 * channel to it is closed then, as it is when its parent dies.
 */
async function run(
  body: string,
  signals: readonly NodeJS.Signals[] = [],
): Promise<{ code: number | null; output: string }> {
  const file = join(folder, `${randomUUID()}.ts`);
  writeFileSync(file, `import { ConfigurationError, runMain } from '${runtime}';\n${body}`);
  const child = fork(file, { silent: true, execArgv: [] });
  const left = [...signals];
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    if (!chunk.includes('UP')) return;
    const signal = left.shift();
    if (signal) child.kill(signal);
    else if (signals.length === 0) child.disconnect();
  };
  const exit = once(child, 'exit');
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const ends = Promise.all([child.stdout, child.stderr].flatMap((stream) => (stream ? [once(stream, 'end')] : [])));
  const [code] = (await exit) as [number | null];
  await ends;
  return { code, output };
}

const waiting = `
  const timer = setInterval(() => {}, 1000);
  lifecycle.onShutdown('first', () => { clearInterval(timer); console.log('first stopped'); });
  lifecycle.onShutdown('second', async () => { console.log('second stopping'); await SLEEP; console.log('second stopped'); });
  console.log('UP');`;
const server = (sleep: string) =>
  `runMain('x', (lifecycle) => {${waiting.replace('SLEEP', sleep)}}, { shutdownLimitMs: 400 });`;

describe('a program', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('drains on %s, last started first, and exits with 0', async (signal) => {
    const { code, output } = await run(server('1'), [signal]);
    expect(code).toBe(0);
    expect(output.match(/\w+ stopped/g)).toEqual(['second stopped', 'first stopped']);
  });

  it('drains when the process that started it is gone', async () => {
    const { code, output } = await run(server('1'));
    expect({ code, isDrained: output.includes('first stopped') }).toEqual({ code: 0, isDrained: true });
  });

  it('exits with 1 when stopping takes too long', async () => {
    const { code, output } = await run(server('new Promise(() => {})'), ['SIGTERM']);
    expect(code).toBe(1);
    expect(output).toContain('Shutdown took too long');
  });

  it('exits at once on a second signal', async () => {
    const body = server("(console.log('UP'), new Promise(() => {}))").replace('400', '60000');
    expect((await run(body, ['SIGINT', 'SIGINT'])).code).toBe(130);
  });

  it('says what is wrong with the configuration and exits with 78', async () => {
    const { code, output } = await run(
      "runMain('x', () => { throw new ConfigurationError(['A is not set', 'B is no number']); });",
    );
    expect(code).toBe(78);
    expect(output).toContain('x: The configuration has 2 problems:\n- A is not set\n- B is no number\n');
  });

  it('logs an unhandled rejection and exits with 1, after its shutdown steps', async () => {
    const { code, output } = await run(
      "runMain('x', (l) => { l.onShutdown('a', () => console.log('a stopped')); void Promise.reject(new Error('lost')); setInterval(() => {}, 1000); });",
    );
    expect(code).toBe(1);
    expect(output).toMatch(/lost[\s\S]*a stopped/);
  });

  it('ends by itself with 0 when it has nothing left to do', async () => {
    const { code, output } = await run("runMain('x', (l) => l.onShutdown('a', () => console.log('a stopped')));");
    expect({ code, isDrained: output.includes('a stopped') }).toEqual({ code: 0, isDrained: true });
  });
});
