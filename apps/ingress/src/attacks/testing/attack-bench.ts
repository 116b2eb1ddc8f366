import { connectors } from '@syncline/connector-registry';
import { type AttackedIngress, post } from './attacked-ingress.ts';
import { headOf, openRaw, type RawSender } from './raw-sender.ts';
import type { Sender, Sent } from './sender.ts';
import { type SenderName, senders } from './senders.ts';

export const MB = 1024 * 1024;

/** One sender a vendor, with the largest body it may have in bytes. */
export const vendors = (
  ['github', 'gitlab, signed', 'jira, signed', 'openproject', 'trello', 'salesforce', 'cloudflare'] as const
).map((name) => [name, connectors.get(senders[name].connector)?.webhooks?.maxBodyBytes ?? 64 * 1024] as const);

/** Genuine deliveries, and what of them the test wants otherwise. */
export interface AttackBench {
  deliver(name: SenderName, body?: string): Promise<number>;
  /** Opens a request of which the test sends the body. */
  open(name: SenderName, framing: string, body?: string): { readonly sender: RawSender; readonly sent: Sent };
  rowCount(): Promise<number>;
}

export function attackBench(ingress: () => AttackedIngress): AttackBench {
  let count = 0;
  const made = (name: SenderName, body?: string): { readonly path: string; readonly sent: Sent } => {
    const sender: Sender = senders[name];
    const { connector } = sender;
    const path =
      connector === 'cloudflare' ? '/api/webhooks/cloudflare' : `/webhooks/${ingress().connectionId(connector, 'a')}`;
    const occasion = {
      secret: ingress().secretOf(connector, 'a'),
      id: `delivery-${++count}`,
      at: new Date(),
      url: ingress().registeredUrl(connector, 'a'),
    };
    return { path, sent: sender.send(occasion, body) };
  };
  return {
    deliver: (name, body) => {
      const { path, sent } = made(name, body);
      return post(`${ingress().url}${path}`, sent);
    },
    open: (name, framing, body) => {
      const { path, sent } = made(name, body);
      const sender = openRaw(ingress().url);
      sender.write(headOf(path, sent.headers, framing));
      return { sender, sent };
    },
    rowCount: async () => (await ingress().rows()).length,
  };
}

/** A body of that many bytes, all of them signed. */
export function padded(bytes: number): string {
  return `{"text":"large"}${' '.repeat(bytes - 16)}`;
}
