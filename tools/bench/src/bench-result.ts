/** One line of a bench's table. */
export type Figures = Readonly<Record<string, string | number | null>>;

/** What a bench prints. `ratio` is the worst of its figures divided by what is asked of it: 1 is enough. */
export interface BenchResult {
  readonly bench: string;
  readonly rate: number;
  readonly raw: number | null;
  readonly ratio: number;
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  readonly rssMb?: number;
  /** Each thing that is asked, and how far it is reached. */
  readonly asked: Readonly<Record<string, number>>;
  readonly figures: readonly Figures[];
}

export interface BenchOptions {
  /** A version that ends within 90 seconds. */
  readonly isShort: boolean;
  readonly issues: number | undefined;
  readonly rounds: number | undefined;
  /** Says what is going on, apart from the result. */
  readonly note: (text: string) => void;
}

export type Bench = (options: BenchOptions) => Promise<BenchResult>;

export function worstOf(asked: Readonly<Record<string, number>>): number {
  return round(Math.min(...Object.values(asked)), 3);
}

export function round(value: number, digits = 1): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
