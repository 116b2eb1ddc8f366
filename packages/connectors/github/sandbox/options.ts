import { type DateTimeSeconds, seconds } from './model/time.ts';

export interface GitHubSandboxOptions {
  /** The same seed gives the same organisation, byte by byte. Default 1. */
  readonly seed?: number;
  /** Seeded numbers (issues and pull requests together) over all repositories, up to 1,000,000. Default 200. */
  readonly issues?: number;
  /** Default 3; with 1, all issues are in `{org}/api`. */
  readonly repositories?: number;
  /** Share (0..1) of the numbers that are pull requests. Default 0.1; with 0, `issues` is exact. */
  readonly pullRequests?: number;
  /** False: no seeded comments. Default true. */
  readonly comments?: boolean;
  /** Seeded items of project 1. Default: 500, or as many as there are issues. */
  readonly projectItems?: number;
  /** Default `acme`. */
  readonly org?: string;
  readonly token?: string;
  /** 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: { now(): Date };
  /** Where it keeps what it was asked to change, and takes it up again from. By default it forgets. */
  readonly journalFile?: string;
  /** The seeded past ends here. Default 2026-11-01, or the clock's day when that is earlier. */
  readonly seededUntil?: Date;
  /** The primary limit. Default 5,000 an hour, as for a GitHub user. */
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** Refuses above this many requests a minute. Off by default. */
  readonly secondaryLimit?: {
    readonly requestsPerMinute: number;
    readonly retryAfterSeconds?: number;
    readonly status?: 403 | 429;
  };
  /** Refuses above this many new issues, comments and the like a minute, as GitHub does at 80. Off by default. */
  readonly contentLimit?: { readonly createsPerMinute: number; readonly retryAfterSeconds?: number };
  /**
   * How issues are paged. `pages`: by number with `last` in the Link header. `cursor`: `after` cursors, no `last`, and 422
   * for pages beyond 10,000 records. Default `pages`.
   */
  readonly issuePaging?: 'pages' | 'cursor';
  /** How long a webhook's receiver may take. Default 10 s, as GitHub. */
  readonly webhookTimeoutMs?: number;
  /** Where it says what it does; silent by default. */
  readonly logger?: { info(fields: object, message: string): void };
}

export interface SandboxSettings {
  readonly seed: number;
  readonly issues: number;
  readonly repositories: number;
  readonly pullRequests: number;
  readonly comments: boolean;
  readonly projectItems: number;
  readonly org: string;
  readonly token: string;
  readonly now: () => Date;
  readonly seededUntil: DateTimeSeconds;
  readonly issuePaging: 'pages' | 'cursor';
}

const DEFAULT_END = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

export function settingsFrom(options: GitHubSandboxOptions): SandboxSettings {
  const now = options.clock === undefined ? () => new Date() : () => options.clock?.now() ?? new Date();
  const today = Math.floor(now().getTime() / DAY_MS) * DAY_MS;
  const issues = options.issues ?? 200;
  if (!Number.isInteger(issues) || issues < 0 || issues > 1_000_000)
    throw new RangeError('issues must be an integer from 0 to 1,000,000');
  const repositories = options.repositories ?? 3;
  if (!Number.isInteger(repositories) || repositories < 1 || repositories > 100)
    throw new RangeError('repositories must be an integer from 1 to 100');
  return {
    seed: options.seed ?? 1,
    issues,
    repositories,
    pullRequests: options.pullRequests ?? 0.1,
    comments: options.comments ?? true,
    projectItems: options.projectItems ?? Math.min(500, issues),
    org: options.org ?? 'acme',
    token: options.token ?? 'sandbox-token',
    now,
    seededUntil: seconds(options.seededUntil ?? new Date(Math.min(DEFAULT_END, today))),
    issuePaging: options.issuePaging ?? 'pages',
  };
}
