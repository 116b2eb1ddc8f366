import { startBackfill } from '@syncline/engine';
import { awaitProcess } from '../shared/await-process.ts';
import { createBenchEngine } from '../shared/bench-engine.ts';
import type { Backend, BenchServices } from '../shared/bench-services.ts';
import { cpuSecondsOf, peakRssMb, serverCpuSeconds } from '../shared/process-stats.ts';
import { BACKFILL_ROLES, startRoles, stopAll } from '../shared/role-processes.ts';
import type { SandboxProcess } from '../shared/sandbox-process.ts';
import { type CostsPer1000, costsPer1000, readServerCosts } from '../shared/server-costs.ts';

export interface BackfillRun {
  readonly seconds: number;
  readonly records: number;
  /** The most memory of each role's process, in MB. */
  readonly rssMb: Readonly<Record<string, number>>;
  /** CPU seconds by process. */
  readonly cpu: Readonly<Record<string, number>>;
  /** What 1,000 records took of the servers. */
  readonly costs: CostsPer1000;
}

/** One backfill of everything, into an empty database, through worker processes of its own. */
export async function runBackfill(
  services: BenchServices,
  backend: Backend,
  sandbox: SandboxProcess,
  streams: readonly string[],
): Promise<BackfillRun> {
  const engine = await createBenchEngine(services, backend, sandbox.token);
  try {
    const connectionId = await engine.addGitHub(sandbox, streams);
    const roles = await startRoles(engine, BACKFILL_ROLES);
    try {
      const processes = [...roles, sandbox];
      const before = [
        serverCpuSeconds(services.postgresPid),
        ...processes.map((child) => cpuSecondsOf(child.pid) ?? 0),
      ];
      const costsBefore = await readServerCosts(engine.ctx, engine.roleEnvironment['REDIS_URL']);
      const started = performance.now();
      const { processId } = await startBackfill(engine.ctx, { connectionId });
      const records = await awaitProcess(engine.ctx, processId);
      const seconds = (performance.now() - started) / 1000;
      const after = [serverCpuSeconds(services.postgresPid), ...processes.map((child) => cpuSecondsOf(child.pid) ?? 0)];
      const costsAfter = await readServerCosts(engine.ctx, engine.roleEnvironment['REDIS_URL']);
      const names = ['server', ...processes.map((child) => child.name)];
      return {
        seconds,
        records,
        costs: costsPer1000(costsBefore, costsAfter, records),
        rssMb: Object.fromEntries(roles.map((role) => [role.name, peakRssMb(role.pid) ?? Number.NaN])),
        cpu: Object.fromEntries(
          names.map((name, index) => [name, Math.round((after[index]! - before[index]!) * 100) / 100]),
        ),
      };
    } finally {
      await stopAll(roles);
    }
  } finally {
    await engine.close();
  }
}
