export interface SalesforceSandboxOptions {
  /** The same seed gives the same organisation, byte by byte. Default 1. */
  readonly seed?: number;
  /** Seeded accounts, up to 1,000,000. Default 200. */
  readonly accounts?: number;
  /** The others default to as many as there are accounts, repositories to 3, at most. */
  readonly contacts?: number;
  readonly opportunities?: number;
  readonly tasks?: number;
  readonly quotes?: number;
  readonly repositories?: number;
  readonly pullRequests?: number;
  /** Default 10. */
  readonly users?: number;
  /** Default 00D5g000004SynLEAS. */
  readonly organizationId?: string;
  readonly token?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly refreshToken?: string;
  /** 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: { now(): Date };
  /** Where it keeps what it was asked to change, and takes it up again from. By default it forgets. */
  readonly journalFile?: string;
  /** The seeded past ends here. Default 2026-11-01, or the clock's day when that is earlier. */
  readonly seededUntil?: Date;
  /** How far back it goes; short spans put many records into one second. Default a year. */
  readonly seededSpanSeconds?: number;
  /** API calls in 24 hours. Default 100,000. */
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** Records of one query answer, as Salesforce lowers it for wide records. Default 2,000. */
  readonly batchSize?: number;
  /** How often a bulk job is asked about before it is done. Default 1. */
  readonly bulkPolls?: number;
  /** How long a callout's receiver may take. Default 10 s, as in Apex. */
  readonly webhookTimeoutMs?: number;
  readonly logger?: { info(fields: object, message: string): void };
}

export interface SandboxSettings {
  readonly seed: number;
  /** Seeded records by object. */
  readonly counts: Readonly<Record<string, number>>;
  readonly organizationId: string;
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly now: () => Date;
  /** Seconds since 1970. */
  readonly seededUntil: number;
  readonly seededSpan: number;
  readonly batchSize: number;
  readonly bulkPolls: number;
}

const DEFAULT_END = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

export function settingsFrom(options: SalesforceSandboxOptions): SandboxSettings {
  const now = options.clock === undefined ? () => new Date() : () => options.clock?.now() ?? new Date();
  const today = Math.floor(now().getTime() / DAY_MS) * DAY_MS;
  const accounts = options.accounts ?? 200;
  const few = Math.min(3, accounts);
  const counts = {
    User: options.users ?? 10,
    Account: accounts,
    Contact: options.contacts ?? accounts,
    Opportunity: options.opportunities ?? accounts,
    Task: options.tasks ?? accounts,
    Quote: options.quotes ?? Math.min(accounts, options.opportunities ?? accounts),
    GitHub_Repository__c: options.repositories ?? few,
    GitHub_Pull_Request__c: options.pullRequests ?? Math.min(20, accounts),
  };
  for (const [object, count] of Object.entries(counts))
    if (!Number.isInteger(count) || count < 0 || count > 1_000_000)
      throw new RangeError(`${object} must be an integer from 0 to 1,000,000`);
  return {
    seed: options.seed ?? 1,
    counts,
    organizationId: options.organizationId ?? '00D5g000004SynLEAS',
    token: options.token ?? 'sandbox-token',
    clientId: options.clientId ?? 'sandbox-client',
    clientSecret: options.clientSecret ?? 'sandbox-client-secret',
    refreshToken: options.refreshToken ?? 'sandbox-refresh-token',
    now,
    seededUntil: Math.floor((options.seededUntil ?? new Date(Math.min(DEFAULT_END, today))).getTime() / 1_000),
    seededSpan: options.seededSpanSeconds ?? 365 * 86_400,
    batchSize: options.batchSize ?? 2_000,
    bulkPolls: options.bulkPolls ?? 1,
  };
}
