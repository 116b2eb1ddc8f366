import { schedulerTasks } from '@syncline/engine';
import { runTasksUntilShutdown, runWorker } from '@syncline/worker-host';

// Timers: sweeps, polls, retention. More than one may run: their claims skip each other's rows.
runWorker('scheduler', ({ ctx, lifecycle }) => runTasksUntilShutdown(ctx, lifecycle, schedulerTasks(ctx)));
