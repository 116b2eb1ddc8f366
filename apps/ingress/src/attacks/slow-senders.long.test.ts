import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHARED_BYTES } from '../bodies/body-reader.ts';
import { attackBench, MB, padded, vendors } from './testing/attack-bench.ts';
import { type AttackedIngress, startAttackedIngress } from './testing/attacked-ingress.ts';
import { openRaw } from './testing/raw-sender.ts';

let ingress: AttackedIngress;
const { deliver, open, rowCount } = attackBench(() => ingress);

beforeAll(async () => {
  ingress = await startAttackedIngress(2_000);
});
afterAll(() => ingress?.close());
beforeEach(() => ingress.clear());

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

  it('a body of less than was announced leaves no row at any vendor', async () => {
    const body = '{"text":"lies","alert_type":"x"}';
    const all = vendors.map(([name]) => open(name, `content-length: ${body.length + 1}`, body).sender);
    for (const sender of all) sender.write(body);
    expect(await Promise.all(all.map((sender) => sender.statuses))).toEqual(vendors.map(() => [408]));
    expect(await rowCount()).toBe(0);
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
  // Those that were let in wait for their last byte until they are cut; on a slow machine more of them are cut before
  // they are large.
  expect(answered.filter((status) => status === 408).length).toBeGreaterThan(0);
  expect(answered.filter((status) => status === 503).length).toBeGreaterThan(0);
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
