import type { FaultPlan, WebhookSender } from '@syncline/sandbox';
import type { SyncSide } from '@syncline/testing/start-sync-engine';
import type { SideName } from '../cast.ts';
import type { Edit, Shown } from '../model.ts';

/** Where people work on records, which are named by the place's own id. */
export interface Side {
  readonly name: SideName;
  /** Its own words, as everything here. */
  create(shown: Shown): string | Promise<string>;
  /** What was shown when it was edited; undefined: there was nothing to edit. */
  edit(id: string, decide: (was: Shown) => OwnEdit): Shown | undefined | Promise<Shown | undefined>;
  /** Undefined: there is none. */
  show(id: string): Shown | undefined | Promise<Shown | undefined>;
  /** Ids of records whose title begins so. */
  withTitle(prefix: string): string[] | Promise<string[]>;
}

/** An edit as a person makes it at a side: in its words, with the whole of what it shows afterwards. */
export type OwnEdit =
  | { readonly field: 'title' | 'status'; readonly value: string }
  | { readonly field: 'body'; readonly value: readonly string[] }
  | { readonly field: 'labels'; readonly value: readonly string[] }
  | { readonly field: 'priority'; readonly value: NonNullable<Shown['priority']> }
  | { readonly field: 'assignees'; readonly value: readonly SideName[] };

export interface Place {
  readonly externalId: string;
  readonly locator: string | null;
  readonly scope: string;
}

/** A vendor with people in it. */
export interface VendorSide extends SyncSide, Side {
  show(id: string): Shown | undefined;
  write(id: string, edit: OwnEdit): void;
  readonly stream: string;
  /** What it calls a field. */
  readonly remoteNames: Readonly<Partial<Record<Edit['field'], string>>>;
  /** What was deleted is not shown any more. */
  remove(id: string): void;
  place(id: string): Place;
  /** Absent: the proof is not about what people say there. */
  readonly desk?: Desk;
  /** Who stands for each side here; absent: nobody is assigned. */
  readonly people?: People;
  readonly faults: FaultPlan;
  readonly webhooks: WebhookSender;
  readonly writePaths: readonly { readonly method: string; readonly path: string }[];
  /** As an administrator does; the engine itself where it registers its webhooks. */
  readonly subscribe: ((url: string) => void | Promise<void>) | 'the engine does';
  close(): Promise<void>;
}

/** The comments on a side's records, as people there work on them. */
export interface Desk {
  readonly stream: string;
  /** Who writes here, as the vendor shows them. */
  readonly author: string;
  readonly vendor: string;
  create(recordId: string, words: string): string;
  /** What the engine put above and below the words stays. */
  edit(recordId: string, id: string, words: string): void;
  remove(recordId: string, id: string): void;
  /** In the order in which the vendor shows them. */
  list(recordId: string): readonly SaidHere[];
  place(recordId: string, id: string): Place;
  readonly writePaths: VendorSide['writePaths'];
}

export interface SaidHere {
  readonly id: string;
  /** Without markup; null: nothing is above the words. */
  readonly byline: string | null;
  readonly words: string;
}

export interface People {
  readonly stream: string;
  readonly scope: string;
  /** By the side that they stand for: their ids, and what a sync config calls them. */
  readonly ids: ReadonlyMap<SideName, string>;
  readonly called: ReadonlyMap<SideName, string>;
}

/** How a simulated vendor begins. */
export interface Start {
  readonly seed: number;
  /** How far its clock is off. */
  readonly clockHours: number;
  /** For whom people are needed. */
  readonly everyone: readonly SideName[];
}

export const WEBHOOK_SECRET = 'a secret for proofs';
const HOUR_MS = 3_600_000;
export const UNLIMITED = { limit: 100_000_000, windowMs: 24 * HOUR_MS };

export function clockOff({ clockHours }: Start) {
  return { now: () => new Date(Date.now() + clockHours * HOUR_MS) };
}

/** People read and edit in one go. */
export function peopled(vendor: Omit<VendorSide, 'edit'>): VendorSide {
  return {
    ...vendor,
    edit(id, decide) {
      const was = vendor.show(id);
      if (was) vendor.write(id, decide(was));
      return was;
    },
  };
}

/** The side of a person, by the person's id. */
export function standsFor(ids: ReadonlyMap<SideName, string>, id: string): SideName {
  return [...ids].find(([, known]) => known === id)?.[0] ?? `somebody else (${id})`;
}
