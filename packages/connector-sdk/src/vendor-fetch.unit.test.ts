import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ErrorClass, SynclineError } from '@syncline/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VendorAnswer } from './connector.ts';
import type { LimitReport } from './limits.ts';
import { createVendorFetch, type VendorCall, type VendorFetchOptions } from './vendor-fetch.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, attempt: number) => void;

let server: Server;
let base: string;
let handler: Handler;
let attempts: number;
let taken: number;
let reports: LimitReport[];
let calls: VendorCall[];

beforeEach(async () => {
  attempts = 0;
  taken = 0;
  reports = [];
  calls = [];
  server = createServer((request, response) => handler(request, response, ++attempts));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const classes: Record<number, ErrorClass> = {
  401: 'auth',
  404: 'not_found',
  429: 'rate_limited',
  500: 'transient',
  503: 'transient',
};

function interpret(answer: VendorAnswer) {
  const limits = { bucket: 'core', remaining: Number(answer.headers.get('x-remaining') ?? 1) };
  const error =
    answer.status < 400
      ? null
      : new SynclineError({
          class: classes[answer.status] ?? 'invalid',
          code: String(answer.status),
          message: answer.bodyText ?? '',
        });
  return { limits, error };
}

function vendorFetch(more: Partial<VendorFetchOptions> = {}) {
  const gate = { take: async () => void taken++, report: async (report: LimitReport) => void reports.push(report) };
  return createVendorFetch({ gate, interpret, timeoutMs: 300, onCall: (call) => calls.push(call), ...more });
}

async function failure(promise: Promise<unknown>): Promise<SynclineError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SynclineError) return error;
  throw new Error(`Expected a SynclineError, got ${String(error)}`);
}

describe('createVendorFetch', () => {
  it('takes from the gate, hands the body on and reports the limits', async () => {
    handler = (_, response) => response.setHeader('x-remaining', '41').end('{"a":1}');
    const response = await vendorFetch()(`${base}/x?y=1`);
    expect(await response.json()).toEqual({ a: 1 });
    expect(response.url).toBe(`${base}/x?y=1`);
    expect(taken).toBe(1);
    expect(reports).toEqual([{ bucket: 'core', remaining: 41 }]);
    expect(calls).toEqual([{ method: 'GET', host: new URL(base).host, status: 200, ms: expect.any(Number) }]);
  });

  it.each([204, 304])('passes %i through', async (status) => {
    handler = (_, response) => response.writeHead(status, { etag: '"e"' }).end();
    const response = await vendorFetch()(base);
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([status, '"e"', '']);
  });

  it('tries a read again after a hiccup, and takes from the gate each time', async () => {
    handler = (_, response, attempt) => response.writeHead(attempt < 3 ? 503 : 200).end('ok');
    expect(await (await vendorFetch()(base)).text()).toBe('ok');
    expect([attempts, taken]).toEqual([3, 3]);
  });

  it('gives up after two further tries', async () => {
    handler = (_, response) => response.writeHead(500).end('broken');
    expect(await failure(vendorFetch()(base))).toMatchObject({ class: 'transient', code: '500' });
    expect(attempts).toBe(3);
  });

  it.each([
    ['POST', 500],
    ['PATCH', 503],
    ['GET', 429],
    ['GET', 401],
    ['GET', 404],
  ])('sends %s answered %i once', async (method, status) => {
    handler = (_, response) => response.writeHead(status).end();
    expect((await failure(vendorFetch()(base, { method }))).class).toBe(classes[status]);
    expect(attempts).toBe(1);
  });

  it('does not call while the gate refuses', async () => {
    handler = (_, response) => response.end();
    const refusal = new SynclineError({ class: 'rate_limited', code: 'spent', message: 'spent', retryAt: new Date(1) });
    const gate = { take: () => Promise.reject(refusal), report: async () => {} };
    expect(await failure(vendorFetch({ gate })(base))).toBe(refusal);
    expect(attempts).toBe(0);
  });

  it('calls a silent vendor, a cut body and a closed port transient, and tries again', async () => {
    handler = (_, response, attempt) => {
      if (attempt === 2) response.writeHead(200, { 'content-length': '10' }).write('half', () => response.destroy());
      if (attempt === 3) response.end('whole');
    };
    expect(await (await vendorFetch()(base)).text()).toBe('whole');
    expect(calls.map((call) => call.status)).toEqual([null, 200, 200]);
    const silent = await failure(vendorFetch({ retries: 0 })(`${base}/?secret=1`, { method: 'POST' }));
    expect(silent).toMatchObject({ class: 'transient', code: 'timeout' });
    expect(silent.message).not.toContain('secret');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await failure(vendorFetch({ retries: 0 })(base))).toMatchObject({
      class: 'transient',
      code: 'econnrefused',
    });
  });

  it("stops at once, with the caller's reason, when the caller aborts", async () => {
    handler = () => {};
    const reason = new Error('shutting down');
    const abort = new AbortController();
    setTimeout(() => abort.abort(reason), 30);
    await expect(vendorFetch({ timeoutMs: 5_000 })(base, { signal: abort.signal })).rejects.toBe(reason);
    await expect(vendorFetch()(base, { signal: abort.signal })).rejects.toBe(reason);
    expect(attempts).toBe(1);
  });

  it('follows a redirect of a read within the origin', async () => {
    handler = (request, response) =>
      request.url === '/old' ? response.writeHead(301, { location: '/new' }).end() : response.end(request.url);
    const response = await vendorFetch()(`${base}/old`);
    expect([await response.text(), response.url]).toEqual(['/new', `${base}/new`]);
    expect(taken).toBe(2);
  });

  it.each([
    ['GET', 'http://localhost:1/steal'],
    ['GET', '//evil.example/x'],
    ['GET', '/again'],
    ['POST', '/new'],
  ])('refuses to follow a %s to %s', async (method, location) => {
    handler = (_, response) => response.writeHead(302, { location }).end();
    expect(await failure(vendorFetch()(base, { method }))).toMatchObject({
      class: 'invalid',
      code: 'redirect_refused',
    });
  });

  it('reads no more than 64 kB of a refusal', async () => {
    handler = (_, response) => {
      response.writeHead(401);
      const timer = setInterval(() => response.write('x'.repeat(50_000)), 1);
      response.on('close', () => clearInterval(timer));
    };
    expect((await failure(vendorFetch()(base))).message).toHaveLength(65_536);
  });

  it('keeps a credential that the vendor echoes out of the error', async () => {
    handler = (request, response) => response.writeHead(401).end(`no: ${request.headers.authorization}`);
    expect((await failure(vendorFetch()(base, { headers: { authorization: 'Bearer s3cr3t-token' } }))).message).toBe(
      'no: Bearer [redacted]',
    );
  });
});
