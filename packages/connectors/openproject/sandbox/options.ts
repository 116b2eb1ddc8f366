/** Which statuses a work package may go to from each; a status that is not named leads nowhere. */
export type Workflow = Readonly<Record<string, readonly string[]>>;

export interface OpenProjectSandboxOptions {
  /** The same seed gives the same instance, byte by byte. Default 1. */
  readonly seed?: number;
  /** Seeded work packages over all projects, up to 200,000. Default 200. */
  readonly workPackages?: number;
  /** Default 2; with 1, all work packages are in `api`. */
  readonly projects?: number;
  /** False: no seeded comments and files. Default true. */
  readonly comments?: boolean;
  readonly token?: string;
  /** 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: { now(): Date };
  /** Where it keeps what it was asked to change, and takes it up again from. By default it forgets. */
  readonly journalFile?: string;
  /** The seeded past ends here. Default 2026-11-01, or the clock's day when that is earlier. */
  readonly seededUntil?: Date;
  /** The administrator's `apiv3_max_page_size`. Default 1,000. */
  readonly maxPageSize?: number;
  /** A limit that an administrator has set; off by default, as in OpenProject. */
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** Default: every status leads to every other. */
  readonly workflow?: Workflow;
  /** Within this time a person's changes are one activity, of which only one may say something. Default five minutes. */
  readonly aggregationMs?: number;
  /** How long after a change its webhook leaves; OpenProject waits out the aggregation. Default 0. */
  readonly webhookDelayMs?: number;
  readonly webhookTimeoutMs?: number;
  /** False: the token's owner is no administrator, and may not list people. Default true. */
  readonly isAdmin?: boolean;
  /** Where it says what it does; silent by default. */
  readonly logger?: { info(fields: object, message: string): void };
}

export interface SandboxSettings {
  readonly seed: number;
  readonly workPackages: number;
  readonly projects: number;
  readonly comments: boolean;
  readonly token: string;
  readonly now: () => Date;
  readonly seededUntilMs: number;
  readonly maxPageSize: number;
  readonly aggregationMs: number;
  readonly isAdmin: boolean;
}

const DEFAULT_END = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

export function settingsFrom(options: OpenProjectSandboxOptions): SandboxSettings {
  const now = options.clock === undefined ? () => new Date() : () => options.clock?.now() ?? new Date();
  const workPackages = options.workPackages ?? 200;
  if (!Number.isInteger(workPackages) || workPackages < 0 || workPackages > 200_000)
    throw new RangeError('workPackages must be an integer from 0 to 200,000');
  const projects = options.projects ?? 2;
  if (!Number.isInteger(projects) || projects < 1 || projects > 50)
    throw new RangeError('projects must be an integer from 1 to 50');
  const today = Math.floor(now().getTime() / DAY_MS) * DAY_MS;
  return {
    seed: options.seed ?? 1,
    workPackages,
    projects,
    comments: options.comments ?? true,
    token: options.token ?? 'sandbox-token',
    now,
    seededUntilMs: options.seededUntil?.getTime() ?? Math.min(DEFAULT_END, today),
    maxPageSize: options.maxPageSize ?? 1_000,
    aggregationMs: options.aggregationMs ?? 5 * 60_000,
    isAdmin: options.isAdmin ?? true,
  };
}
