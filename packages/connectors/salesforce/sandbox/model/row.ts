export type Value = string | number | boolean | null;

/** A record by API names. Times are ISO texts with seconds, as `timeText` writes them. */
export type Row = Readonly<Record<string, Value>> & {
  readonly Id: string;
  readonly SystemModstamp: string;
  readonly LastModifiedDate: string;
  readonly IsDeleted: boolean;
};

/** `2026-01-31T12:00:00.000+0000`, as Salesforce writes times. */
export function timeText(seconds: number): string {
  return `${new Date(seconds * 1_000).toISOString().slice(0, 19)}.000+0000`;
}

export function secondsOf(text: string): number {
  return Math.floor(Date.parse(text) / 1_000);
}
