import type { RemoteReference } from '@syncline/core';

/** Header names are lower case, as Node gives them. */
export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Webhooks<Client = unknown, Settings = unknown> {
  /** Largest body accepted, in bytes; larger is 413. */
  readonly maxBodyBytes: number;
  /** Why a delivery can't be genuine whatever its body, or null: asked before the body is read. Pure; `verify` refuses it too. */
  refuseHeaders?(
    headers: WebhookHeaders,
    secrets: Readonly<Record<string, string>>,
    addressKey: string | null,
  ): string | null;
  /** Names the delivery and proves it, over the raw bytes and in constant time, before anything is parsed. */
  verify(request: WebhookRequest, secrets: Readonly<Record<string, string>>): WebhookVerdict;
  /** The answer to a delivery that was committed, for vendors that read it; absent or null: our own, with status 202. */
  acknowledgement?(headers: WebhookHeaders): WebhookAcknowledgement | null;
  /** What a stored delivery hints at. Pure: it runs again on replay. Never throws for bad vendor input. */
  decode(delivery: StoredDelivery): DecodedDelivery;
  /** Whether a hint is about something that the connection's settings take part in; absent: always. Pure. */
  covers?(settings: Settings, hint: ChangeHint): boolean;
  /** Subscribes `url`; returns the vendor's ids of what it made. Idempotent for the same url. */
  register?(
    client: Client,
    target: { readonly url: string; readonly secret: string },
    signal: AbortSignal,
  ): Promise<readonly WebhookSubscription[]>;
  unregister?(client: Client, subscription: WebhookSubscription, signal: AbortSignal): Promise<void>;
  /** Which of the subscriptions still stand at the vendor; what it no longer knows, or has switched off, is left out. */
  standing?(
    client: Client,
    subscriptions: readonly WebhookSubscription[],
    signal: AbortSignal,
  ): Promise<readonly WebhookSubscription[]>;
  /** Prolongs subscriptions that lapse; returns them with their new `expiresAt`. */
  renew?(
    client: Client,
    subscriptions: readonly WebhookSubscription[],
    signal: AbortSignal,
  ): Promise<readonly WebhookSubscription[]>;
  /** Has the vendor send a delivery that tells of nothing: what shows that deliveries arrive. */
  ping?(client: Client, subscription: WebhookSubscription, signal: AbortSignal): Promise<void>;
  /** Asks the vendor to send again what failed since that time; returns how many it asked for. */
  redeliverFailed?(
    client: Client,
    subscription: WebhookSubscription,
    since: Date,
    signal: AbortSignal,
  ): Promise<number>;
}

export interface WebhookSubscription {
  readonly id: string;
  /** Where it hangs: `orgs/acme` or `repos/acme/api`. */
  readonly scope: string;
  /** When the vendor drops it unless it is renewed, ISO 8601; absent: it stays. */
  readonly expiresAt?: string;
}

export interface WebhookRequest {
  readonly headers: WebhookHeaders;
  readonly rawBody: Uint8Array;
  /** The address that the vendor was given, letter by letter, which some sign along with the body; null: none was yet. */
  readonly url?: string | null;
  /** `?key=` of the address that was called, for vendors that sign nothing: a secret, never stored nor logged. */
  readonly addressKey?: string | null;
}

/** Sent with status 200. */
export interface WebhookAcknowledgement {
  readonly contentType: string;
  readonly body: string;
}

export type WebhookVerdict =
  | {
      readonly outcome: 'verified';
      readonly deliveryId: string;
      readonly event: string;
      /** What is kept in the body's place, where the body itself carries a credential; absent: the body. */
      readonly keptBody?: Uint8Array;
    }
  | { readonly outcome: 'rejected'; readonly reason: string };

export interface StoredDelivery {
  readonly event: string;
  readonly headers: WebhookHeaders;
  readonly rawBody: Uint8Array;
}

/** `changed` asks for the record's newest state; `deleted` is the vendor's word that it is gone. */
export interface ChangeHint extends RemoteReference {
  readonly op: 'changed' | 'deleted';
  readonly locator: string | null;
  readonly scope: string;
}

export type DecodedDelivery =
  | { readonly outcome: 'hints'; readonly hints: readonly ChangeHint[] }
  /** Understood and of no concern to our streams. */
  | { readonly outcome: 'ignored'; readonly reason: string }
  /** Not what the vendor documents: kept, and shown to an operator. */
  | { readonly outcome: 'malformed'; readonly reason: string };
