/* oxlint-disable no-process-env -- this script hands an environment on, it reads no configuration */
// `npm start` as a newcomer runs it: a clean clone, an empty home, a PATH without Postgres, Redis and pnpm.
// Passes when a record is visible within 60 s after the install, edits made at one vendor are written at the others, and
// Ctrl-C leaves no process behind.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const VISIBLE_WITHIN_MS = 60_000;
/** All is read first, by then, and the people of the edit script have begun. */
const WRITTEN_WITHIN_MS = 120_000;
const INSTALL_WITHIN_MS = 300_000;
const source = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '..');
const folder = mkdtempSync(join(tmpdir(), 'syncline-fresh-'));
const clone = join(folder, 'clone');
let text = '';

try {
  execFileSync('git', ['clone', '--quiet', source, clone]);
  const child = spawn('npm', ['start', '--', '--issues', '2000', '--port', '0', '--webhook-port', '0'], {
    cwd: clone,
    env: emptyEnvironment(),
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  const exited = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
  const startedAt = Date.now();
  const url = await until(
    () => /Console\s+(http:\S+?)\/\s/.exec(text)?.[1],
    INSTALL_WITHIN_MS,
    'it did not say where it runs',
  );
  const runningAt = Date.now();
  const entities = await until(
    async () => (await (await fetch(`${url}/api/v1/status`)).json()).counts.entities || undefined,
    VISIBLE_WITHIN_MS,
    'no record was visible',
  );
  console.log(
    `installed and running after ${runningAt - startedAt} ms, ${entities} records visible ${Date.now() - runningAt} ms later`,
  );
  const sides = await until(
    async () => {
      const { members } = await (await fetch(`${url}/api/v1/sync/status`)).json();
      const written = members.filter((member) => member.written_last_hour > 0);
      return new Set(written.map((member) => member.connection_name)).size === 3 ? written : undefined;
    },
    WRITTEN_WITHIN_MS,
    'edits were not written at all three vendors',
  );
  console.log(
    `${sides.map((side) => `${side.member} ${Math.round(side.lag_p50_ms)} ms`).join(', ')}: written ${Date.now() - runningAt} ms after the start`,
  );
  process.kill(-child.pid, 'SIGINT');
  const code = await exited;
  const left = await until(
    () => (processesOf(clone).length === 0 ? [] : undefined),
    20_000,
    `processes were left: ${processesOf(clone).join(', ')}`,
  );
  console.log(`ended with ${code}, ${left.length} processes left`);
  process.exitCode = code === 0 ? 0 : 1;
} catch (error) {
  console.error(`${error.message}\n${text}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Node, npm and the tools of any system; nothing else. What the machine needs to reach its npm registry comes along. */
function emptyEnvironment() {
  const bin = join(folder, 'bin');
  const home = join(folder, 'home');
  mkdirSync(bin);
  mkdirSync(home);
  for (const name of [
    'node',
    'npm',
    'npx',
    'sh',
    'bash',
    'env',
    'cat',
    'ls',
    'mkdir',
    'rm',
    'cp',
    'mv',
    'ln',
    'chmod',
    'chown',
    'uname',
    'id',
    'git',
    'sed',
    'dirname',
    'basename',
    'readlink',
    'ps',
    'kill',
    'sleep',
    'tr',
    'getent',
    'ldd',
    'locale',
  ]) {
    const path = process.env.PATH.split(':')
      .map((place) => join(place, name))
      .find(existsSync);
    if (path) symlinkSync(path, join(bin, name));
  }
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_registry|NPM_CONFIG_REGISTRY|NODE_EXTRA_CA_CERTS|HTTPS?_PROXY|https?_proxy|NO_PROXY|no_proxy)$/.test(
      name,
    ),
  );
  return { ...Object.fromEntries(kept), HOME: home, PATH: bin };
}

function processesOf(place) {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(place);
      } catch {
        return false;
      }
    });
}

async function until(ask, withinMs, problem) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`${problem} within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
