import { startTransformer } from '@syncline/engine';
import { concurrencyOf, runWorker } from '@syncline/worker-host';

// Raw pages into normalised, validated, hashed records.
runWorker('transformer', ({ ctx, env }) => startTransformer(ctx, concurrencyOf(env, { live: 4, bulk: 2 })));
