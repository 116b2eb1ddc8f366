export interface ZohoSandboxOptions {
  /** The same seed gives the same organisation, byte by byte. Default 1. */
  readonly seed?: number;
  /** Seeded accounts, up to 100,000. Default 200. */
  readonly accounts?: number;
  /** The others default to as many as there are accounts. */
  readonly contacts?: number;
  readonly deals?: number;
  readonly quotes?: number;
  readonly calls?: number;
  readonly notes?: number;
  /** Default 10. */
  readonly users?: number;
  readonly token?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly refreshToken?: string;
  /** What token answers name as the API domain; the simulator's own address by default. */
  readonly apiDomain?: string;
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
  /** Credits of 24 hours. Default 50,000. */
  readonly credits?: { readonly limit: number; readonly windowMs: number };
  /** Most records of one query answer. Default Zoho's 2,000. */
  readonly queryLimit?: number;
  /** Records that a list shows by page numbers, and by tokens. Default 2,000 and 100,000. */
  readonly pageLimit?: number;
  readonly tokenLimit?: number;
  readonly webhookTimeoutMs?: number;
  readonly logger?: { info(fields: object, message: string): void };
}

export interface SandboxSettings {
  readonly seed: number;
  /** Seeded records by module. */
  readonly counts: Readonly<Record<string, number>>;
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly apiDomain: string | null;
  readonly now: () => Date;
  /** Seconds since 1970. */
  readonly seededUntil: number;
  readonly seededSpan: number;
  readonly queryLimit: number;
  readonly pageLimit: number;
  readonly tokenLimit: number;
}

const DEFAULT_END = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

export function settingsFrom(options: ZohoSandboxOptions): SandboxSettings {
  const now = options.clock === undefined ? () => new Date() : () => options.clock?.now() ?? new Date();
  const today = Math.floor(now().getTime() / DAY_MS) * DAY_MS;
  const accounts = options.accounts ?? 200;
  const counts = {
    Users: options.users ?? 10,
    Accounts: accounts,
    Contacts: options.contacts ?? accounts,
    Deals: options.deals ?? accounts,
    Products: 3,
    Quotes: options.quotes ?? accounts,
    Calls: options.calls ?? accounts,
    Notes: options.notes ?? accounts,
  };
  for (const [module, count] of Object.entries(counts))
    if (!Number.isInteger(count) || count < 0 || count > 100_000)
      throw new RangeError(`${module} must be an integer from 0 to 100,000`);
  return {
    seed: options.seed ?? 1,
    counts,
    token: options.token ?? 'sandbox-token',
    clientId: options.clientId ?? 'sandbox-client',
    clientSecret: options.clientSecret ?? 'sandbox-client-secret',
    refreshToken: options.refreshToken ?? 'sandbox-refresh-token',
    apiDomain: options.apiDomain ?? null,
    now,
    seededUntil: Math.floor((options.seededUntil ?? new Date(Math.min(DEFAULT_END, today))).getTime() / 1_000),
    seededSpan: options.seededSpanSeconds ?? 365 * 86_400,
    queryLimit: options.queryLimit ?? 2_000,
    pageLimit: options.pageLimit ?? 2_000,
    tokenLimit: options.tokenLimit ?? 100_000,
  };
}
