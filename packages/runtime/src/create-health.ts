export interface CheckResult {
  readonly name: string;
  readonly isOk: boolean;
  readonly error?: string;
  readonly durationMs: number;
}

export interface Readiness {
  readonly isReady: boolean;
  readonly checks: readonly CheckResult[];
}

export interface Health {
  /** A dependency without which this process can't do its work. The check throws when it is not there. */
  addCheck(name: string, check: (signal: AbortSignal) => Promise<unknown>): void;
  /** From now on not ready, so that load balancers look elsewhere while the process drains. */
  startDraining(): void;
  /** Runs every check, each for at most `checkTimeoutMs`. Never throws. */
  readiness(): Promise<Readiness>;
}

/** What this process depends on, and whether it is all there. `checkTimeoutMs` is 2 s by default. */
export function createHealth({ checkTimeoutMs = 2_000 }: { readonly checkTimeoutMs?: number } = {}): Health {
  const checks = new Map<string, (signal: AbortSignal) => Promise<unknown>>();
  let isDraining = false;

  async function runCheck(name: string, check: (signal: AbortSignal) => Promise<unknown>): Promise<CheckResult> {
    const startedAt = performance.now();
    const signal = AbortSignal.timeout(checkTimeoutMs);
    const durationMs = () => Math.round(performance.now() - startedAt);
    try {
      await Promise.race([check(signal), rejectOnAbort(signal, checkTimeoutMs)]);
      return { name, isOk: true, durationMs: durationMs() };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { name, isOk: false, error: message.slice(0, 200), durationMs: durationMs() };
    }
  }

  return {
    addCheck: (name, check) => void checks.set(name, check),
    startDraining() {
      isDraining = true;
    },
    async readiness() {
      const results = await Promise.all([...checks].map(([name, check]) => runCheck(name, check)));
      return { isReady: !isDraining && results.every((result) => result.isOk), checks: results };
    },
  };
}

function rejectOnAbort(signal: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`No answer within ${timeoutMs} ms`)), { once: true });
  });
}
