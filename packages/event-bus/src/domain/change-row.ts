import type { Json } from '@syncline/core';

/** A stored event, with what the history says about it. Everything in it stays as it is for ever. */
export interface ChangeRow {
  /** `<transaction>-<id>`, as on the live stream. */
  readonly position: string;
  readonly workspaceId: number;
  readonly type: string;
  readonly entityId: string | null;
  readonly entityVersion: number | null;
  readonly processId: string | null;
  readonly connectionId: number | null;
  /** The connector of that connection: `github`. */
  readonly vendor: string | null;
  readonly payload: Readonly<Record<string, Json>> | null;
  readonly at: Date;
  /** Of events about an entity alone. */
  readonly change: EntityChange | null;
}

/** What one version of an entity changed. */
export interface EntityChange {
  readonly kind: string;
  /** Of the fields that it changed, or all of a new one: what they became. */
  readonly fields: Readonly<Record<string, Json>>;
  /** What the changed ones were. */
  readonly replaced: Readonly<Record<string, Json>>;
  readonly decision: string | null;
  readonly actor: string | null;
  readonly stream: string | null;
}
