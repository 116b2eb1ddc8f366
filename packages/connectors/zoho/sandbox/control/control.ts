import type { Json } from '@syncline/core';
import type { EditRun, FaultPlan, FixedWindow, RequestLog, WebhookSender } from '@syncline/sandbox';
import { invalidModule } from '../changes/refusal.ts';
import { createRow, deleteRow, updateRow } from '../changes/write-record.ts';
import type { ModuleStore } from '../model/module-store.ts';
import type { Organisation } from '../model/organisation.ts';
import type { Row } from '../model/row.ts';
import type { Tokens } from '../tokens.ts';
import type { Channels } from '../webhooks/channels.ts';
import { runEdits } from './run-edits.ts';

export interface ControlParts {
  readonly organisation: Organisation;
  readonly channels: Channels;
  /** Notifications on their way out: their faults, `pending`, `idle()`. */
  readonly sender: WebhookSender;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly credits: FixedWindow;
  readonly tokens: Tokens;
}

/** A record as it is: values by API names, lookups as ids. */
export type Truth = Readonly<Record<string, Json>> & { readonly id: string };

export type ZohoSandboxControl = ReturnType<typeof createControl>;

/** What tests and demos do to the simulated Zoho without going through its API. Changes are told all the same. */
export function createControl({ organisation, channels, sender, faults, log, credits, tokens }: ControlParts) {
  const store = (module: string): ModuleStore => {
    const found = organisation.store(module);
    if (found === undefined) throw invalidModule(module);
    return found;
  };
  const truth = (row: Row): Truth => ({ ...row.values, id: row.id });
  /** The module of what a call is about need not be named by hand. */
  const named = (values: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> => {
    const target = values['What_Id'];
    const module = typeof target === 'string' ? organisation.storeOf(target)?.schema.name : undefined;
    return module === undefined ? values : { $se_module: module, ...values };
  };
  return {
    /** By API names, as people and other integrations would write it. */
    create: (module: string, values: Readonly<Record<string, Json>>): Truth =>
      truth(createRow(organisation, store(module), named(values))),
    edit: (module: string, id: string, values: Readonly<Record<string, Json>>): Truth =>
      truth(updateRow(organisation, store(module), id, named(values))),
    delete: (module: string, id: string): void => void deleteRow(organisation, store(module), id),
    /** Takes a record out of the recycle bin. */
    purge: (module: string, id: string): void => store(module).purge(id),
    /** The token's user may no longer see it. */
    hide: (module: string, id: string, isHidden = true): void => {
      if (isHidden) store(module).hidden.add(id);
      else store(module).hidden.delete(id);
    },

    /** The truth: a record as it is now; undefined when there is none. */
    record: (module: string, id: string): Truth | undefined => {
      const row = store(module).get(id);
      return row === undefined ? undefined : truth(row);
    },
    recordWithKey: (module: string, key: string): Truth | undefined => {
      const row = store(module).withKey(key);
      return row === undefined ? undefined : truth(row);
    },
    /** Oldest first. */
    records: (module: string): Truth[] => [...store(module).rows()].map(truth),
    count: (module: string): number => store(module).size,

    runEdits: (run: EditRun): Promise<number> => runEdits(organisation, run),

    /** Ends every token: the next call answers 401 INVALID_TOKEN. */
    expireTokens: (): void => tokens.expire(),
    /** How many tokens were asked for. */
    tokensIssued: (): number => tokens.issued,

    /** Requests whose `METHOD /path?query` matches. */
    requestCount: (pattern: RegExp | string): number => log.count(pattern),
    log,
    faults,
    webhooks: sender,
    rateLimit: credits,
    channels,
  };
}
