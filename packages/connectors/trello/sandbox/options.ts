export interface TrelloSandboxOptions {
  /** The same seed gives the same boards, byte by byte. Default 1. */
  readonly seed?: number;
  /** Seeded cards over all boards, up to 200,000. Default 200. */
  readonly cards?: number;
  /** Default 2; with 1, all cards are on the board `API`. */
  readonly boards?: number;
  /** False: no seeded comments and checklists. Default true. */
  readonly comments?: boolean;
  readonly apiKey?: string;
  readonly token?: string;
  /** The app's secret, with which webhooks are signed. */
  readonly secret?: string;
  /** 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: { now(): Date };
  /** Where it keeps what it was asked to change, and takes it up again from. By default it forgets. */
  readonly journalFile?: string;
  /** The seeded past ends here. Default 2026-11-01, or the clock's day when that is earlier. */
  readonly seededUntil?: Date;
  /** Calls of the token. Default Trello's 100 in 10 seconds. */
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  readonly webhookTimeoutMs?: number;
  /** How a delivery that fails is tried again. Default three times, after 30, 60 and 120 seconds. */
  readonly webhookRetryMs?: readonly number[];
  /** Where it says what it does; silent by default. */
  readonly logger?: { info(fields: object, message: string): void };
}

export interface SandboxSettings {
  readonly seed: number;
  readonly cards: number;
  readonly boards: number;
  readonly comments: boolean;
  readonly now: () => Date;
  readonly seededUntilMs: number;
}

const DEFAULT_END = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

export function settingsFrom(options: TrelloSandboxOptions): SandboxSettings {
  const now = options.clock === undefined ? () => new Date() : () => options.clock?.now() ?? new Date();
  const cards = options.cards ?? 200;
  if (!Number.isInteger(cards) || cards < 0 || cards > 200_000)
    throw new RangeError('cards must be an integer from 0 to 200,000');
  const boards = options.boards ?? 2;
  if (!Number.isInteger(boards) || boards < 1 || boards > 50)
    throw new RangeError('boards must be an integer from 1 to 50');
  const today = Math.floor(now().getTime() / DAY_MS) * DAY_MS;
  return {
    seed: options.seed ?? 1,
    cards,
    boards,
    comments: options.comments ?? true,
    now,
    seededUntilMs: options.seededUntil?.getTime() ?? Math.min(DEFAULT_END, today),
  };
}
