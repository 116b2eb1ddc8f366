import type { WebhookSender } from '@syncline/sandbox';
import type { Change, Organisation } from '../model/organisation.ts';

/** What an administrator sets up in a flow: records of one object are told to one address when they are made or edited. */
export interface OutboundMessageAction {
  readonly url: string;
  readonly object: string;
  readonly sendSessionId?: boolean;
}

interface Notification {
  readonly id: string;
  readonly recordId: string;
  readonly at: Date;
}

interface Queue {
  readonly action: OutboundMessageAction;
  readonly waiting: Map<string, Notification>;
}

/** Of one SOAP message: https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging_notifications.htm. */
const MAX_NOTIFICATIONS = 100;
const DROPPED_AFTER_MS = 24 * 3_600_000;

/**
 * Outbound messages of the simulated organisation. A notification waits until it is acknowledged; what was not is sent
 * again by `retry`, which stands for the growing intervals of Salesforce, and dropped after 24 hours.
 */
export class OutboundMessages {
  readonly #organisation: Organisation;
  readonly #sender: WebhookSender;
  readonly #queues: Queue[] = [];
  #notifications = 0;
  /** Answers as they came, oldest first. */
  readonly answers: { readonly status: number; readonly body: string }[] = [];

  constructor(organisation: Organisation, sender: WebhookSender) {
    this.#organisation = organisation;
    this.#sender = sender;
  }

  add(action: OutboundMessageAction): void {
    this.#queues.push({ action, waiting: new Map() });
  }

  /** Notifications that nobody has acknowledged. */
  get waiting(): number {
    return this.#queues.reduce((sum, { waiting }) => sum + waiting.size, 0);
  }

  publish(changes: readonly Change[]): void {
    for (const queue of this.#queues) {
      const added: Notification[] = [];
      for (const { object, id, op, at } of changes)
        if (object === queue.action.object && op !== 'delete') {
          this.#notifications += 1;
          added.push({ id: `04l5g${String(this.#notifications).padStart(10, '0')}AAA`, recordId: id, at });
        }
      for (const notification of added) queue.waiting.set(notification.id, notification);
      void this.#send(queue, added);
    }
  }

  /** Sends again what waits. Resolves when each was answered. */
  async retry(): Promise<void> {
    const oldest = this.#organisation.settings.now().getTime() - DROPPED_AFTER_MS;
    for (const queue of this.#queues) {
      for (const { id, at } of queue.waiting.values()) if (at.getTime() < oldest) queue.waiting.delete(id);
      await this.#send(queue, [...queue.waiting.values()]);
    }
  }

  async #send({ action, waiting }: Queue, notifications: readonly Notification[]): Promise<void> {
    for (let from = 0; from < notifications.length; from += MAX_NOTIFICATIONS) {
      const some = notifications.slice(from, from + MAX_NOTIFICATIONS);
      const { status, body } = await this.#sender.send({
        url: action.url,
        headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '""', 'User-Agent': 'Salesforce' },
        body: outboundMessage(this.#organisation.settings.organizationId, action, some),
      });
      this.answers.push({ status, body });
      if (status === 200 && /<(?:\w+:)?Ack>\s*true\s*</.test(body)) for (const { id } of some) waiting.delete(id);
    }
  }
}

/** A message as Salesforce writes it. */
export function outboundMessage(
  organizationId: string,
  { object, sendSessionId = false }: Omit<OutboundMessageAction, 'url'>,
  notifications: readonly { readonly id: string; readonly recordId: string }[],
): string {
  const entries = notifications.map(
    ({ id, recordId }) => `   <Notification>
    <Id>${id}</Id>
    <sObject xsi:type="sf:${object}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
     <sf:Id>${recordId}</sf:Id>
    </sObject>
   </Notification>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <soapenv:Body>
  <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
   <OrganizationId>${organizationId}</OrganizationId>
   <ActionId>04k5g0000004SynAAE</ActionId>
   ${sendSessionId ? '<SessionId>00D5g000004Syn!a.session.of.a.person</SessionId>' : '<SessionId xsi:nil="true"/>'}
   <EnterpriseUrl>https://acme.my.salesforce.com/services/Soap/c/62.0/00D5g000004Syn</EnterpriseUrl>
   <PartnerUrl>https://acme.my.salesforce.com/services/Soap/u/62.0/00D5g000004Syn</PartnerUrl>
${entries.join('\n')}
  </notifications>
 </soapenv:Body>
</soapenv:Envelope>
`;
}
