import { runMain } from '@syncline/runtime';
import { openLogs } from '../open-logs.ts';

// A process that logs 10,000 lines and waits to be stopped. Its argument holds its variables.
const variables = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>;
const { logger, shipping } = openLogs(variables, { name: 'waiter', defaultLevel: 'info' });

runMain(
  'waiter',
  ({ onShutdown }) => {
    const timer = setInterval(() => {}, 1_000);
    onShutdown('timer', () => clearInterval(timer));
    for (let n = 0; n < 10_000; n++) logger.info({ n }, 'one of a burst');
    logger.info('the burst is over');
  },
  { logger, ...(shipping ? { flush: shipping.close } : {}) },
);
