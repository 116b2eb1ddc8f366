import { randomUUID } from 'node:crypto';
import type { Happened, Portal } from '../model/portal.ts';

/** What the journal is asked to write down: of one account, unlike the app's webhooks. */
export interface JournalSubscription {
  readonly id: number;
  readonly appId: number;
  readonly subscriptionType: 'OBJECT' | 'ASSOCIATION';
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly actions: readonly string[];
  readonly properties?: readonly string[];
  readonly objectIds?: readonly number[];
  readonly associatedObjectTypeIds?: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface JournalEntry {
  readonly offset: string;
  readonly publishedAt: string;
  readonly journalEvents: readonly object[];
}

const ACTIONS: Readonly<Record<Happened['change'], string>> = {
  creation: 'CREATE',
  propertyChange: 'UPDATE',
  deletion: 'DELETE',
  merge: 'MERGE',
  restore: 'RESTORE',
  associationChange: 'ASSOCIATION_ADDED',
};

/** An app's webhooks journal: what happens, as far as it is subscribed to, in files one after the other. */
export class ChangeJournal {
  readonly #portal: Portal;
  readonly subscriptions = new Map<number, JournalSubscription>();
  /** Events of a file at the most. */
  most = 100;
  /** So many of the addresses that are given out next have lapsed already. */
  lapsedAddresses = 0;
  #entries: JournalEntry[] = [];
  #waiting: object[] = [];
  #made = 0;

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  nextId(): number {
    this.#made += 1;
    return this.#made;
  }

  note({ object, change, at, details }: Happened): void {
    const { typeId } = this.#portal.store(object).schema;
    const action = details['associationRemoved'] === true ? 'ASSOCIATION_REMOVED' : ACTIONS[change];
    const isHeard = [...this.subscriptions.values()].some(
      (one) =>
        one.objectTypeId === typeId &&
        one.actions.includes(action) &&
        (action !== 'UPDATE' || one.properties?.includes(String(details['propertyName']))) &&
        (change !== 'associationChange' ||
          one.associatedObjectTypeIds?.includes(String(details['toObjectTypeId'])) === true),
    );
    if (!isHeard) return;
    const common = { portalId: this.#portal.settings.portalId, occurredAt: new Date(at).toISOString(), action };
    this.#waiting.push(
      change === 'associationChange'
        ? {
            type: 'association',
            ...common,
            fromObjectId: details['fromObjectId'],
            toObjectId: details['toObjectId'],
            fromObjectTypeId: details['fromObjectTypeId'],
            toObjectTypeId: details['toObjectTypeId'],
            associationCategory: 'HUBSPOT_DEFINED',
            isPrimary: details['isPrimaryAssociation'],
          }
        : {
            type: 'crm_object',
            ...common,
            objectTypeId: typeId,
            objectId: details['objectId'],
            propertyChanges:
              change === 'propertyChange' ? { [String(details['propertyName'])]: details['propertyValue'] } : {},
          },
    );
  }

  earliest(): JournalEntry | undefined {
    this.#publish();
    return this.#entries[0];
  }

  latest(): JournalEntry | undefined {
    this.#publish();
    return this.#entries.at(-1);
  }

  /** Undefined: there is none yet. Null: no such offset is kept. */
  after(offset: string): JournalEntry | undefined | null {
    this.#publish();
    const index = this.#entries.findIndex((entry) => entry.offset === offset);
    return index < 0 ? null : this.#entries[index + 1];
  }

  entry(offset: string): JournalEntry | undefined {
    return this.#entries.find((entry) => entry.offset === offset);
  }

  /** Three days have gone by: nothing of what was written is kept. */
  lapse(): void {
    this.#publish();
    this.#entries = [];
  }

  #publish(): void {
    while (this.#waiting.length > 0)
      this.#entries.push({
        offset: randomUUID(),
        publishedAt: new Date(this.#portal.nowMs()).toISOString(),
        journalEvents: this.#waiting.splice(0, this.most),
      });
  }
}
