import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { connectors } from '@syncline/connector-registry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHARED_BYTES } from '../bodies/body-reader.ts';
import { type AttackedIngress, post, startAttackedIngress } from './attacked-ingress.ts';
import { headOf, openRaw, type RawSender } from './raw-sender.ts';
import { type Sender, type SenderName, type Sent, senders } from './senders.ts';

const SLOW_BODY_MS = 2_000;
const MB = 1024 * 1024;
let ingress: AttackedIngress;
let count = 0;

beforeAll(async () => {
  ingress = await startAttackedIngress(SLOW_BODY_MS);
});
afterAll(() => ingress?.close());
beforeEach(() => ingress.clear());

/** One sender a vendor, with the address that takes it and the largest body it may have. */
const vendors = (
  ['github', 'gitlab, signed', 'jira, signed', 'openproject', 'trello', 'salesforce', 'cloudflare'] as const
).map((name) => [name, connectors.get(senders[name].connector)?.webhooks?.maxBodyBytes ?? 64 * 1024] as const);

function made(name: SenderName, body?: string): { readonly path: string; readonly sent: Sent } {
  const sender: Sender = senders[name];
  const { connector } = sender;
  const path =
    connector === 'cloudflare' ? '/api/webhooks/cloudflare' : `/webhooks/${ingress.connectionId(connector, 'a')}`;
  const occasion = {
    secret: ingress.secretOf(connector, 'a'),
    id: `delivery-${++count}`,
    at: new Date(),
    url: ingress.registeredUrl(connector, 'a'),
  };
  return { path, sent: sender.send(occasion, body) };
}

const deliver = (name: SenderName, body?: string): Promise<number> => {
  const { path, sent } = made(name, body);
  return post(`${ingress.url}${path}`, sent);
};

/** Opens a request of which the test sends the body. */
function open(name: SenderName, framing: string, body?: string): { sender: RawSender; sent: Sent } {
  const { path, sent } = made(name, body);
  const sender = openRaw(ingress.url);
  sender.write(headOf(path, sent.headers, framing));
  return { sender, sent };
}

const rowCount = async () => (await ingress.rows()).length;

/** A body of that many bytes, all of them signed. */
const padded = (bytes: number) => `{"text":"large"}${' '.repeat(bytes - 16)}`;

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

  it.each([
    ['more', 1, [408]],
    // What is beyond the length is no request, and ends the connection with what came before it.
    ['less', -1, [400]],
  ] as const)('that announces %s than it brings leaves no row', async (_what, more, statuses) => {
    const body = '{"text":"lies","alert_type":"x"}';
    const { sender } = open(name, `content-length: ${body.length + more}`, body);
    sender.write(body);
    expect(await sender.statuses).toEqual(statuses);
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

describe('slow senders', () => {
  it.each([
    ['headers that never end', false],
    ['a body that comes byte by byte', true],
  ])('%s are cut, while good deliveries go through beside', async (_what, inBody) => {
    const slow = Array.from({ length: 100 }, () => {
      if (inBody) return open('github', 'content-length: 100000').sender;
      const sender = openRaw(ingress.url);
      sender.write('POST /webhooks/1 HTTP/1.1\r\nhost: x\r\n');
      return sender;
    });
    const dripping = setInterval(() => {
      for (const sender of slow) sender.write(inBody ? ' ' : `x-${randomBytes(2).toString('hex')}: 1\r\n`);
    }, 50);
    const beside = await Promise.all(vendors.map(([name]) => deliver(name)));
    const statuses = await Promise.all(slow.map((sender) => sender.status));
    clearInterval(dripping);
    for (const sender of slow) sender.stop();
    expect(beside).toEqual(vendors.map(() => 202));
    expect(statuses).toEqual(slow.map(() => 408));
    expect(await rowCount()).toBe(vendors.length);
  });

  it('a body that stops is cut, and one whose sender leaves leaves nothing', async () => {
    const stopped = open('github', 'content-length: 100');
    stopped.sender.write('{');
    const left = open('github', 'content-length: 100');
    left.sender.write('{');
    left.sender.socket.end();
    expect(await stopped.sender.status).toBe(408);
    expect(await rowCount()).toBe(0);
  });
});

it('many large bodies at once stay within a bound, the rest is told to come again, and small ones go through', async () => {
  const before = heldBytes();
  const each = 20 * MB;
  const fits = Math.floor(SHARED_BYTES / each);
  const piece = Buffer.alloc(each, ' ');
  // Nobody needs a secret for it: the signature is looked at when the body is there.
  const senders = Array.from({ length: 40 }, () => open('github', `content-length: ${each + 1}`).sender);
  for (const sender of senders) sender.write(piece);
  const statuses = Promise.all(senders.map((sender) => sender.status));
  let most = 0;
  const beside: number[] = [];
  const watched = statuses.then(() => true);
  while (!(await Promise.race([watched, pause(50)]))) {
    most = Math.max(most, heldBytes() - before);
    beside.push(await deliver('trello'));
  }
  for (const sender of senders) sender.stop();
  const answered = await statuses;
  // Those that were let in wait for their last byte until they are cut.
  expect(answered.filter((status) => status === 408).length).toBeLessThanOrEqual(fits);
  expect(answered.filter((status) => status === 503).length).toBeGreaterThanOrEqual(40 - fits);
  expect(new Set(answered)).toEqual(new Set([408, 503]));
  // All of them would be 800 MB. What was let go of is there until it is collected.
  expect(most).toBeLessThan(2 * SHARED_BYTES + 64 * MB);
  expect(new Set(beside)).toEqual(new Set([202]));
  expect(await rowCount()).toBe(beside.length);
  // What they held is free again.
  expect(await deliver('github', padded(25 * MB))).toBe(202);
});

function heldBytes(): number {
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

const pause = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(resolve, ms, false));
