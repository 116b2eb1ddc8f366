import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compileCache } from './env.ts';

export interface OperatorProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * The operator, or the ingress, as a process of its own, on a free port. It knows the variables given, and of the tests'
 * none but where compiled code is kept.
 */
export async function startOperator(
  env: Readonly<Record<string, string>>,
  app: 'operator' | 'ingress' = 'operator',
): Promise<OperatorProcess> {
  const main = fileURLToPath(new URL(`../../../${app}/src/main.ts`, import.meta.url));
  const operator = spawn(process.execPath, [main], {
    env: { PORT: '0', ...compileCache(), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    if (operator.exitCode !== null) return;
    operator.kill('SIGTERM');
    await once(operator, 'exit');
  };
  for await (const line of createInterface({ input: operator.stdout })) {
    const { address: url } = JSON.parse(line) as { address?: string };
    if (url === undefined) continue;
    operator.stdout.resume();
    return { url, stop };
  }
  throw new Error(`The ${app} ended before it listened`);
}
