/** What the network does to webhooks on their way out. */
export interface WebhookFaults {
  /** Nothing leaves until this is false again. */
  readonly paused: boolean;
  /** Share (0..1) that never arrives; the vendor sees a failed delivery. */
  readonly dropRate: number;
  /** Extra copies of each, chosen evenly between both bounds. */
  readonly duplicates: { readonly min: number; readonly max: number };
  /** The next one is taken at random from this many waiting. 0: in order. */
  readonly shuffleWindow: number;
  /** Each waits up to this long. */
  readonly maxDelayMs: number;
}

export const NO_WEBHOOK_FAULTS: WebhookFaults = {
  paused: false,
  dropRate: 0,
  duplicates: { min: 0, max: 0 },
  shuffleWindow: 0,
  maxDelayMs: 0,
};
