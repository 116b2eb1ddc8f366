import { keepWritebacks } from '@syncline/store';
import type { EngineContext } from '../context.ts';

/**
 * Carries out what was claimed, and renews the claims meanwhile, however long it takes: a lease is short, so that what a
 * dead worker leaves is taken up soon, and a live one keeps what it is at.
 */
export async function keepingLease<Result>(
  ctx: EngineContext,
  writebackIds: readonly number[],
  work: () => Promise<Result>,
): Promise<Result> {
  const renew = (): void => {
    keepWritebacks(ctx.store, writebackIds, ctx.config.writeLeaseMs).catch((error: unknown) =>
      ctx.logger.warn({ writebackIds, err: error }, 'a lease could not be renewed'),
    );
  };
  const timer = setInterval(renew, ctx.config.writeLeaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
