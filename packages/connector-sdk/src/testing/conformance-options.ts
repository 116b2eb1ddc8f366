import type { ErrorClass } from '@syncline/core';
import type { AnyConnector } from '../connector.ts';
import type { WebhookRequest } from '../webhooks.ts';
import type { WriteConformance } from './write-conformance.ts';

/** A running simulator of the vendor, and the connection that fits it. */
export interface ConformanceSandbox {
  readonly baseUrl: string;
  readonly settings: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** An answer with which the vendor refuses, as its documentation shows it. */
export interface Refusal {
  readonly name: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly expected: ErrorClass;
}

/** `Sandbox`: what the connector's own callbacks need of its simulator beside what the suite does. */
export interface ConformanceOptions<Sandbox extends ConformanceSandbox = ConformanceSandbox> {
  readonly connector: AnyConnector;
  /** Starts a simulator in which the counted stream lists exactly `records` records in one scope. */
  startSandbox(size: { readonly records: number }): Promise<Sandbox>;
  /** One that shows records of every stream, where those that `startSandbox` starts do not. */
  startWholeSandbox?(): Promise<Sandbox>;
  /** The stream that paging is tried on. */
  readonly countedStream: string;
  /** Every way in which the vendor refuses; `rate_limited` ones must come out with a `retryAt`. */
  readonly refusals: readonly Refusal[];
  /** A genuine delivery signed with `secret`; absent where the connector has no webhooks. */
  signDelivery?(secret: string): WebhookRequest;
  /** The like, which tells that a record of the counted stream was deleted; absent where the vendor tells of none. */
  signDeletion?(secret: string): WebhookRequest;
  /** Names of the headers of such a delivery that carry its proof. */
  readonly signatureHeaders?: readonly string[];
  /**
   * What a delivery proves itself by, where that is no signature over its body: a password in a header, or a token within
   * the body, prove who sends it and nothing of what it says. Absent: a signature.
   */
  readonly proof?: 'password' | 'token in the body';
  /** How each stream that declares `writes` is tried; absent for a connector that only reads. */
  readonly writes?: readonly WriteConformance<Sandbox>[];
}
