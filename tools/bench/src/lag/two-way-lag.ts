import { putSyncConfig, startBackfill } from '@syncline/engine';
import { awaitProcess } from '../shared/await-process.ts';
import { createBenchEngine } from '../shared/bench-engine.ts';
import type { Backend, BenchServices } from '../shared/bench-services.ts';
import { type Role, startIngress, startRoles, stopAll } from '../shared/role-processes.ts';
import { askSandbox, type SandboxProcess } from '../shared/sandbox-process.ts';
import { editAndDeliver } from './edit-and-deliver.ts';
import type { OtherSides } from './other-sides.ts';
import { noteClaims, type WrittenLag, writtenLags } from './written-lags.ts';

const ROLES: readonly Role[] = ['fetcher', 'transformer', 'merger', 'writer', 'scheduler'];
/** So few that one is done before the next begins. */
const EDITS_PER_SECOND = 2;
const WARM = 5;

export type Target = 'jira' | 'salesforce';

/**
 * Edits of issues at GitHub, from their webhooks to the finished writes at Jira, which is read and compared before it is
 * written, and at Salesforce: the updates of `edits` twins, on a machine that does nothing else.
 */
export async function measureTwoWay(
  services: BenchServices,
  backend: Backend,
  edited: SandboxProcess,
  others: OtherSides,
  edits: number,
): Promise<Record<Target, WrittenLag[]>> {
  const engine = await createBenchEngine(services, backend, edited.token, others.variables);
  const processes = [];
  try {
    const github = await engine.addGitHub(edited, ['repositories', 'issues']);
    processes.push(...(await startRoles(engine, ROLES)));
    const ingress = await startIngress(engine);
    processes.push(ingress);
    const connections = await others.connect(engine, ingress.url);
    await putSyncConfig(engine.ctx, 1, configOf(edited.org), { actor: 'bench' });
    await awaitProcess(engine.ctx, (await startBackfill(engine.ctx, { connectionId: github })).processId);
    await noteClaims(engine.ctx.store);

    const [repository] = await askSandbox<{ id: number; full_name: string; owner: unknown }[]>(
      edited,
      `/orgs/${edited.org}/repos`,
    );
    const plan = {
      sandbox: edited,
      repository: repository!,
      ingressUrl: ingress.url,
      connectionId: github,
      firstIssue: 1,
    };
    const written = async (
      sent: Awaited<ReturnType<typeof editAndDeliver>>,
    ): Promise<Record<Target, WrittenLag[]>> => ({
      jira: await writtenLags(engine.ctx.store, github, connections.jira, 'summary', sent),
      salesforce: await writtenLags(engine.ctx.store, github, connections.salesforce, 'subject', sent),
    });
    // The first edits make the twins, load code and fill caches.
    await written(await editAndDeliver({ ...plan, perSecond: 5, isOver: (sent) => sent >= edits + WARM }));
    const measured = await editAndDeliver({
      ...plan,
      perSecond: EDITS_PER_SECOND,
      isOver: (sent) => sent >= edits + WARM,
    });
    return await written(measured.slice(WARM));
  } finally {
    await stopAll(processes);
    await engine.close();
  }
}

function configOf(github: string) {
  return {
    name: 'bench',
    platform: 'github, jira, salesforce',
    enabled: true,
    syncInterval: 300,
    batchFallbackEnabled: true,
    batchSize: 100,
    twoWayCreate: true,
    webhookEnabled: true,
    secretReference: null,
    settings: {
      kinds: {
        work_item: {
          members: [
            { connection: github, stream: 'issues', create: false, fields: { title: 'title', labels: 'labels' } },
            {
              connection: 'jira',
              stream: 'issues',
              createIn: 'API',
              defaults: { issue_type: 'Task' },
              fields: { title: 'summary', labels: 'labels' },
            },
            {
              connection: 'salesforce',
              stream: 'tasks',
              createIn: 'org',
              fields: { title: 'subject', labels: 'labels' },
            },
          ],
        },
      },
    },
  };
}
