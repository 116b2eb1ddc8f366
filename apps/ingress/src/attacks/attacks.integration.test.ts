import { connectors } from '@syncline/connector-registry';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { attackTable, type Cell } from './testing/attack-table.ts';
import { type AttackedIngress, post, startAttackedIngress } from './testing/attacked-ingress.ts';
import { type AttackName, attacks, type Door } from './testing/attacks.ts';
import type { Sender } from './testing/sender.ts';
import { type SenderName, senders } from './testing/senders.ts';

let ingress: AttackedIngress;
let count = 0;

beforeAll(async () => {
  ingress = await startAttackedIngress();
});
afterAll(() => ingress?.close());
beforeEach(() => ingress.clear());

const names = Object.keys(senders) as SenderName[];
const doors = names.flatMap((name) =>
  (Object.entries(attackTable[name]) as [Door, Record<AttackName, Cell>][]).map(
    ([door, cells]) => [name, door, cells] as const,
  ),
);

it('the table has every vendor that sends webhooks', () => {
  const sending = [...connectors.values()].filter(({ webhooks }) => webhooks !== undefined).map(({ id }) => id);
  const covered = new Set(names.map((name) => senders[name].connector));
  expect([...covered].toSorted()).toEqual([...sending, 'cloudflare'].toSorted());
});

describe.each(doors)('deliveries of %s at the %s address', (name, door, cells) => {
  const sender: Sender = senders[name];
  const { connector } = sender;

  it.each(Object.entries(cells) as [AttackName, Cell][])('%s: %j', async (attack, [statuses, rowCount]) => {
    const occasion = {
      secret: ingress.secretOf(connector, 'a'),
      id: `delivery-${++count}`,
      at: new Date(),
      url: ingress.registeredUrl(connector, 'a'),
    };
    const requests = attacks[attack]({ ingress, sender, other: otherThan(name), door, occasion });
    const answered: number[] = [];
    for (const [path, sent] of requests) answered.push(await post(`${ingress.url}${path}${sent.query ?? ''}`, sent));
    expect(answered).toEqual(statuses);

    const accepted = requests.map(([, { body }]) => sender.kept?.(body) ?? body).slice(0, rowCount);
    const which = attack === 'of another connection' ? 'b' : 'a';
    const connection = ingress.connectionId(connector, which);
    const state = connector === 'cloudflare' ? 'processed' : 'received';
    expect(await ingress.rows()).toEqual(accepted.map((body) => ({ connection, body, state })));
    // Jobs follow the commit; what Cloudflare reports is done with it.
    const jobs = connector === 'cloudflare' ? 0 : rowCount;
    await vi.waitFor(async () => expect(await ingress.jobs()).toBe(jobs), { timeout: 60_000 });
  });
});

function otherThan(name: SenderName): Sender {
  const from = names.indexOf(name);
  const order = [...names.slice(from + 1), ...names.slice(0, from)].map((other): Sender => senders[other]);
  return order.find(({ connector }) => connector !== senders[name].connector)!;
}
