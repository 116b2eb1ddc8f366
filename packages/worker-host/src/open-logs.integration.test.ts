import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setDefaultCACertificates } from 'node:tls';
import { createMetrics, measureLogShipping } from '@syncline/observability';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openLogs, type ProcessLogs } from './open-logs.ts';
import { localCertificate } from './testing/local-certificate.ts';
import { hang, receiveBatches, receiveTcp, receiveUdp } from './testing/log-receivers.ts';

const BURST = 10_000;
const KEY = 'canary-collector-key';
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function kept<T extends { close(): Promise<unknown> }>(receiver: T): T {
  closing.push(() => receiver.close());
  return receiver;
}

function open(variables: Record<string, string>): ProcessLogs & { readonly console: string[] } {
  const console: string[] = [];
  const destination = { write: (line: string) => void console.push(line) };
  const logs = openLogs(variables, { name: 'fetcher', defaultLevel: 'info', destination });
  closing.push(async () => logs.shipping?.close(0));
  return { ...logs, console };
}

const syslogTo = (protocol: 'udp' | 'tcp', port: number) => ({
  SYSLOG_ENABLED: 'true',
  SYSLOG_HOST: '127.0.0.1',
  SYSLOG_PORT: String(port),
  SYSLOG_PROTOCOL: protocol,
});
const collectorAt = (port: number) => ({
  KILLKRILL_ENABLED: 'true',
  KILLKRILL_URL: `http://127.0.0.1:${port}`,
  KILLKRILL_API_KEY: KEY,
});

function burst({ logger }: ProcessLogs, count = BURST): number[] {
  const numbers = Array.from({ length: count }, (_, n) => n);
  for (const n of numbers) logger.info({ n, inboxId: n * 2 }, 'one of a burst');
  return numbers;
}

const jsonOf = (message: string) => JSON.parse(message.slice(message.indexOf('{'))) as { n?: number; msg: string };
const numbersIn = (messages: readonly string[]) => messages.flatMap((message) => jsonOf(message).n ?? []);

describe('a burst of 10,000 lines', () => {
  it('reaches syslog over TCP and an HTTP/2 collector whole and in order', async () => {
    const syslog = kept(await receiveTcp());
    const collector = kept(await receiveBatches('h2c'));
    const logs = open({ ...syslogTo('tcp', syslog.port), ...collectorAt(collector.port) });
    const numbers = burst(logs);
    await logs.shipping?.close(20_000);
    expect(logs.console).toHaveLength(BURST);
    await vi.waitFor(() => expect(syslog.messages).toHaveLength(BURST), 10_000);
    expect(numbersIn(syslog.messages)).toEqual(numbers);
    expect(collector.events.map(({ labels }) => Number(labels['n']))).toEqual(numbers);
    expect(new Set(collector.requests.map(({ version, path, key }) => `${version} ${path} ${key}`))).toEqual(
      new Set([`2.0 /api/v1/logs ${KEY}`]),
    );
    expect(logs.shipping?.stats()).toEqual([
      { destination: 'syslog', sent: BURST, dropped: 0, bufferedBytes: 0 },
      { destination: 'collector', sent: BURST, dropped: 0, bufferedBytes: 0 },
    ]);
  });

  // Nobody promises that a datagram arrives. Here each few are read before the next few are sent, and none is lost.
  it('reaches syslog over UDP in order', async () => {
    const syslog = kept(await receiveUdp());
    const logs = open(syslogTo('udp', syslog.port));
    const numbers = burst(logs);
    await logs.shipping?.close(20_000);
    expect(logs.shipping?.stats()).toMatchObject([{ sent: BURST, dropped: 0 }]);
    await vi.waitFor(() => expect(syslog.messages).toHaveLength(BURST), 5_000);
    expect(numbersIn(syslog.messages)).toEqual(numbers);
  });
});

it('writes syslog as RFC 5424 says, with the line as its text', async () => {
  const syslog = kept(await receiveTcp());
  const logs = open(syslogTo('tcp', syslog.port));
  logs.logger.error({ token: 'canary-token', n: 1 }, 'two\nlines, ünïcode');
  await logs.shipping?.close(5_000);
  await vi.waitFor(() => expect(syslog.messages).toHaveLength(1));
  const [message = ''] = syslog.messages;
  expect(message).toMatch(
    /^<131>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [\x21-\x7e]{1,255} syncline-fetcher \d+ - - \{"level":"error",/,
  );
  expect(jsonOf(message)).toMatchObject({ n: 1, token: '[redacted]', msg: 'two\nlines, ünïcode' });
});

it('cuts lines that are too long for a datagram, and they are JSON still', async () => {
  const syslog = kept(await receiveUdp());
  const logs = open(syslogTo('udp', syslog.port));
  logs.logger.info({ connectionId: 7, body: 'x'.repeat(100_000) }, `long ${'ü'.repeat(20_000)}`);
  await logs.shipping?.close(5_000);
  await vi.waitFor(() => expect(syslog.messages).toHaveLength(1));
  const [message = ''] = syslog.messages;
  expect(Buffer.byteLength(message)).toBeLessThanOrEqual(8_192);
  expect(jsonOf(message)).toMatchObject({ level: 'info', connectionId: 7, msg: expect.stringMatching(/^long ü+$/) });
});

it('goes on over HTTP/1.1 where a collector has no HTTP/2, and keeps to it', async () => {
  const collector = kept(await receiveBatches('h1'));
  const logs = open(collectorAt(collector.port));
  const numbers = burst(logs, 1_200);
  await logs.shipping?.close(10_000);
  expect(collector.events.map(({ labels }) => Number(labels['n']))).toEqual(numbers);
  expect(new Set(collector.requests.map(({ version }) => version))).toEqual(new Set(['1.1']));
});

it.each([
  ['2.0', 'h2'],
  ['1.1', 'http/1.1'],
] as const)('speaks HTTP/%s over TLS to a collector that offers %s', async (version, offers) => {
  setDefaultCACertificates([localCertificate.cert]);
  const collector = kept(await receiveBatches({ ...localCertificate, offers }));
  const logs = open({ ...collectorAt(collector.port), KILLKRILL_URL: `https://localhost:${collector.port}/in?a=b` });
  const numbers = burst(logs, 1_200);
  await logs.shipping?.close(10_000);
  expect(collector.events.map(({ labels }) => Number(labels['n']))).toEqual(numbers);
  expect(new Set(collector.requests.map((each) => `${each.version} ${each.path}`))).toEqual(
    new Set([`${version} /in?a=b`]),
  );
});

it('sends syslog over TLS to whom it can trust, and to nobody else', async () => {
  setDefaultCACertificates([localCertificate.cert]);
  const syslog = kept(await receiveTcp(0, localCertificate));
  const to = { ...syslogTo('tcp', syslog.port), SYSLOG_PROTOCOL: 'tls', SYSLOG_HOST: 'localhost' };
  const logs = open(to);
  burst(logs, 300);
  await logs.shipping?.close(10_000);
  await vi.waitFor(() => expect(syslog.messages).toHaveLength(300));
  setDefaultCACertificates([]);
  const wary = open(to);
  burst(wary, 3);
  await vi.waitFor(() => expect(wary.console.join('')).toContain('log destination is away'), 10_000);
  expect(syslog.messages).toHaveLength(300);
});

it('sends a batch again that a collector did not take, and leaves out one that it never will', async () => {
  const collector = kept(await receiveBatches('h2c'));
  collector.answers.push(503, 200, 400);
  const logs = open(collectorAt(collector.port));
  burst(logs, 1_500);
  await logs.shipping?.close(10_000);
  const [first, second] = collector.requests;
  expect(first?.batch).toBe(second?.batch);
  expect(collector.events.flatMap(({ labels }) => labels['n'] ?? [])).toHaveLength(1_000);
  expect(logs.shipping?.stats()).toMatchObject([{ dropped: 500 }]);
});

it('survives both destinations being gone, keeps what there is room for, and tells what it left out', async () => {
  const before = { syslog: await receiveTcp(), collector: await receiveBatches('h2c') };
  const logs = open({
    ...syslogTo('tcp', before.syslog.port),
    ...collectorAt(before.collector.port),
    SYNCLINE_LOG_BUFFER_BYTES: '200000',
  });
  const metrics = createMetrics();
  measureLogShipping(metrics.registry, logs.shipping!);
  logs.logger.info('before');
  await vi.waitFor(
    () => expect([before.syslog.messages.length, before.collector.events.length]).toEqual([1, 1]),
    5_000,
  );
  await Promise.all([before.syslog.close(), before.collector.close()]);

  burst(logs, 5_000);
  const away = () => logs.console.filter((line) => line.includes('log destination is away'));
  await vi.waitFor(() => expect(away()).toHaveLength(2), 10_000);
  expect(logs.console.length).toBeGreaterThanOrEqual(5_003);
  expect(await metrics.text()).toMatch(/syncline_log_lines_total\{destination="collector",outcome="dropped"\} [1-9]/);
  expect(await metrics.text()).toMatch(/syncline_log_buffered_bytes\{destination="collector"\} \d/);

  const syslog = kept(await receiveTcp(before.syslog.port));
  const collector = kept(await receiveBatches('h2c', before.collector.port));
  await vi.waitFor(
    () => expect(logs.console.filter((line) => line.includes('log destination is back'))).toHaveLength(2),
    20_000,
  );
  logs.logger.info('after');
  await logs.shipping?.close(5_000);
  await vi.waitFor(() => expect(jsonOf(syslog.messages.at(-1)!).msg).toBe('after'));
  expect(collector.events.at(-1)?.message).toBe('after');
  const dropped = logs.console.flatMap((line) => (line.includes('is back') ? [JSON.parse(line).droppedLines] : []));
  expect(dropped.every((count: number) => count > 1_000)).toBe(true);
  // What there was room for came first, and in order. What the kernel held of the old connection is lost with it.
  const numbers = numbersIn(syslog.messages);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(collector.events.flatMap(({ labels }) => Number(labels['n'] ?? [])).slice(0, 100)).toHaveLength(100);
}, 40_000);

/** Runs a process that logs a burst and is told to stop; resolves to its code and its output. */
async function runToEnd(variables: Record<string, string>) {
  const child = fork(new URL('./testing/log-and-wait.ts', import.meta.url), [JSON.stringify(variables)], {
    silent: true,
    execArgv: [],
  });
  const startedAt = performance.now();
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (chunk.includes('the burst is over')) child.kill('SIGTERM');
  });
  const ended = child.stdout ? once(child.stdout, 'end') : null;
  const [code] = (await once(child, 'exit')) as [number | null];
  await ended;
  return { code, output, tookMs: performance.now() - startedAt };
}

it('ends a process in time whose destinations take connections and hang', async () => {
  const [syslog, collector] = [kept(await hang()), kept(await hang())];
  const { code, output, tookMs } = await runToEnd({ ...syslogTo('tcp', syslog.port), ...collectorAt(collector.port) });
  expect(code).toBe(0);
  expect(output).toContain('Stopped');
  expect(tookMs).toBeLessThan(25_000);
}, 60_000);

it('brings the last line of a process that is told to stop to both', async () => {
  const syslog = kept(await receiveTcp());
  const collector = kept(await receiveBatches('h2c'));
  const { code } = await runToEnd({ ...syslogTo('tcp', syslog.port), ...collectorAt(collector.port) });
  expect(code).toBe(0);
  await vi.waitFor(() => expect(jsonOf(syslog.messages.at(-1)!).msg).toBe('Stopped'));
  expect(collector.events.at(-1)?.message).toBe('Stopped');
  expect(numbersIn(syslog.messages)).toHaveLength(BURST);
}, 60_000);
