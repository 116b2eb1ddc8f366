import { keepWriteback } from '@syncline/store';
import type { WriteTask } from '../write/write-task.ts';

/** Does what may take longer than a writeback's lease, which is renewed meanwhile. */
export async function keepingLease<Result>({ ctx, row }: WriteTask, work: () => Promise<Result>): Promise<Result> {
  const renew = (): void => {
    keepWriteback(ctx.store, row.id, ctx.config.writeLeaseMs).catch((error: unknown) =>
      ctx.logger.warn({ writebackId: row.id, err: error }, 'a lease could not be renewed'),
    );
  };
  const timer = setInterval(renew, ctx.config.writeLeaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
