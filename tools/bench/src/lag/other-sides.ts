import { registerWebhooks } from '@syncline/engine';
import type { BenchEngine } from '../shared/bench-engine.ts';
import { WEBHOOK_SECRET } from '../shared/bench-engine.ts';
import { type RunningChild, startChild } from '../shared/child-process.ts';

/** The vendors that edits are carried to, each in a process of its own. */
export interface OtherSides {
  readonly variables: Readonly<Record<string, string>>;
  /** Connects both, and has them send webhooks of what is written to them, as they do: the hub's own echoes are work too. */
  connect(engine: BenchEngine, ingressUrl: string): Promise<{ readonly jira: number; readonly salesforce: number }>;
  stop(): Promise<void>;
}

export async function startOtherSides(): Promise<OtherSides> {
  const [jira, salesforce] = await Promise.all([
    startVendor('jira', ['--issues', '0', '--projects', '1']),
    startVendor('salesforce', ['--accounts', '0']),
  ]);
  const { clientId, clientSecret, organizationId } = salesforce.said;
  return {
    variables: { BENCH_CLIENT_ID: clientId!, BENCH_CLIENT_SECRET: clientSecret! },
    connect: async (engine, ingressUrl) => {
      const jiraId = await engine.addConnection({
        name: 'jira',
        connector: 'jira',
        url: jira.said['url']!,
        settings: { email: jira.said['email']! },
        secrets: { token: 'BENCH_TOKEN' },
      });
      const salesforceId = await engine.addConnection({
        name: 'salesforce',
        connector: 'salesforce',
        url: salesforce.said['url']!,
        settings: { organizationId: organizationId!, seesAllRecords: true },
        secrets: { clientId: 'BENCH_CLIENT_ID', clientSecret: 'BENCH_CLIENT_SECRET' },
      });
      await registerWebhooks(engine.ctx, jiraId, ingressUrl, AbortSignal.timeout(10_000));
      await fetch(`${salesforce.said['url']}/_sandbox/hooks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ url: `${ingressUrl}/webhooks/${salesforceId}`, secret: WEBHOOK_SECRET }),
      });
      return { jira: jiraId, salesforce: salesforceId };
    },
    stop: async () => {
      await Promise.all([jira.child.stop(), salesforce.child.stop()]);
    },
  };
}

async function startVendor(
  name: 'jira' | 'salesforce',
  args: readonly string[],
): Promise<{ readonly child: RunningChild; readonly said: Readonly<Record<string, string>> }> {
  const child = await startChild({
    name,
    script: new URL('main.ts', import.meta.resolve(`@syncline/connector-${name}/sandbox`)).href,
    args: [...args, '--rate-limit', '100000000'],
    readyBy: '"url"',
  });
  return { child, said: JSON.parse(child.readyLine) as Record<string, string> };
}
