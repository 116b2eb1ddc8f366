import { reconcilerTasks, startReconciler } from '@syncline/engine';
import { runTasksUntilShutdown, runWorker } from '@syncline/worker-host';

// Replays of reconciliation items, asked for or by rule.
runWorker('reconciler', ({ ctx, lifecycle }) => {
  startReconciler(ctx);
  runTasksUntilShutdown(ctx, lifecycle, reconcilerTasks(ctx));
});
