export interface HubspotSandboxOptions {
  /** The same seed gives the same account, byte by byte. Default 1. */
  readonly seed?: number;
  /** Seeded contacts, up to 1,000,000. Default 200. */
  readonly contacts?: number;
  /** Default a fourth of the contacts. */
  readonly companies?: number;
  readonly deals?: number;
  /** The others: default 5 of each at most. */
  readonly quotes?: number;
  readonly notes?: number;
  readonly calls?: number;
  readonly emails?: number;
  readonly messages?: number;
  /** Records of the custom object type 2-3456789. Default 3. */
  readonly customObjects?: number;
  /** So many contacts, all over the account, were changed within one millisecond: an import. Default none. */
  readonly contactsOfOneInstant?: number;
  readonly portalId?: number;
  readonly token?: string;
  readonly clientId?: string;
  /** The app's client secret, with which webhooks are signed. */
  readonly clientSecret?: string;
  readonly appId?: number;
  readonly developerKey?: string;
  /** 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: { now(): Date };
  /** Where it keeps what it was asked to change, and takes it up again from. By default it forgets. */
  readonly journalFile?: string;
  /** The seeded past ends here. Default 2026-11-01, or the clock's day when that is earlier. */
  readonly seededUntil?: Date;
  /** Calls of the app. Default 100 in 10 seconds. */
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** Searches of the account a second. Default 5. */
  readonly searchesPerSecond?: number;
  /** How many results of one search can be paged to. Default 10,000, as HubSpot has it. */
  readonly searchCap?: number;
  /** How long a search does not see what was written. Default 300 ms. */
  readonly indexLagMs?: number;
  readonly webhookTimeoutMs?: number;
  /** How a delivery that fails is tried again. Default thrice: after 1, 5 and 30 seconds. */
  readonly webhookRetryMs?: readonly number[];
  readonly logger?: { info(fields: object, message: string): void };
}

export interface SandboxSettings {
  readonly seed: number;
  /** Seeded records by object. */
  readonly counts: Readonly<Record<string, number>>;
  readonly contactsOfOneInstant: number;
  readonly portalId: number;
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appId: number;
  readonly developerKey: string;
  readonly now: () => Date;
  readonly seededUntilMs: number;
  readonly searchCap: number;
  readonly indexLagMs: number;
}

const DEFAULT_END = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

export function settingsFrom(options: HubspotSandboxOptions): SandboxSettings {
  const now = options.clock === undefined ? () => new Date() : () => options.clock?.now() ?? new Date();
  const contacts = options.contacts ?? 200;
  if (!Number.isInteger(contacts) || contacts < 0 || contacts > 1_000_000)
    throw new RangeError('contacts must be an integer from 0 to 1,000,000');
  const few = Math.min(contacts, 5);
  const today = Math.floor(now().getTime() / DAY_MS) * DAY_MS;
  return {
    seed: options.seed ?? 1,
    counts: {
      contacts,
      companies: options.companies ?? Math.ceil(contacts / 4),
      deals: options.deals ?? Math.ceil(contacts / 10),
      quotes: options.quotes ?? few,
      notes: options.notes ?? few,
      calls: options.calls ?? few,
      emails: options.emails ?? few,
      communications: options.messages ?? few,
      '2-3456789': options.customObjects ?? Math.min(contacts, 3),
    },
    contactsOfOneInstant: options.contactsOfOneInstant ?? 0,
    portalId: options.portalId ?? 4_711_000,
    token: options.token ?? 'sandbox-token',
    clientId: options.clientId ?? 'sandbox-client',
    clientSecret: options.clientSecret ?? 'sandbox-client-secret',
    appId: options.appId ?? 815,
    developerKey: options.developerKey ?? 'sandbox-developer-key',
    now,
    seededUntilMs: options.seededUntil?.getTime() ?? Math.min(DEFAULT_END, today),
    searchCap: options.searchCap ?? 10_000,
    indexLagMs: options.indexLagMs ?? 300,
  };
}
