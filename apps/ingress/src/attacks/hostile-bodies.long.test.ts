import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attackBench, MB, padded, vendors } from './testing/attack-bench.ts';
import { type AttackedIngress, startAttackedIngress } from './testing/attacked-ingress.ts';

let ingress: AttackedIngress;
const { deliver, open, rowCount } = attackBench(() => ingress);

beforeAll(async () => {
  ingress = await startAttackedIngress();
});
afterAll(() => ingress?.close());
beforeEach(() => ingress.clear());

describe.each(vendors)('a genuine delivery of %s', (name, maxBytes) => {
  it.each([
    [0, 202, 1],
    [1, 413, 0],
  ])('of its largest size and %i bytes is answered with %i, with or without its length', async (more, status, rows) => {
    expect(await deliver(name, padded(maxBytes + more))).toBe(status);
    expect(await rowCount()).toBe(rows);
    await ingress.clear();
    const { sender, sent } = open(name, 'transfer-encoding: chunked', padded(maxBytes + more));
    sender.write(`${sent.body.length.toString(16)}\r\n${sent.body}\r\n0\r\n\r\n`);
    expect(await sender.status).toBe(status);
    sender.stop();
    expect(await rowCount()).toBe(rows);
  });

  it('that never ends is cut at its largest size, not at that of others', async () => {
    const { sender } = open(name, 'transfer-encoding: chunked');
    const piece = `${(32 * 1024).toString(16)}\r\n${' '.repeat(32 * 1024)}\r\n`;
    for (let sentBytes = 0; sentBytes <= maxBytes; sentBytes += 32 * 1024) sender.write(piece);
    expect(await sender.status).toBe(413);
    sender.stop();
    expect(await rowCount()).toBe(0);
  });

  it('that announces less than it brings leaves no row: what is beyond is no request, and ends the connection', async () => {
    const body = '{"text":"lies","alert_type":"x"}';
    const { sender } = open(name, `content-length: ${body.length - 1}`, body);
    sender.write(body);
    expect(await sender.statuses).toEqual([400]);
    expect(await rowCount()).toBe(0);
  });

  it.each(['gzip', 'br', 'zstd', 'gzip, gzip', 'x'])('packed as %s is refused unread', async (encoding) => {
    const bomb = gzipSync(Buffer.alloc(64 * MB, ' ')).subarray(0, 60_000);
    const { sender } = open(name, `content-encoding: ${encoding}\r\ncontent-length: ${bomb.length}`);
    expect(await sender.status).toBe(415);
    sender.stop();
    expect(await rowCount()).toBe(0);
  });

  it.each([10_000, 100_000, 1_000_000])('nested %i levels deep leaves no row', async (depth) => {
    for (const [opens, closes] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const body = `${opens.repeat(depth)}1${closes.repeat(depth)}`;
      expect(await deliver(name, body)).toBe(body.length > maxBytes ? 413 : 400);
    }
    expect(await rowCount()).toBe(0);
  });

  it('nested a hundred levels deep is taken, one more is not, and brackets within text are no nesting', async () => {
    const nested = (depth: number) => `{"text":${'['.repeat(depth - 1)}1${']'.repeat(depth - 1)}}`;
    // Cloudflare's own text is no list.
    const body = (depth: number) => (name === 'cloudflare' ? nested(depth).replace('text', 'more') : nested(depth));
    expect(await deliver(name, body(100))).toBe(202);
    expect(await deliver(name, body(101))).toBe(400);
    expect(await deliver(name, `{"text":"${'[{\\"'.repeat(500)}"}`)).toBe(202);
    expect(await rowCount()).toBe(2);
  });
});

it('a body of more keys than any vendor sends is refused', async () => {
  const body = (keys: number) => `{${Array.from({ length: keys }, (_, at) => `"${at}":1`).join(',')}}`;
  expect(await deliver('github', body(500_000))).toBe(202);
  expect(await deliver('github', body(500_001))).toBe(400);
  expect(await rowCount()).toBe(1);
});
