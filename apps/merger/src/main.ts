import { startMerger } from '@syncline/engine';
import { concurrencyOf, runWorker } from '@syncline/worker-host';

// Normalised records into the graph, a transaction a page.
runWorker('merger', ({ ctx, env }) => startMerger(ctx, concurrencyOf(env, { live: 4, bulk: 3 })));
