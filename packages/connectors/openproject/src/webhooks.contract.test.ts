import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChangeHint } from '@syncline/connector-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openProject } from './connector.ts';
import { fetchOne, start } from './testing/start-openproject.ts';

const SECRET = 'a-secret-of-some-length';
const EVENTS = [
  'work_package:created',
  'work_package:updated',
  'work_package_comment:comment',
  'work_package_comment:internal_comment',
  'attachment:created',
  'time_entry:created',
];
const { webhooks } = openProject;
if (!webhooks) throw new Error('no webhooks');

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Uint8Array;
}

async function receive() {
  const received: Delivery[] = [];
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      received.push({ headers: asked.headers, rawBody: Buffer.concat(chunks) });
      answer.writeHead(200).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

function hintsOf(delivery: Delivery): readonly ChangeHint[] {
  const verdict = webhooks!.verify(delivery, { webhookSecret: SECRET });
  if (verdict.outcome !== 'verified') throw new Error(verdict.reason);
  const decoded = webhooks!.decode({ ...delivery, event: verdict.event });
  if (decoded.outcome !== 'hints') throw new Error(decoded.reason);
  return decoded.hints;
}

describe('the webhook that an administrator set up', () => {
  it('tells of what is made, changed and said, signed, and leads to records that are there', async () => {
    const { sandbox, client } = await start();
    const { url, received } = await receive();
    sandbox.hooks.add({ url, secret: SECRET, events: EVENTS });
    const made = sandbox.createWorkPackage('api', { subject: 'New' });
    sandbox.editWorkPackage('2', { subject: 'Edited' });
    const said = sandbox.createComment('3', 'Said');
    const file = sandbox.addAttachment('4', 'log.txt');
    await sandbox.webhooks.idle();
    const hints = received.flatMap(hintsOf);
    for (const hint of [
      { op: 'changed', stream: 'work_packages', externalId: made.id, locator: made.id, scope: '1' },
      { op: 'changed', stream: 'work_packages', externalId: '2', scope: '1' },
      { op: 'changed', stream: 'comments', externalId: String(said.id), locator: `3/activities/${said.id}` },
      { op: 'changed', stream: 'attachments', externalId: String(file.id), locator: `4/attachments/${file.id}` },
    ])
      expect(hints).toContainEqual(expect.objectContaining(hint));
    for (const { stream, externalId, locator, scope } of hints)
      expect(await fetchOne(client, stream, externalId, { locator, scope })).toMatchObject({ externalId });
  });

  it('is named by its bytes: the same each time it comes, another for each change', async () => {
    const { sandbox } = await start();
    const { url, received } = await receive();
    sandbox.hooks.add({ url, secret: SECRET, events: EVENTS });
    sandbox.webhooks.setFaults({ duplicates: { min: 1, max: 1 } });
    sandbox.editWorkPackage('1', { subject: 'one' });
    sandbox.editWorkPackage('1', { subject: 'two' });
    await sandbox.webhooks.idle();
    const names = received.map((delivery) => {
      const verdict = webhooks.verify(delivery, { webhookSecret: SECRET });
      return verdict.outcome === 'verified' ? verdict.deliveryId : '';
    });
    expect(names).toHaveLength(4);
    expect(new Set(names).size).toBe(2);
  });

  it('without a secret proves nothing', async () => {
    const { sandbox } = await start();
    const { url, received } = await receive();
    sandbox.hooks.add({ url, secret: null, events: EVENTS });
    sandbox.editWorkPackage('1', { subject: 'unsigned' });
    await sandbox.webhooks.idle();
    expect(webhooks.verify(received[0] as Delivery, { webhookSecret: SECRET })).toEqual({
      outcome: 'rejected',
      reason: 'X-OP-Signature is missing',
    });
  });
});
