/** What a vendor's headers say of the connection's quota. Absent: it did not say. */
export interface LimitReport {
  /** Which of the vendor's buckets; only `core` feeds the connection's quota row, others only pause. */
  readonly bucket: string;
  readonly limit?: number;
  readonly remaining?: number;
  readonly resetAt?: Date;
  /** No calls at all before this time: a secondary limit or an exhausted bucket. */
  readonly pausedUntil?: Date;
}

/** Where the vendor HTTP client asks before each call; the engine implements it over Postgres for all workers. */
export interface QuotaGate {
  /**
   * Takes one call of `address` (method and URL). Throws SynclineError `rate_limited` with `retryAt` when there is none
   * to have. What it returns is told how the call ended.
   */
  take(signal: AbortSignal, address: string): Promise<GateCall | void>;
  report(report: LimitReport): Promise<void>;
}

/** A call that was let through. */
export interface GateCall {
  /** `false`: no answer, or an error of the vendor's servers (5xx). Not told of a call that its caller broke off. */
  ended(isServed: boolean): Promise<void>;
}
