export interface QuoSandboxOptions {
  /** The same seed gives the same workspace. Default 1. */
  readonly seed?: number;
  /** Seeded contacts, up to 100,000. Default 50. */
  readonly contacts?: number;
  /** Seeded calls and texts, of each. Default 60. */
  readonly calls?: number;
  readonly messages?: number;
  /** Own numbers. Default 2; calls and texts are spread over them. */
  readonly numbers?: number;
  readonly token?: string;
  /** 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly clock?: { now(): Date };
  /** Where it keeps what it was asked to change, and takes it up again from. By default it forgets. */
  readonly journalFile?: string;
  /** Default: ten requests a second, as for every key. */
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** What waits between the tries of a delivery. Quo's own: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h. */
  readonly webhookRetryMs?: readonly number[];
  readonly webhookTimeoutMs?: number;
}

export interface SandboxSettings {
  readonly seed: number;
  readonly contacts: number;
  readonly calls: number;
  readonly messages: number;
  readonly numbers: number;
  readonly token: string;
  readonly now: () => Date;
}

export function settingsFrom(options: QuoSandboxOptions): SandboxSettings {
  const { clock } = options;
  const whole = (name: 'contacts' | 'calls' | 'messages', otherwise: number): number => {
    const number = options[name] ?? otherwise;
    if (!Number.isInteger(number) || number < 0 || number > 100_000)
      throw new RangeError(`${name} must be an integer from 0 to 100,000`);
    return number;
  };
  return {
    seed: options.seed ?? 1,
    contacts: whole('contacts', 50),
    calls: whole('calls', 60),
    messages: whole('messages', 60),
    numbers: options.numbers ?? 2,
    token: options.token ?? 'sandbox-token',
    now: clock === undefined ? () => new Date() : () => clock.now(),
  };
}
