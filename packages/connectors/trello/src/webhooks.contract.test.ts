import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookSubscription } from '@syncline/connector-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TrelloClient } from './client.ts';
import { trello } from './connector.ts';
import { connect, signal, start } from './testing/start-trello.ts';

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Uint8Array;
}

/** Where deliveries come in; HEAD is asked before any. */
async function receive(answers: { readonly head?: number; readonly post?: () => number } = {}) {
  const received: Delivery[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push(request.method ?? '');
      if (request.method === 'HEAD') return void response.writeHead(answers.head ?? 200).end();
      received.push({ headers: request.headers, rawBody: Buffer.concat(chunks) });
      response.writeHead(answers.post?.() ?? 200).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => new Promise((closed) => server.close(() => closed())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/1`, received, asked };
}

const webhooks = trello.webhooks as Required<NonNullable<typeof trello.webhooks>>;
const register = (client: TrelloClient, url: string) => webhooks.register(client, { url, secret: 'unused' }, signal);

function verdictOf(delivery: Delivery, url: string | null, secret: string) {
  return webhooks.verify({ ...delivery, url }, { webhookSecret: secret });
}

function hintsOf(delivery: Delivery, url: string, secret: string) {
  const verdict = verdictOf(delivery, url, secret);
  if (verdict.outcome !== 'verified') throw new Error(verdict.reason);
  const decoded = webhooks.decode({ ...delivery, event: verdict.event });
  if (decoded.outcome !== 'hints') throw new Error(`${verdict.event}: ${decoded.reason}`);
  return decoded.hints;
}

describe('webhooks', () => {
  it('tell of everything that changes on a board, signed for their address and for no other', async () => {
    const { sandbox, client, board } = await start({ cards: 5 });
    const { url, received, asked } = await receive();
    await register(client, url);
    expect(asked).toEqual(['HEAD']);
    const [card, other] = sandbox.cards(board).map(({ id }) => id) as string[];
    const made = sandbox.createCard(board, { name: 'New' });
    sandbox.editCard(card!, {
      name: 'Edited',
      labels: ['bug'],
      closed: true,
      custom: { Points: { value: { number: '3' } } },
    });
    const comment = sandbox.createComment(card!, 'Said');
    sandbox.editComment(comment.id, 'Said better');
    sandbox.deleteComment(comment.id);
    const file = sandbox.attachFile(card!, 'log.txt');
    sandbox.removeAttachment(sandbox.attachFile(card!, 'gone.txt').id);
    const label = sandbox.createLabel(board, 'fresh');
    const checklist = sandbox.createChecklist(card!, 'Steps');
    sandbox.tickItem(checklist.id, sandbox.addCheckItem(checklist.id, 'One').items[0]!.id);
    sandbox.renameList(board, 'Review', 'In review');
    sandbox.closeBoard(board);
    sandbox.deleteCard(other!);
    await sandbox.webhooks.idle();
    const hints = received.flatMap((delivery) => hintsOf(delivery, url, sandbox.secret));
    for (const hint of [
      { stream: 'cards', externalId: made.id, scope: board },
      { stream: 'cards', externalId: card, scope: board },
      // A deletion too is no more than a reason to look.
      { stream: 'cards', externalId: other, scope: board },
      { stream: 'comments', externalId: comment.id, locator: `${card}/${comment.id}`, scope: board },
      { stream: 'attachments', externalId: file.id, locator: `${card}/attachments/${file.id}`, scope: board },
      { stream: 'labels', externalId: label.id, scope: board },
      { stream: 'checklists', externalId: checklist.id, scope: board },
      { stream: 'lists', scope: board },
      { stream: 'boards', externalId: board, scope: 'account' },
    ])
      expect(hints).toContainEqual(expect.objectContaining({ op: 'changed', ...hint }));
    const [first] = received as [Delivery];
    for (const wrong of [`${url}/`, url.replace('http:', 'https:'), null, ''])
      expect(verdictOf(first, wrong, sandbox.secret).outcome).toBe('rejected');
  });

  it('are registered once for each board and address, and only where somebody answers', async () => {
    const { sandbox, client } = await start({ boards: 3 });
    const { url } = await receive();
    const first = await register(client, url);
    expect(first.map(({ scope }) => scope)).toEqual(sandbox.boards().map(({ id }) => id));
    expect(await register(client, url)).toEqual(first);
    expect(sandbox.hooks.list()).toHaveLength(3);
    const narrow = connect(sandbox, { boards: [sandbox.boards()[1]?.shortLink] });
    expect(await register(narrow, url)).toEqual([first[1]]);
    const absent = await receive({ head: 404 });
    await expect(register(client, absent.url)).rejects.toMatchObject({ class: 'invalid' });
    expect(sandbox.hooks.list()).toHaveLength(3);
  });

  it('are seen to be gone or switched off, and put back', async () => {
    const { sandbox, client } = await start({ boards: 2 });
    const { url } = await receive();
    const made = await register(client, url);
    const standing = () => webhooks.standing(client, made, signal);
    expect(await standing()).toEqual(made);
    sandbox.hooks.switchOff(made[0]!.id);
    expect(await standing()).toEqual([made[1]]);
    expect(await register(client, url)).toEqual(made);
    expect(await standing()).toEqual(made);
    sandbox.hooks.remove(made[1]!.id);
    expect(await standing()).toEqual([made[0]]);
    for (const subscription of made) await webhooks.unregister(client, subscription as WebhookSubscription, signal);
    expect(sandbox.hooks.list()).toEqual([]);
  });

  it('are registered for the boards that may be watched, though another one may not', async () => {
    const { sandbox, client } = await start({ boards: 2 });
    const { url } = await receive();
    sandbox.faults.add({ kind: 'status', status: 403, method: 'POST', path: '/1/webhooks/' });
    expect(await register(client, url)).toMatchObject([{ scope: sandbox.boards()[1]?.id }]);
    expect(await register(client, url)).toHaveLength(2);
    for (const { id } of sandbox.hooks.list()) sandbox.hooks.remove(id);
    sandbox.faults.add({ kind: 'status', status: 403, method: 'POST', path: '/1/webhooks/', count: 2 });
    await expect(register(client, url)).rejects.toMatchObject({ class: 'permission' });
  });

  it('have one name over all that Trello tries, and no other', async () => {
    const { sandbox, client, board } = await start({ webhookRetryMs: [1, 1, 1] });
    let failures = 3;
    const { url, received } = await receive({ post: () => (failures-- > 0 ? 503 : 200) });
    await register(client, url);
    const [card] = sandbox.cards(board);
    sandbox.editCard(card!.id, { name: 'Told until it is heard' });
    while (received.length < 4) await sleep(5);
    const names = received.map((delivery) => verdictOf(delivery, url, sandbox.secret));
    expect(new Set(names.map((verdict) => (verdict.outcome === 'verified' ? verdict.deliveryId : ''))).size).toBe(1);
    sandbox.editCard(card!.id, { name: 'Told again' });
    while (received.length < 5) await sleep(5);
    expect(verdictOf(received[4]!, url, sandbox.secret)).not.toMatchObject({
      deliveryId: (names[0] as { deliveryId: string }).deliveryId,
    });
  });

  it('tell nobody the token when they are refused', async () => {
    const { sandbox, client } = await start();
    sandbox.faults.add({ kind: 'status', status: 404, path: '/tokens/' });
    const { url } = await receive();
    const error: unknown = await register(client, url).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('[redacted]');
    expect(String(error)).not.toContain(sandbox.token);
  });
});
