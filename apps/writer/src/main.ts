import { startWriter } from '@syncline/engine';
import { concurrencyOf, runWorker } from '@syncline/worker-host';

// Writebacks to the vendors: each patch is decided when it is sent.
runWorker('writer', ({ ctx, env }) => startWriter(ctx, concurrencyOf(env, { live: 8, bulk: 4 })));
