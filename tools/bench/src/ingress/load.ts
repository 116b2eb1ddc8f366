import { createHmac } from 'node:crypto';
import autocannon from 'autocannon';
import { percentile } from '../shared/statistics.ts';
import type { LoadOrder, LoadReport } from './load-report.ts';

// Sends signed deliveries as fast as they are answered, each with an id of its own, and prints a LoadReport.
const order = JSON.parse(process.argv[2] ?? '{}') as LoadOrder;
const body = bodyOf(order.bytes);
const signature = `sha256=${createHmac('sha256', order.secret).update(body).digest('hex')}`;
process.stdout.write('Started\n');

let sent = 0;
let accepted = 0;
let refused = 0;
const latencies: number[] = [];
const options: autocannon.Options = {
  url: `${order.url}/webhooks/${order.connectionId}`,
  connections: order.connections,
  duration: order.seconds,
  method: 'POST',
  body,
  headers: {
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-hub-signature-256': signature,
    'user-agent': 'GitHub-Hookshot/bench',
  },
  requests: [
    {
      setupRequest: (request) => ({
        ...request,
        headers: { ...request.headers, 'x-github-delivery': `${order.prefix}-${sent++}` },
      }),
    },
  ],
};
const result = await new Promise<autocannon.Result>((resolve, reject) => {
  const run = autocannon(options, (error, outcome) => (error ? reject(error as Error) : resolve(outcome)));
  // Autocannon's own histogram knows whole milliseconds only.
  run.on('response', (_client, status, _bytes, ms) => {
    if (status === 202) accepted++;
    else refused++;
    latencies.push(ms);
  });
});
const report: LoadReport = {
  rate: accepted / result.duration,
  accepted,
  refused: refused + result.errors + result.timeouts,
  p50Ms: percentile(latencies, 50),
  p99Ms: percentile(latencies, 99),
};
process.stdout.write(`${JSON.stringify(report)}\n`);

/** A payload that compresses about as well as GitHub's: mostly repeated names, with ids and words between them. */
function bodyOf(bytes: number): string {
  const labels: Record<string, unknown>[] = [];
  const payload = {
    action: 'edited',
    issue: { id: 1, number: 1, title: 'Something is slow', labels },
    sender: { login: 'someone' },
  };
  for (let id = 7_919; JSON.stringify(payload).length < bytes - 100; id = (id * 48_271) % 2_147_483_647) {
    labels.push({
      id,
      url: `https://api.github.com/repos/acme/api/labels/${id.toString(36)}`,
      name: id.toString(31),
      color: id.toString(16).slice(0, 6),
      default: id % 2 === 0,
    });
  }
  return JSON.stringify(payload);
}
