import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';

let engine: TestEngine;
let app: App;
let port: number;

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx });
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

/** What comes back for bytes as they are, until the server ends the connection. */
async function answerTo(head: string): Promise<{ status: number; type: string | undefined; body: unknown }> {
  const socket = connect(port, '127.0.0.1');
  socket.write(head.replaceAll('\n', '\r\n'));
  const [lines = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(lines)?.[1]);
  return { status, type: /^content-type: (.*)$/im.exec(lines)?.[1]?.trim(), body: JSON.parse(body) as unknown };
}

it.each([
  ['is no HTTP', 400, 'nonsense\n\n'],
  ['has two lengths', 400, 'POST /api/v1/sync HTTP/1.1\nhost: localhost\ncontent-length: 1\ncontent-length: 2\n\n'],
  ['has a longer head than is read', 431, `GET / HTTP/1.1\nhost: localhost\nx: ${'x'.repeat(40_000)}\n\n`],
  ['has an address of broken bytes', 400, 'GET /api/v1/status%c0%af HTTP/1.1\nhost: localhost\nconnection: close\n\n'],
])('answers what %s with a problem document', async (_, status, head) => {
  const answer = await answerTo(head);
  expect(answer).toMatchObject({ status, body: { status, code: 'invalid-request' } });
  expect(answer.type).toMatch(/^application\/problem\+json/);
});

it('answers a client that expects what nobody knows', async () => {
  const head = 'GET /livez HTTP/1.1\nhost: localhost\nexpect: miracles\nconnection: close\n\n';
  expect(await answerTo(head)).toMatchObject({ status: 200, body: { status: 'ok' } });
});
