export interface PipedriveSandboxOptions {
  /** The same seed gives the same company, byte by byte. Default 1. */
  readonly seed?: number;
  /** Seeded persons, up to 200,000. Default 200. */
  readonly persons?: number;
  /** The others default to as many as there are persons, at most to what is named here. */
  readonly organizations?: number;
  readonly deals?: number;
  readonly activities?: number;
  readonly notes?: number;
  /** Default 5. */
  readonly users?: number;
  /** False: a company that has made none of the custom fields that a connector asks for. Default true. */
  readonly customFields?: boolean;
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
  /** Tokens of a day. Default 30,000, as one seat of the smallest plan has. */
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** Calls in two seconds. Default 20. */
  readonly burst?: number;
  /** Calls refused with 429 one after the other before a page of the edge answers 403. Default 50. */
  readonly cutOffAfter?: number;
  /** How long search does not show what was changed. Default a second; lists show it at once. */
  readonly searchLagMs?: number;
  readonly webhookTimeoutMs?: number;
  /** How a delivery that fails is tried again. Default after 3, 30 and 150 seconds. */
  readonly webhookRetryMs?: readonly number[];
}

export interface SandboxSettings {
  readonly seed: number;
  readonly counts: Readonly<Record<'users' | 'organizations' | 'persons' | 'deals' | 'activities' | 'notes', number>>;
  readonly customFields: boolean;
  readonly now: () => Date;
  readonly seededUntilMs: number;
  readonly seededSpanSeconds: number;
}

const DEFAULT_END = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

export function settingsFrom(options: PipedriveSandboxOptions): SandboxSettings {
  const now = () => options.clock?.now() ?? new Date();
  const persons = options.persons ?? 200;
  const counts = {
    users: options.users ?? 5,
    organizations: options.organizations ?? Math.min(persons, 100),
    persons,
    deals: options.deals ?? Math.min(persons, 100),
    activities: options.activities ?? Math.min(persons, 100),
    notes: options.notes ?? Math.min(persons, 100),
  };
  for (const [name, count] of Object.entries(counts))
    if (!Number.isInteger(count) || count < 0 || count > 200_000)
      throw new RangeError(`${name} must be an integer from 0 to 200,000`);
  if (counts.users < 1) throw new RangeError('a company has a user');
  const today = Math.floor(now().getTime() / DAY_MS) * DAY_MS;
  return {
    seed: options.seed ?? 1,
    counts,
    customFields: options.customFields ?? true,
    now,
    seededUntilMs: options.seededUntil?.getTime() ?? Math.min(DEFAULT_END, today),
    seededSpanSeconds: options.seededSpanSeconds ?? 365 * 86_400,
  };
}
