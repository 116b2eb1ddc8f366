import type { Proof } from '../proof.ts';
import { amongTrackers } from './among-trackers.ts';
import { proveConvergence } from './prove-convergence.ts';

/** One project over all trackers and the hub, until people have made five hundred edits, or fifty. */
export const trackersProof: Proof = (options) =>
  proveConvergence(options, amongTrackers, { edits: options.short ? 50 : 500 });
