/* oxlint-disable no-process-env -- this script hands an environment on, it reads no configuration */
// docker-compose.yml as a user runs it: `docker compose --profile demo up` from this clone. Passes when both backfills are
// completed, a writer out of three is killed under edits, and afterwards each issue of the simulated GitHub is a task of
// the simulated Salesforce with the same title and state. Then every role is stopped, which takes 30 s at most and ends
// with 0, and started alone. Prints what the image weighs and what a role takes.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prometheusState } from './check-prometheus.mjs';

const root = join(import.meta.dirname, '..');
const ROLES = ['ingress', 'fetcher', 'transformer', 'merger', 'writer', 'reconciler', 'scheduler', 'operator'];
const GITHUB = 'http://127.0.0.1:18181';
const SALESFORCE = 'http://127.0.0.1:18182';
const OPERATOR = 'http://127.0.0.1:18090';
const PAGES = ['/', '/docs', '/admin/queues'];
const PROMETHEUS = 'http://127.0.0.1:19090';
const SANDBOX_TOKEN = 'sandbox-token';
const WITHIN_MS = 420_000;
const project = `syncline-check-${process.pid}`;
const env = {
  ...process.env,
  COMPOSE_PROJECT_NAME: project,
  SYNCLINE_IMAGE: 'syncline:check',
  SYNCLINE_OPERATOR_PORT: '18090',
  SYNCLINE_INGRESS_PORT: '18080',
  SYNCLINE_PROMETHEUS_PORT: '19090',
  DEMO_GITHUB_PORT: '18181',
  DEMO_SALESFORCE_PORT: '18182',
  // A busy machine takes its time.
  COMPOSE_HTTP_TIMEOUT: '600',
  // Edits come when this check asks for them.
  DEMO_EDITS: '0',
};
const compose = composeCommand();

compose('--profile', 'demo', '--profile', 'obs', 'config', '--quiet');
// `--no-build`: with the image of the last run.
if (!process.argv.includes('--no-build')) await timed('the image is built', () => compose('build'));
// What it weighs, and whether only what runs is in it.
const node = join(root, 'node_modules/.bin/node');
execFileSync(node, ['tools/image/src/main.ts', env.SYNCLINE_IMAGE], { cwd: root, env, stdio: 'inherit' });
let isWell = false;
try {
  await timed('everything is started', () => compose('--profile', 'demo', 'up', '-d', '--no-build'));
  await demoIsSetUp();
  const token = docker('exec', containersOf('operator')[0], 'cat', '/secrets/token');
  await pagesAreServed(token);
  await until('both backfills are completed', () => bothCompleted(token));
  await killOneOfThreeWriters(token);
  await until('both sides are equal', async () => (await difference()) === '', difference);
  console.log(`equal: ${(await issues()).length} issues, each one task`);
  await prometheusReadsAll();
  for (const role of ROLES) await stopAndStart(role);
  isWell = true;
} finally {
  if (!isWell) console.log(compose('logs', '--no-color', '--tail', '40'));
  compose('--profile', 'demo', '--profile', 'obs', 'down', '--volumes', '--timeout', '40');
}

async function demoIsSetUp() {
  await until('the demo is set up', () => {
    const [container] = containersOf('demo', '-a');
    if (container === undefined) return false;
    const [status, code] = docker('inspect', '-f', '{{.State.Status}} {{.State.ExitCode}}', container).split(' ');
    if (status === 'exited' && code !== '0') throw new Error(`the demo was not set up:\n${docker('logs', container)}`);
    return status === 'exited';
  });
}

/** What the operator sends from files of the image: the console, Bull Board, the reference of the API. */
async function pagesAreServed(token) {
  const headers = { authorization: `Bearer ${token}` };
  for (const path of PAGES) {
    const answer = await fetch(`${OPERATOR}${path}`, { headers });
    const page = await answer.text();
    if (!answer.ok || !page.includes('<html'))
      throw new Error(`${path} answered ${answer.status}: ${page.slice(0, 300)}`);
    const [script] = [...page.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, source]) => source);
    if (script === undefined) throw new Error(`${path} has no script`);
    const [, base = ''] = /<base[^>]* href="([^"]+)"/.exec(page) ?? [];
    const code = await fetch(new URL(script, new URL(base, answer.url)), { headers });
    if (!code.ok) throw new Error(`${script} of ${path} answered ${code.status}`);
  }
}

async function bothCompleted(token) {
  const { items } = await ask(`${OPERATOR}/api/v1/processes?kind=backfill`, token);
  const states = items.filter(({ parentId }) => parentId === null).map(({ state }) => state);
  const bad = states.find((state) => ['failed', 'cancelled', 'completed_with_errors'].includes(state));
  if (bad) throw new Error(`a backfill is ${bad}`);
  return states.length === 2 && states.every((state) => state === 'completed');
}

async function killOneOfThreeWriters(token) {
  compose('up', '-d', '--no-build', '--no-recreate', '--scale', 'writer=3');
  await until('three writers are ready', () => {
    const states = containersOf('writer').map((id) => docker('inspect', '-f', '{{.State.Health.Status}}', id));
    return states.length === 3 && states.every((state) => state === 'healthy');
  });
  await tell('POST', { ratePerSecond: 5 });
  const written = await writtenLastHour(token);
  await until('edits are written', async () => (await writtenLastHour(token)) > written);
  docker('kill', '--signal', 'KILL', containersOf('writer')[0]);
  const atKill = await writtenLastHour(token);
  await until(
    '20 more are written after one writer was killed',
    async () => (await writtenLastHour(token)) >= atKill + 20,
  );
  await tell('DELETE');
}

/** The profile `obs`, without Grafana. Two writers are left, and the processes that all roles share answer once more. */
async function prometheusReadsAll() {
  const image = /image: (prom\/\S+)/.exec(compose('--profile', 'obs', 'config'))[1];
  const isThere = () => spawnSync('docker', ['image', 'inspect', image], { env }).status === 0;
  if (!isThere() && spawnSync('docker', ['pull', '--quiet', image], { env }).status !== 0) {
    console.log(`${image} can't be had: Debian's Prometheus takes its name`);
    docker(
      'build',
      '--quiet',
      '--network',
      env.SYNCLINE_BUILD_NETWORK ?? 'default',
      '-t',
      image,
      '-f',
      '.ci/prometheus.Dockerfile',
      '.ci',
    );
  }
  compose('up', '-d', '--no-build', 'prometheus');
  let state = null;
  const look = async () => (state = await prometheusState(root, PROMETHEUS, ROLES, ROLES.length + 2)) !== null;
  await until('Prometheus reads every process', look);
  console.log(state);
}

async function tell(method, body) {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const answer = await fetch(`${GITHUB}/_sandbox/edits`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`edits: ${answer.status} ${await answer.text()}`);
}

async function writtenLastHour(token) {
  const { members } = await ask(`${OPERATOR}/api/v1/sync/status`, token);
  return members.reduce((sum, { written_last_hour: written }) => sum + written, 0);
}

/** What both sides don't share, as a sentence; empty when they are equal. */
async function difference() {
  const [left, right] = [await issues(), await tasks()];
  const wanted = tally(left.map((issue) => `${issue.title}|${issue.state}`));
  const found = tally(right.map((task) => `${task.Subject}|${task.IsClosed ? 'closed' : 'open'}`));
  const differing = [...wanted].filter(([key, count]) => found.get(key) !== count).map(([key]) => key);
  if (left.length === right.length && differing.length === 0) return '';
  return `${left.length} issues, ${right.length} tasks, ${differing.length} differ: ${differing.slice(0, 3).join('; ')}`;
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

/** Its drain, its start without company, and its memory at rest. */
async function stopAndStart(role) {
  const [container] = containersOf(role);
  const stoppingAt = Date.now();
  docker('stop', '-t', '35', container);
  const stoppedMs = Date.now() - stoppingAt;
  const code = docker('inspect', '-f', '{{.State.ExitCode}}', container);
  if (code !== '0' || stoppedMs > 30_000) throw new Error(`${role} ended with ${code} after ${stoppedMs} ms`);
  docker('start', container);
  const startedAt = docker('inspect', '-f', '{{.State.StartedAt}}', container);
  let line;
  while (line === undefined) {
    if (Date.now() - Date.parse(startedAt) > WITHIN_MS) throw new Error(`${role} does not get ready`);
    await sleep(200);
    const lines = docker('logs', '--since', startedAt, container).split('\n');
    line = lines.find((each) => each.includes('"msg":"Started"'));
  }
  const tookMs = Date.parse(JSON.parse(line).time) - Date.parse(startedAt);
  await sleep(3_000);
  const [memory] = docker('stats', '--no-stream', '--format', '{{.MemUsage}}', container).split(' / ');
  console.log(`${role}: stopped in ${stoppedMs} ms, started in ${tookMs} ms, ${memory} at rest`);
}

function containersOf(service, ...more) {
  const filters = [`label=com.docker.compose.project=${project}`, `label=com.docker.compose.service=${service}`];
  const args = ['ps', '-q', ...more, ...filters.flatMap((filter) => ['--filter', filter])];
  return docker(...args)
    .split('\n')
    .filter((id) => id !== '');
}

function docker(...args) {
  return execFileSync('docker', args, {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
}

/** `docker compose` where it is there, else docker-compose. */
function composeCommand() {
  const [command, ...first] =
    [['docker', 'compose'], ['docker-compose']].find(
      ([name, ...more]) => spawnSync(name, [...more, 'version'], { env }).status === 0,
    ) ?? [];
  if (command === undefined)
    throw new Error('There is neither `docker compose` nor docker-compose (Debian: apt-get install docker-compose)');
  return (...args) => {
    const options = { cwd: root, env, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 };
    const { status, stdout, stderr } = spawnSync(command, [...first, ...args], options);
    if (status !== 0)
      throw new Error(`${[command, ...first, ...args].join(' ')} ended with ${status}:\n${stdout}${stderr}`);
    return stdout;
  };
}

async function ask(url, token) {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return answer.json();
}

async function until(what, isDone, state = async () => '') {
  const startedAt = Date.now();
  while (!(await isDone())) {
    if (Date.now() - startedAt > WITHIN_MS) throw new Error(`${what}: not within ${WITHIN_MS} ms. ${await state()}`);
    await sleep(1_000);
  }
  console.log(`${what} after ${Date.now() - startedAt} ms`);
}

async function timed(what, work) {
  const startedAt = Date.now();
  await work();
  console.log(`${what} after ${Date.now() - startedAt} ms`);
}
