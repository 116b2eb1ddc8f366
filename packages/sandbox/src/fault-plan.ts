/**
 * `status`: answer with `status` (and `retryAfterSeconds`) without doing anything. `secondary_limit`: the vendor's own refusal.
 * `reset`: cut the connection before anything is done. `lost_answer`: do it, then cut the connection.
 * `slow`: wait `delayMs` first. `malformed`: do it, but cut the JSON short.
 */
export type FaultKind = 'status' | 'secondary_limit' | 'reset' | 'lost_answer' | 'slow' | 'malformed';

export interface FaultSpec {
  readonly kind: FaultKind;
  /** A regular expression over the path with its query; every request when absent. */
  readonly path?: string;
  readonly method?: string;
  /** How many requests it hits; 1 when absent. */
  readonly count?: number;
  /** Matching requests let through first. */
  readonly skip?: number;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly delayMs?: number;
}

export interface ActiveFault {
  readonly id: number;
  readonly spec: FaultSpec;
  readonly expression: RegExp;
  remaining: number;
  skip: number;
}

/** Failures asked for in advance; the oldest matching fault is used up first. */
export class FaultPlan {
  #faults: ActiveFault[] = [];
  #nextId = 1;

  /** @returns the fault's id, for `remove`. */
  add(spec: FaultSpec): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#faults.push({
      id,
      spec,
      expression: new RegExp(spec.path ?? ''),
      remaining: spec.count ?? 1,
      skip: spec.skip ?? 0,
    });
    return id;
  }

  remove(id: number): void {
    this.#faults = this.#faults.filter((fault) => fault.id !== id);
  }

  clear(): void {
    this.#faults = [];
  }

  list(): readonly ActiveFault[] {
    return this.#faults;
  }

  /** The fault that hits this request, if any; it counts as used. */
  take(method: string, url: string): FaultSpec | null {
    for (const fault of this.#faults) {
      if (fault.spec.method !== undefined && fault.spec.method !== method) continue;
      if (!fault.expression.test(url)) continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      fault.remaining -= 1;
      if (fault.remaining <= 0) this.remove(fault.id);
      return fault.spec;
    }
    return null;
  }
}
