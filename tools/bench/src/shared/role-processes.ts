import type { BenchEngine } from './bench-engine.ts';
import { type RunningChild, startChild } from './child-process.ts';
import { findFreePort } from './free-port.ts';

export type Role = 'fetcher' | 'transformer' | 'merger' | 'writer' | 'scheduler';
/** What the image says in NODE_OPTIONS: a quarter of it costs a transformer a third more processor time. */
const AS_IN_THE_IMAGE = ['--max-semi-space-size=8'];
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
          nodeArgs: AS_IN_THE_IMAGE,
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
export function startIngress(engine: BenchEngine): Promise<RunningChild & { readonly url: string }> {
  return startServer('ingress', import.meta.resolve('@syncline/ingress/main'), engine);
}

/** The product's operator, and the address of its API and console. */
export function startOperator(engine: BenchEngine): Promise<RunningChild & { readonly url: string }> {
  return startServer('operator', import.meta.resolve('@syncline/operator/main'), engine, {
    // One caller asks for everybody.
    SYNCLINE_API_CALLS_PER_MINUTE: '1000000',
  });
}

async function startServer(
  name: string,
  script: string,
  engine: BenchEngine,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningChild & { readonly url: string }> {
  const port = await findFreePort();
  const env = { ...engine.roleEnvironment, PORT: String(port), HOST: '127.0.0.1', ...more };
  const child = await startChild({ name, script, env, readyBy: '"Started"' });
  return { ...child, url: `http://127.0.0.1:${port}` };
}

export async function stopAll(children: readonly RunningChild[]): Promise<void> {
  await Promise.all(children.map((child) => child.stop()));
}
