import type { EditRun, FaultPlan, FixedWindow, RequestLog, WebhookSender } from '@syncline/sandbox';
import {
  addAssociation,
  archiveRecord,
  createRecord,
  removeAssociation,
  updateRecord,
} from '../changes/change-records.ts';
import type { ChangeJournal } from '../journal/change-journal.ts';
import type { HubspotRecord, Properties } from '../model/object-store.ts';
import type { Owner, Portal } from '../model/portal.ts';
import type { Tokens } from '../routes/oauth-routes.ts';
import type { Events } from '../webhooks/events.ts';
import { runEdits } from './run-edits.ts';

export interface ControlParts {
  readonly portal: Portal;
  readonly events: Events;
  readonly changes: ChangeJournal;
  readonly sender: WebhookSender;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
  readonly tokens: Tokens;
}

export type HubspotSandboxControl = ReturnType<typeof createControl>;

/** What tests and demos do to the simulated HubSpot without going through its API. Changes are told to webhooks all the same. */
export function createControl({ portal, events, changes, sender, faults, log, quota, tokens }: ControlParts) {
  return {
    /** By the names of properties, as people and other integrations would write it. */
    create: (object: string, properties: Properties): HubspotRecord =>
      createRecord(portal, portal.store(object), properties),
    edit: (object: string, id: string, properties: Properties): HubspotRecord =>
      updateRecord(portal, portal.store(object), id, properties),
    delete: (object: string, id: string): void => archiveRecord(portal, portal.store(object), id),
    associate: (from: string, id: string, to: string, otherId: string, typeId: number): void =>
      addAssociation(portal, from, id, to, otherId, typeId),
    dissociate: (from: string, id: string, to: string, otherId: string): void =>
      removeAssociation(portal, from, id, to, otherId),

    /** The truth: a record as it is now, whether in the recycle bin or not. */
    record: (object: string, id: string): HubspotRecord | undefined => portal.store(object).get(id),
    recordWithKey: (object: string, key: string): HubspotRecord | undefined => portal.store(object).withKey(key),
    /** All that are not in the recycle bin, in the order of ids. */
    records: (object: string): Generator<HubspotRecord> => portal.store(object).records(),
    /** Ids at the other end with the types of the associations, in the order in which they were made. */
    associated: (from: string, id: string, to: string): ReadonlyMap<string, ReadonlySet<number>> =>
      portal.associations.of(from, id, to),
    owners: (): readonly Owner[] => portal.owners,

    /** Searches see now what was written until now, however long they lag. */
    index: (): void => {
      for (const store of portal.stores.values()) store.catchUp(Number.POSITIVE_INFINITY);
    },
    /** Edits as people make them, until the signal is aborted. @returns how many */
    runEdits: (run: EditRun): Promise<number> => runEdits(portal, run),
    /** Ends every access token: the next call answers 401. */
    expireTokens: (): void => tokens.expire(),

    /** Requests whose `METHOD /path?query` matches. */
    requestCount: (pattern: RegExp | string): number => log.count(pattern),
    log,
    faults,
    webhooks: sender,
    rateLimit: quota,
    /** The app's webhooks, as its configuration would declare them: everything, to one address. */
    declareWebhooks: (url: string): void => {
      events.targetUrl = url;
      events.isDeclared = true;
    },
    events,
    /** The app's webhooks journal. */
    journal: changes,
  };
}
