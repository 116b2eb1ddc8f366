import type { ChangeHint } from './webhooks.ts';

/**
 * Changes that a vendor writes down for a while, to be read after the fact: a net under webhooks for what polls by time
 * can't see, such as deletes. The engine keeps how far it has read; positions mean something to the connector alone.
 */
export interface Feed<Client = unknown, Settings = unknown> {
  /** The streams that it tells of: read whole when what was not read yet is no longer kept. */
  readonly streams: readonly string[];
  /** Whether a connection of these settings reads it. Pure. */
  isOn(settings: Settings): boolean;
  /** Has the vendor write down what the streams show. Idempotent: called before the first read, and now and then. */
  subscribe?(client: Client, signal: AbortSignal): Promise<void>;
  /** The position of now: what comes after it is what happens from now on. */
  start(client: Client, signal: AbortSignal): Promise<string>;
  /** What comes next after a place: one file or page. */
  read(client: Client, place: FeedPlace, signal: AbortSignal): Promise<FeedRead>;
}

/** How far a connection has read. */
export interface FeedPlace {
  readonly position: string;
  /** When there was nothing more to read: what has happened since may lie unread. */
  readonly readAt: Date;
}

export type FeedRead =
  /** `next` is the position behind it; `passedOver` counts what could not be understood. */
  | {
      readonly outcome: 'hints';
      readonly hints: readonly ChangeHint[];
      readonly next: string;
      readonly passedOver?: number;
    }
  /** There is nothing after it yet. */
  | { readonly outcome: 'end' }
  /** The vendor no longer keeps what came after it. */
  | { readonly outcome: 'lapsed'; readonly detail: string };
