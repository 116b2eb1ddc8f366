import { startFetcher } from '@syncline/engine';
import { concurrencyOf, runWorker } from '@syncline/worker-host';

// Vendor reads: deliveries, single records, pages, counts.
runWorker('fetcher', ({ ctx, env }) => startFetcher(ctx, concurrencyOf(env, { live: 8, bulk: 6 })));
