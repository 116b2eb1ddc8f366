import type { EditRun, FaultPlan, FixedWindow, RequestLog, WebhookSender } from '@syncline/sandbox';
import { notFound } from '../changes/refusal.ts';
import { Transaction } from '../changes/write-record.ts';
import type { FieldSchema } from '../model/object-schema.ts';
import type { ObjectStore } from '../model/object-store.ts';
import type { Organisation } from '../model/organisation.ts';
import type { Row, Value } from '../model/row.ts';
import type { BulkJobs } from '../routes/bulk-routes.ts';
import type { Tokens } from '../tokens.ts';
import type { Callouts } from '../webhooks/callouts.ts';
import type { OutboundMessages } from '../webhooks/outbound-messages.ts';
import { runEdits } from './run-edits.ts';

export interface ControlParts {
  readonly organisation: Organisation;
  readonly callouts: Callouts;
  readonly outbound: OutboundMessages;
  /** Callouts on their way out: their faults, `pending`, `idle()`. */
  readonly sender: WebhookSender;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly primary: FixedWindow;
  readonly tokens: Tokens;
  readonly jobs: BulkJobs;
}

export type SalesforceSandboxControl = ReturnType<typeof createControl>;

/** What tests and demos do to the simulated Salesforce without going through its API. Changes are called out all the same. */
export function createControl(parts: ControlParts) {
  const { organisation, callouts, outbound, sender, faults, log, primary, tokens, jobs } = parts;
  const store = (object: string): ObjectStore => {
    const found = organisation.store(object);
    if (found === undefined) throw notFound(`no object ${object}`);
    return found;
  };
  const transaction = <T>(work: (write: Transaction) => T): T => {
    const write = new Transaction(organisation);
    const done = work(write);
    write.commit();
    return done;
  };
  return {
    /** By API names, as people and other integrations would write it. @returns the record */
    create: (object: string, values: Readonly<Record<string, Value>>): Row =>
      transaction((write) => write.create(store(object), values)),
    edit: (object: string, id: string, values: Readonly<Record<string, Value>>): Row =>
      transaction((write) => write.update(store(object), id, values)),
    delete: (object: string, id: string): void => transaction((write) => write.delete(store(object), id)),
    undelete: (object: string, id: string): Row => transaction((write) => write.undelete(store(object), id)),
    /** Takes a record out of the recycle bin; nothing is called out. */
    purge: (object: string, id: string): void => store(object).purge(id),

    /** The truth: a record as it is now, whether in the recycle bin or not. */
    record: (object: string, id: string): Row | undefined => store(object).get(id),
    /** The record that was made under a Syncline_Key__c. */
    recordWithKey: (object: string, key: string): Row | undefined => store(object).withKey(key),
    /** All that are not in the recycle bin, in the order of their last change. */
    records: function* (object: string): Generator<Row> {
      for (const row of store(object).rows()) if (!row.IsDeleted) yield row;
    },
    count: (object: string): number => store(object).count(false),

    /** Edits as people make them, until the signal is aborted. @returns how many */
    runEdits: (run: EditRun): Promise<number> => runEdits(organisation, transaction, run),

    /** An administrator adds a custom field, empty in every record, or gives it another definition: values are converted. */
    defineField: (object: string, name: string, field: FieldSchema): void => store(object).define(name, field),
    /** An administrator deletes a custom field with all that it held. */
    removeField: (object: string, name: string): void => store(object).undefine(name),

    /** Ends every session: the next call answers 401 INVALID_SESSION_ID. */
    expireSessions: (): void => tokens.expire(),
    /** How many tokens were asked for. */
    tokensIssued: (): number => tokens.issued,
    /** The next writes are refused with UNABLE_TO_LOCK_ROW. */
    lockRows: (writes: number): void => {
      organisation.locks = writes;
    },
    /** Creates are refused while another record of the object has the same value in the field. */
    addDuplicateRule: (object: string, field: string): void => {
      organisation.duplicateRules.set(object, field);
    },
    forgetBulkJobs: (): void => jobs.clear(),

    /** Requests whose `METHOD /path?query` matches. */
    requestCount: (pattern: RegExp | string): number => log.count(pattern),
    log,
    faults,
    webhooks: sender,
    rateLimit: primary,
    /** Where changes are called out to. */
    hooks: callouts,
    /** Outbound messages, the other way in. */
    outbound,
  };
}
