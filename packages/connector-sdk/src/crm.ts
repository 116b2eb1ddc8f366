import type { RecordKey } from './connector.ts';

/** The kinds of record that the CRM contract speaks of. */
export type CrmKind = 'account' | 'contact' | 'deal' | 'quote';

/** What can be logged at a CRM; the value of `type` in records of the kind `activity`. */
export type ActivityType = 'call' | 'sms' | 'email' | 'note' | 'meeting' | 'task';

/**
 * What the CRM contract (packages/crm) needs of a connector beside its streams: how the vendor looks for records, and
 * which streams are meant. Reading, creating once, updating and following changes it makes from the streams.
 */
export interface CrmMember<Client = unknown> {
  /** By kind: the stream that is meant, where more than one stream has that kind. */
  readonly streams?: Readonly<Partial<Record<CrmKind, string>>>;
  /** The stream that takes an activity of each type. A type that is not named can't be logged at this vendor. */
  readonly activities: Readonly<Partial<Record<ActivityType, string>>>;
  /**
   * The setting of `choices` that lists the stages of deals, by value and title; `stages` when absent. Without such a
   * setting a stage is its own name.
   */
  readonly stages?: string;
  /**
   * Records that may be meant, by whatever search the vendor has. Wider than asked is right: each is read by `fetchOne`
   * then, and kept only where it matches, so that lagging or fuzzy searches show nothing wrong. At most `limit` keys,
   * the likeliest first; one or two calls.
   */
  findAccounts(client: Client, query: AccountQuery, signal: AbortSignal): Promise<readonly RecordKey[]>;
  findContacts(client: Client, query: ContactQuery, signal: AbortSignal): Promise<readonly RecordKey[]>;
}

/** One of the two is given. */
export type AccountQuery =
  | { readonly by: 'name'; readonly name: string; readonly limit: number }
  /** A bare host in lower case: `acme.example`. The vendor may keep it with scheme, `www.` and path. */
  | { readonly by: 'domain'; readonly domain: string; readonly limit: number };

export type ContactQuery =
  | { readonly by: 'email'; readonly email: string; readonly limit: number }
  /** Words of first and last name, in any order. */
  | { readonly by: 'name'; readonly name: string; readonly limit: number }
  /** As it was asked for; vendors keep numbers in many forms. `digits`: its last digits, nine at the most. */
  | { readonly by: 'phone'; readonly phone: string; readonly digits: string; readonly limit: number }
  | { readonly by: 'account'; readonly accountId: string; readonly limit: number };
