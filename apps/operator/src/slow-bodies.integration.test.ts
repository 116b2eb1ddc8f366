import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';

let engine: TestEngine;
let app: App;
let port: number;

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx, slowBodyMs: 500 });
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

/** Sends the head and a part of the body; the rest when it is told to. */
function sendSlowly(path: string, type: string, body: string, firstBytes: number) {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const answer = new Promise<string>((resolve) => {
    socket.setEncoding('utf8').once('data', (text: string) => resolve(text.split('\r\n')[0]!));
    socket.on('close', () => resolve('nothing'));
  });
  const head = [`POST ${path} HTTP/1.1`, 'host: 127.0.0.1', `content-type: ${type}`, `content-length: ${body.length}`];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, firstBytes)}`);
  return { answer, rest: () => void socket.write(body.slice(firstBytes)), stop: () => void socket.destroy() };
}

it('cuts a body that does not arrive in time, but for a file, which may take long', async () => {
  const file = sendSlowly('/api/v1/imports?name=a.csv', 'text/csv', 'email\na@b.example\n', 8);
  const entity = sendSlowly('/api/v1/entities', 'application/json', '{"kind":"label","fields":{"name":"x"}}', 10);
  expect(await entity.answer).toBe('HTTP/1.1 408 Request Timeout');
  entity.stop();
  // The file began before, and has waited for longer.
  file.rest();
  expect(await file.answer).toMatch(/^HTTP\/1.1 201 /);
  file.stop();
  const { rows } = await engine.ctx.store.query(`select 1 from entities where kind = 'label'`);
  expect(rows).toEqual([]);
});

it('lets whoever is quick be, and answers what has no body at once', async () => {
  const quick = sendSlowly('/api/v1/entities', 'application/json', '{"kind":"label","fields":{"name":"x"}}', 1_000);
  expect(await quick.answer).toMatch(/^HTTP\/1.1 201 /);
  quick.stop();
  expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
});

it('has nothing to cut of a request that was refused before it was read, and came by no connection', async () => {
  const payload = { kind: 'label', fields: { name: 'y' } };
  const { statusCode } = await app.inject({ method: 'POST', url: '/api/v1/nothing', payload });
  expect(statusCode).toBe(404);
  const refused = await app.inject({ method: 'POST', url: '/api/v1/entities', payload, remoteAddress: '203.0.113.7' });
  expect(refused.statusCode).toBeGreaterThanOrEqual(400);
  // What a timer throws fails the run.
  await delay(1_000);
});
