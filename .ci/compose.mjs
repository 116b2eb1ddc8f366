/* oxlint-disable no-process-env -- this script hands an environment on, it reads no configuration */
// docker-compose.yml as a user runs it: `docker compose --profile demo up` from this clone. Passes when both backfills are
// completed, a writer out of three is killed under edits, and afterwards each issue of the simulated GitHub is a task of
// the simulated Salesforce with the same title and state. Prints what an image weighs and what a role takes.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..');
const ROLES = ['ingress', 'fetcher', 'transformer', 'merger', 'writer', 'reconciler', 'scheduler', 'operator'];
const GITHUB = 'http://127.0.0.1:18181';
const SALESFORCE = 'http://127.0.0.1:18182';
const OPERATOR = 'http://127.0.0.1:18090';
const SANDBOX_TOKEN = 'sandbox-token';
const BACKFILLED_WITHIN_MS = 300_000;
const IN_STEP_WITHIN_MS = 240_000;
const project = `syncline-check-${process.pid}`;
const env = {
  ...process.env,
  SYNCLINE_IMAGE: `${project}:local`,
  SYNCLINE_OPERATOR_PORT: '18090',
  SYNCLINE_INGRESS_PORT: '18080',
  DEMO_GITHUB_PORT: '18181',
  DEMO_SALESFORCE_PORT: '18182',
  DEMO_ISSUES: '500',
};
let stopEngine = () => {};

try {
  stopEngine = ensureDocker();
  const compose = composeCommand();
  docker('build', '--network', 'host', '-q', '-f', 'infra/docker/Dockerfile', '-t', env.SYNCLINE_IMAGE, '.');
  console.log(`image: ${megabytes(docker('image', 'inspect', '-f', '{{.Size}}', env.SYNCLINE_IMAGE))}`);
  try {
    run(compose, 'up', '-d', '--no-build');
    const token = docker('exec', containersOf('operator')[0], 'cat', '/secrets/token');
    await until('the demo was set up', BACKFILLED_WITHIN_MS, () => {
      const [container] = containersOf('demo', true);
      const [status, code] = docker('inspect', '-f', '{{.State.Status}} {{.State.ExitCode}}', container).split(' ');
      if (status === 'exited' && code !== '0') throw new Error(`the demo was not set up:\n${docker('logs', container)}`);
      return status === 'exited';
    });
    await until('both backfills are completed', BACKFILLED_WITHIN_MS, async () => {
      const { items } = await ask(`${OPERATOR}/api/v1/processes?kind=backfill`, token);
      const roots = items.filter(({ parentId }) => parentId === null);
      const failed = roots.find(({ state }) => !['completed', 'queued', 'processing', 'fetching'].includes(state));
      if (failed) console.log(`a backfill is ${failed.state}`);
      return roots.length === 2 && roots.every(({ state }) => state === 'completed');
    });
    printRoles();

    run(compose, 'up', '-d', '--no-build', '--no-recreate', '--scale', 'writer=3');
    await until('three writers are ready', 120_000, () => {
      const states = containersOf('writer').map((id) => docker('inspect', '-f', '{{.State.Health.Status}}', id));
      return states.length === 3 && states.every((state) => state === 'healthy');
    });
    const before = (await tasks()).length;
    docker('kill', '--signal', 'KILL', containersOf('writer')[0]);
    await until('records are written after the kill', IN_STEP_WITHIN_MS, async () => {
      const changed = await inStep();
      return changed.written > 0 && (await tasks()).length >= before;
    });

    await fetch(`${GITHUB}/_sandbox/edits`, { method: 'DELETE' });
    let difference = '';
    await until('both sides are equal', IN_STEP_WITHIN_MS, async () => (difference = await compare()) === '', () => difference);
    console.log(`equal: ${(await issues()).length} issues, each one task`);
  } finally {
    if (process.exitCode !== undefined) console.log(run(compose, 'logs', '--tail', '50'));
    run(compose, 'down', '--volumes', '--timeout', '40');
    docker('image', 'rm', env.SYNCLINE_IMAGE);
  }
} finally {
  stopEngine();
}

async function inStep() {
  const { members } = await ask(`${OPERATOR}/api/v1/sync/status`, operatorToken());
  return { written: members.reduce((sum, { written_last_hour: written }) => sum + written, 0) };
}

async function compare() {
  const [left, right] = [await issues(), await tasks()];
  const tasksByTitle = tally(right.map((task) => `${task.Subject}|${task.IsClosed ? 'closed' : 'open'}`));
  const issuesByTitle = tally(left.map((issue) => `${issue.title}|${issue.state}`));
  const differing = [...issuesByTitle].filter(([key, count]) => tasksByTitle.get(key) !== count);
  if (left.length === right.length && differing.length === 0) return '';
  return `${left.length} issues, ${right.length} tasks, ${differing.length} differ: ${differing.slice(0, 3).map(([key]) => key)}`;
}

async function issues() {
  const all = [];
  const repositories = await ask(`${GITHUB}/orgs/acme/repos?per_page=100`, SANDBOX_TOKEN);
  for (const { full_name: name } of repositories)
    for (let page = 1; ; page += 1) {
      const items = await ask(`${GITHUB}/repos/${name}/issues?state=all&per_page=100&page=${page}`, SANDBOX_TOKEN);
      all.push(...items.filter((item) => item.pull_request === undefined));
      if (items.length < 100) break;
    }
  return all;
}

async function tasks() {
  const all = [];
  let path = `/services/data/v62.0/query?q=${encodeURIComponent('SELECT Id, Subject, IsClosed FROM Task')}`;
  while (path) {
    const { records, nextRecordsUrl } = await ask(`${SALESFORCE}${path}`, SANDBOX_TOKEN);
    all.push(...records);
    path = nextRecordsUrl;
  }
  return all;
}

function tally(keys) {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function operatorToken() {
  return docker('exec', containersOf('operator')[0], 'cat', '/secrets/token');
}

async function ask(url, token) {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return await answer.json();
}

/** What each role took from its start to being ready, and its memory at rest. */
function printRoles() {
  for (const role of ROLES) {
    const [container] = containersOf(role);
    const memory = docker('stats', '--no-stream', '--format', '{{.MemUsage}}', container).split(' / ')[0];
    const startedAt = Date.parse(docker('inspect', '-f', '{{.State.StartedAt}}', container));
    const log = docker('logs', container).split('\n').find((line) => line.includes('"msg":"Started"'));
    const readyAt = log === undefined ? NaN : Date.parse(JSON.parse(log).time);
    console.log(`${role}: started in ${readyAt - startedAt} ms, ${memory} in memory`);
  }
}

function containersOf(service, all = false) {
  const filters = [`label=com.docker.compose.project=${project}`, `label=com.docker.compose.service=${service}`];
  const args = ['ps', '-q', ...(all ? ['-a'] : []), ...filters.flatMap((filter) => ['--filter', filter])];
  return docker(...args).split('\n').filter((id) => id !== '');
}

function docker(...args) {
  return execFileSync('docker', args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

function run([command, ...first], ...args) {
  const all = [...first, '-p', project, '--profile', 'demo', ...args];
  const { status, stdout, stderr } = spawnSync(command, all, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${all.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** `docker compose` where it is there, else docker-compose. */
function composeCommand() {
  if (spawnSync('docker', ['compose', 'version'], { env }).status === 0) return ['docker', 'compose'];
  if (spawnSync('docker-compose', ['version'], { env }).status === 0) return ['docker-compose'];
  throw new Error('There is neither `docker compose` nor docker-compose (Debian: apt-get install docker-compose)');
}

/** A Docker that answers; else one with stand-in images, which is stopped at the end. */
function ensureDocker() {
  if (spawnSync('docker', ['info'], { env, stdio: 'ignore' }).status === 0) return () => {};
  const local = join(root, '../shared/tools/local-docker/local-docker');
  if (!existsSync(local)) throw new Error('No Docker answers. Start one, or set DOCKER_HOST');
  execFileSync(local, ['up'], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (const [, name, value] of execFileSync(local, ['env'], { encoding: 'utf8' }).matchAll(/^export (\w+)=(.*)$/gm))
    env[name] = value;
  return () => execFileSync(local, ['down']);
}

async function until(what, limitMs, isDone, state = () => '') {
  const startedAt = Date.now();
  while (!(await isDone())) {
    if (Date.now() - startedAt > limitMs) throw new Error(`${what}: not within ${limitMs} ms. ${state()}`);
    await sleep(1_000);
  }
  console.log(`${what} after ${Date.now() - startedAt} ms`);
}

function megabytes(bytes) {
  return `${Math.round(Number(bytes) / 1_000_000)} MB`;
}
