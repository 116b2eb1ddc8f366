import type { EnsureConnection } from '@syncline/store';

/** One of the systems that are synced. */
export interface Side {
  readonly connection: EnsureConnection;
  /** For people: what it is and where. */
  readonly line: readonly [name: string, text: string];
  readonly isSimulated: boolean;
  /** Tells a vendor where its webhooks go that has no call for it. */
  readonly subscribe?: (webhookUrl: string) => Promise<void>;
}

export interface ConnectedSide extends Side {
  readonly connectionId: number;
}
