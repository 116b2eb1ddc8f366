import type { Proof } from '../proof.ts';
import { amongThree } from './among-three.ts';
import { proveConvergence } from './prove-convergence.ts';

/** A hundred histories among GitHub, Jira and Salesforce, or twenty. */
export const convergeProof: Proof = (options) =>
  proveConvergence(options, amongThree, { batches: options.short ? 2 : 10 });
