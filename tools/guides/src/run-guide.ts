import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { searchPath } from './env.ts';
import { parseGuide, type Step } from './parse-guide.ts';
import { isAsShown, portsOf, withPorts } from './shown-output.ts';

/** The first start installs. */
const START_MS = 300_000;
const STEP_MS = 60_000;
/** A moment later, as guides say. */
const AGAIN_MS = 60_000;

/** A command of the guide that did not do what the guide shows. */
export class GuideError extends Error {
  override readonly name = 'GuideError';
}

/**
 * Does what a guide says, in a folder of its own that looks like a clone, with an empty home, and compares what is
 * printed with what the guide shows. Throws GuideError for the first difference. Leaves nothing running.
 */
export async function runGuide(root: string, markdown: string, say: (line: string) => void): Promise<number> {
  const steps = parseGuide(markdown);
  const folder = mkdtempSync(join(tmpdir(), 'syncline-guide-'));
  const desk = openDesk(root, folder);
  try {
    for (const step of steps) {
      const startedAt = performance.now();
      await (step.kind === 'server' ? desk.serve(step) : desk.run(step));
      say(`ok  line ${step.line} (${Math.round(performance.now() - startedAt)} ms)`);
    }
  } finally {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return steps.length;
}

interface Desk {
  run(step: Step): Promise<void>;
  serve(step: Step): Promise<void>;
  close(): Promise<void>;
}

function openDesk(root: string, folder: string): Desk {
  const home = join(folder, 'home');
  mkdirSync(home);
  // What a clone has, without its being written to.
  for (const name of ['presets', 'docs']) symlinkSync(join(root, name), join(folder, name));
  writeFileSync(join(folder, 'syncline'), `#!/bin/sh\nexec '${join(root, 'syncline')}' "$@"\n`);
  chmodSync(join(folder, 'syncline'), 0o755);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ scripts: { start: `exec node '${join(root, 'bootstrap.mjs')}' start` } }),
  );
  const options = { cwd: folder, env: { PATH: pathOfNewcomer(), HOME: home }, detached: true } as const;
  const servers: { readonly child: ChildProcess; readonly text: () => string }[] = [];
  let ports: ReadonlyMap<string, string> = new Map();

  const start = (script: string) => {
    const child = spawn('sh', ['-c', `exec 2>&1\n${script}`], { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    return { child, text: () => text };
  };
  return {
    serve: async (step) => {
      const server = start(step.script);
      servers.push(server);
      const shown = step.output ?? '';
      const found = await until(START_MS, () => {
        if (server.child.exitCode !== null) return undefined;
        return portsOf(shown, server.text()) ?? undefined;
      });
      if (found === undefined) throw differs(step, shown, server.text());
      ports = found;
    },
    run: async (step) => {
      const script = withPorts(step.script, ports);
      const shown = step.output === null ? null : withPorts(step.output, ports);
      let printed = '';
      const isDone = await until(step.kind === 'again' ? AGAIN_MS : 1, async () => {
        const { child, text } = start(script);
        const timer = setTimeout(() => stopGroup(child, 'SIGKILL'), STEP_MS);
        const [code] = (await once(child, 'close')) as [number | null];
        clearTimeout(timer);
        printed = `${text()}${code === 0 ? '' : `\n(exit ${code})`}`;
        return (shown === null ? code === 0 : isAsShown(shown, printed)) || undefined;
      });
      if (!isDone) throw differs(step, shown ?? 'success', printed);
    },
    close: async () => {
      for (const { child, text } of servers) {
        const exited = once(child, 'exit');
        if (child.exitCode === null) {
          stopGroup(child, 'SIGINT');
          await Promise.race([exited, sleep(30_000, undefined, { ref: false })]);
          stopGroup(child, 'SIGKILL');
        }
        removeData(text());
      }
    },
  };
}

/** Without what belongs to this repository: its own Node and tools. */
function pathOfNewcomer(): string {
  const folders = searchPath().split(delimiter);
  return folders.filter((each) => !each.includes('node_modules')).join(delimiter);
}

/** Root's Postgres keeps its data outside of the home. */
function removeData(text: string): void {
  const data = /data in (\/var\/lib\/syncline\/[^/\s]+)\//.exec(text)?.[1];
  if (data !== undefined) rmSync(data, { recursive: true, force: true });
}

function stopGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, signal);
  } catch {
    // It has ended.
  }
}

async function until<Value>(
  ms: number,
  look: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value | undefined> {
  const deadline = performance.now() + ms;
  for (;;) {
    const value = await look();
    if (value !== undefined || performance.now() > deadline) return value;
    await sleep(300);
  }
}

function differs({ line, script }: Step, shown: string, printed: string): GuideError {
  return new GuideError(
    `Line ${line}:\n${indented(script)}\nshows\n${indented(shown)}\nand printed\n${indented(printed)}`,
  );
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
