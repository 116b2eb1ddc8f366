/** Which statuses an issue may go to from each; a status that is not named leads nowhere. */
export type Workflow = Readonly<Record<string, readonly string[]>>;

export interface JiraSandboxOptions {
  /** The same seed gives the same site, byte by byte. Default 1. */
  readonly seed?: number;
  /** Seeded issues over all projects, up to 1,000,000. Default 200. */
  readonly issues?: number;
  /** Default 2; with 1, all issues are in `API`. */
  readonly projects?: number;
  /** False: no seeded comments. Default true. */
  readonly comments?: boolean;
  readonly email?: string;
  readonly token?: string;
  /** Takes further bearer tokens, such as those that a simulated authorisation server gave. */
  readonly acceptsToken?: (token: string) => boolean;
  /** 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: { now(): Date };
  /** Where it keeps what it was asked to change, and takes it up again from. By default it forgets. */
  readonly journalFile?: string;
  /** The seeded past ends here. Default 2026-11-01, or the clock's day when that is earlier. */
  readonly seededUntil?: Date;
  /** Minutes by which dates in JQL are off UTC: the time zone of the token's owner. Default 120. */
  readonly zoneOffsetMinutes?: number;
  /** The quota. Default 65,000 an hour. */
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** Refuses above this many requests a second. Off by default. */
  readonly burstLimit?: { readonly requestsPerSecond: number; readonly retryAfterSeconds?: number };
  /** How long searches do not see a change. Default 0. */
  readonly searchLagMs?: number;
  /** Default: every status leads to every other. */
  readonly workflow?: Workflow;
  /** How often and after how long a failed webhook is sent again. Default: never; Jira does so five times, minutes apart. */
  readonly webhookRetry?: { readonly times: number; readonly delayMs: number };
  readonly webhookTimeoutMs?: number;
  /** Where it says what it does; silent by default. */
  readonly logger?: { info(fields: object, message: string): void };
}

export interface SandboxSettings {
  readonly seed: number;
  readonly issues: number;
  readonly projects: number;
  readonly comments: boolean;
  readonly email: string;
  readonly token: string;
  readonly now: () => Date;
  readonly seededUntilMs: number;
  readonly zoneOffsetMinutes: number;
}

const DEFAULT_END = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

export function settingsFrom(options: JiraSandboxOptions): SandboxSettings {
  const now = options.clock === undefined ? () => new Date() : () => options.clock?.now() ?? new Date();
  const issues = options.issues ?? 200;
  if (!Number.isInteger(issues) || issues < 0 || issues > 1_000_000)
    throw new RangeError('issues must be an integer from 0 to 1,000,000');
  const projects = options.projects ?? 2;
  if (!Number.isInteger(projects) || projects < 1 || projects > 50)
    throw new RangeError('projects must be an integer from 1 to 50');
  const today = Math.floor(now().getTime() / DAY_MS) * DAY_MS;
  return {
    seed: options.seed ?? 1,
    issues,
    projects,
    comments: options.comments ?? true,
    email: options.email ?? 'sync@acme.example',
    token: options.token ?? 'sandbox-token',
    now,
    seededUntilMs: options.seededUntil?.getTime() ?? Math.min(DEFAULT_END, today),
    zoneOffsetMinutes: options.zoneOffsetMinutes ?? 120,
  };
}
