import type { Cast, SideName } from './cast.ts';
import type { Start, VendorSide } from './sides/side.ts';

/** A proof's cast, and how it comes on stage. */
export interface Play {
  readonly cast: Cast;
  /** Of all sides but the hub. */
  readonly starts: Readonly<Record<SideName, (start: Start) => Promise<VendorSide>>>;
  /** The settings of the sync config that the proof is about. */
  config(vendors: ReadonlyMap<SideName, VendorSide>): unknown;
}
