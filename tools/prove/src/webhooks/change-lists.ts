import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../shared/random.ts';
import type { SandboxProcess } from '../shared/sandbox-process.ts';

const EVERY_MS = 700;

/** Creates, deletes and moves issues until the signal; returns the ids that moved away. */
export async function changeLists(sandbox: SandboxProcess, random: Random, signal: AbortSignal): Promise<Set<string>> {
  const [here, there] = (await sandbox.ask<{ name: string }[]>('repositories')).map(({ name }) =>
    encodeURIComponent(name),
  ) as [string, string];
  const numbers = new Map(
    (await sandbox.ask<{ number: number; id: number }[]>(`issues/${here}?limit=100000`)).map(({ number, id }) => [
      number,
      id,
    ]),
  );
  const moved = new Set<string>();
  for (;;) {
    await delay(EVERY_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return moved;
    const number = random.pick([...numbers.keys()]);
    switch (random.below(3)) {
      case 0:
        await sandbox.ask(`issues/${there}`, 'POST', { title: `made meanwhile ${number}`, labels: ['made meanwhile'] });
        break;
      case 1:
        await sandbox.ask(`issues/${here}/${number}`, 'DELETE');
        numbers.delete(number);
        break;
      default:
        await sandbox.ask(`issues/${here}/${number}/transfer`, 'POST', { to: decodeURIComponent(there) });
        moved.add(String(numbers.get(number)));
        numbers.delete(number);
    }
  }
}
