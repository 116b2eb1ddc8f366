import type { BenchEngine } from './bench-engine.ts';
import { type RunningChild, startChild } from './child-process.ts';
import { findFreePort } from './free-port.ts';

export type Role = 'fetcher' | 'transformer' | 'merger' | 'writer' | 'scheduler';
export const BACKFILL_ROLES: readonly Role[] = ['fetcher', 'transformer', 'merger', 'scheduler'];

/** The product's own worker programs, each in a process of its own. */
export async function startRoles(
  engine: BenchEngine,
  roles: readonly Role[] = BACKFILL_ROLES,
): Promise<RunningChild[]> {
  const started: RunningChild[] = [];
  try {
    for (const role of roles) {
      started.push(
        await startChild({
          name: role,
          script: import.meta.resolve(`@syncline/${role}/main`),
          env: engine.roleEnvironment,
          readyBy: '"Started"',
        }),
      );
    }
    return started;
  } catch (error) {
    await stopAll(started);
    throw error;
  }
}

/** The product's ingress, and the address at which it takes webhooks. */
export async function startIngress(engine: BenchEngine): Promise<RunningChild & { readonly url: string }> {
  const port = await findFreePort();
  const child = await startChild({
    name: 'ingress',
    script: import.meta.resolve('@syncline/ingress/main'),
    env: { ...engine.roleEnvironment, PORT: String(port), HOST: '127.0.0.1' },
    readyBy: '"Started"',
  });
  return { ...child, url: `http://127.0.0.1:${port}` };
}

export async function stopAll(children: readonly RunningChild[]): Promise<void> {
  await Promise.all(children.map((child) => child.stop()));
}
