import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineContext } from '@syncline/engine';
import { readSyncStatus } from '@syncline/store';

const EVERY_MS = 30_000;

/** Says every half minute how the sync stands, as `syncline status` does side by side. Ends with the signal. */
export async function sayHowItStands(
  ctx: EngineContext,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await sleep(EVERY_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    try {
      say(await standingLine(ctx));
    } catch (error) {
      ctx.logger.debug({ err: error }, 'the state of the sync could not be read');
    }
  }
}

async function standingLine(ctx: EngineContext): Promise<string> {
  const members = await readSyncStatus(ctx.store, 1, {});
  const sum = (read: (member: (typeof members)[number]) => number): number =>
    members.reduce((total, member) => total + read(member), 0);
  const worst = (read: (member: (typeof members)[number]) => number | null): string => {
    const values = members.flatMap((member) => read(member) ?? []);
    return values.length === 0 ? 'unknown' : `${Math.round(Math.max(...values))} ms`;
  };
  const conflicts = sum((member) => member.conflictsOpen);
  const errors = sum((member) => member.errorsOpen);
  return [
    `— ${sum((member) => member.writtenLastHour)} writes in the last hour, slowest side p50 ${worst((member) => member.lagP50Ms)}, p95 ${worst((member) => member.lagP95Ms)}`,
    `${sum((member) => member.writebacksPending)} waiting`,
    `${conflicts} conflict${conflicts === 1 ? '' : 's'}${errors > 0 ? ` and ${errors} other item${errors === 1 ? '' : 's'}` : ''} open`,
    'pnpm -s syncline status',
  ].join(' · ');
}
