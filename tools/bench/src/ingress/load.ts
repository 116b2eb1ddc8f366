import { createHmac } from 'node:crypto';
import autocannon from 'autocannon';
import { percentile } from '../shared/statistics.ts';
import type { LoadOrder, LoadReport } from './load-report.ts';

// Sends signed deliveries as fast as they are answered, each with an id of its own, and prints a LoadReport.
const order = JSON.parse(process.argv[2] ?? '{}') as LoadOrder;
const body = JSON.stringify({ action: 'edited', issue: { id: 1, number: 1, title: 'x'.repeat(Math.max(0, order.bytes - 70)) } });
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
  headers: { 'content-type': 'application/json', 'x-github-event': 'issues', 'x-hub-signature-256': signature, 'user-agent': 'GitHub-Hookshot/bench' },
  requests: [{ setupRequest: (request) => ({ ...request, headers: { ...request.headers, 'x-github-delivery': `${order.prefix}-${sent++}` } }) }],
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
