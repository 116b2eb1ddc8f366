export interface GitLabSandboxOptions {
  /** The same seed gives the same instance, byte by byte. Default 1. */
  readonly seed?: number;
  /** Seeded issues over all projects, up to 1,000,000. Default 200. */
  readonly issues?: number;
  /** Default 2; with 1, all issues are in `acme/api`. */
  readonly projects?: number;
  /** Seeded objectives and key results of each project. Default 4. */
  readonly workItems?: number;
  /** Seeded tasks of each project, which the list of its issues shows too. Default 2. */
  readonly tasks?: number;
  /** Seeded epics of the group. Default 6. */
  readonly epics?: number;
  /** False: no seeded comments. Default true. */
  readonly comments?: boolean;
  /** False: no epics, no webhooks of groups, no weights. Default true. */
  readonly isLicensed?: boolean;
  /** False: an older version, whose webhooks carry the secret alone. Default true. */
  readonly signsWebhooks?: boolean;
  readonly token?: string;
  /** 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: { now(): Date };
  /** Where it keeps what it was asked to change, and takes it up again from. By default it forgets. */
  readonly journalFile?: string;
  /** The seeded past ends here. Default 2026-11-01, or the clock's day when that is earlier. */
  readonly seededUntil?: Date;
  /** Calls in a window. Default 2,000 a minute. */
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** Lists longer than this come without totals. Default 10,000. */
  readonly totalsUpTo?: number;
  /** Pages that begin further in than this are refused. Default 50,000. */
  readonly offsetLimit?: number;
  /** How often and after how long a failed webhook is sent again. Default: never. */
  readonly webhookRetry?: { readonly times: number; readonly delayMs: number };
  readonly webhookTimeoutMs?: number;
  /** Where it says what it does; silent by default. */
  readonly logger?: { info(fields: object, message: string): void };
}

export interface SandboxSettings {
  readonly seed: number;
  readonly issues: number;
  readonly projects: number;
  readonly workItems: number;
  readonly tasks: number;
  readonly epics: number;
  readonly comments: boolean;
  readonly isLicensed: boolean;
  readonly signsWebhooks: boolean;
  readonly token: string;
  readonly now: () => Date;
  readonly seededUntilMs: number;
  readonly totalsUpTo: number;
  readonly offsetLimit: number;
}

const DEFAULT_END = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

export function settingsFrom(options: GitLabSandboxOptions): SandboxSettings {
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
    workItems: options.workItems ?? 4,
    tasks: options.tasks ?? 2,
    epics: options.epics ?? 6,
    comments: options.comments ?? true,
    isLicensed: options.isLicensed ?? true,
    signsWebhooks: options.signsWebhooks ?? true,
    token: options.token ?? 'sandbox-token',
    now,
    seededUntilMs: options.seededUntil?.getTime() ?? Math.min(DEFAULT_END, today),
    totalsUpTo: options.totalsUpTo ?? 10_000,
    offsetLimit: options.offsetLimit ?? 50_000,
  };
}
