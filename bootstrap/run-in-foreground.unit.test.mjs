import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

const bootstrapper = `
  import { runInForeground } from ${JSON.stringify(join(import.meta.dirname, 'run-in-foreground.mjs'))};
  process.exitCode = await runInForeground(process.execPath, ['-e', process.argv[1]], process.env, { hasChannel: true });`;

/** Starts a bootstrap whose program is `program`, sends the signals when it prints UP, and waits for its end. */
async function run(program, signals = [], gapMs = 0) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', bootstrapper, program]);
  let output = '';
  child.stdout.on('data', async (chunk) => {
    output += chunk;
    if (!String(chunk).includes('UP')) return;
    for (const signal of signals) {
      child.kill(signal);
      await delay(gapMs);
    }
  });
  const [code] = await once(child, 'close');
  return { code, output };
}

const countsSignals = `
  let seen = 0;
  process.on('SIGINT', () => { seen += 1; if (seen === 2) process.exit(130); });
  setTimeout(() => process.exit(seen), 1200);
  console.log('UP');`;

describe('a program in the foreground', () => {
  it('passes its exit code on', async () => {
    expect((await run('process.exit(7)')).code).toBe(7);
    expect((await run("process.kill(process.pid, 'SIGKILL')")).code).toBe(137);
  });

  it('hears one signal when the terminal and npm both send it', async () => {
    expect((await run(countsSignals, ['SIGINT', 'SIGINT'], 20)).code).toBe(1);
  });

  it('hears a second Ctrl-C', async () => {
    expect((await run(countsSignals, ['SIGINT', 'SIGINT'], 450)).code).toBe(130);
  });

  it('takes what it started with it', async () => {
    const { output } = await run(`
      const child = require('node:child_process').spawn('sleep', ['60'], { stdio: 'ignore' });
      console.log(child.pid);
      process.exit(0);`);
    await delay(100);
    // Where nobody reaps orphans, a zombie stays.
    expect(spawnSync('ps', ['-o', 'stat=', '-p', output.trim()], { encoding: 'utf8' }).stdout).toMatch(/^(Z.*)?\s*$/);
  });
});
