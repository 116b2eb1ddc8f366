import type { IssueTruth } from '@syncline/connector-github/sandbox';
import type { SyncSide } from '@syncline/testing/start-sync-engine';
import { type RunningChild, startChild } from './child-process.ts';

/** The simulated GitHub, alone in a process, spoken to by its control routes. */
export interface SandboxProcess {
  readonly url: string;
  readonly org: string;
  readonly token: string;
  readonly child: RunningChild;
  /** A control route, as JSON. */
  ask<T>(path: string, method?: string, body?: unknown): Promise<T>;
  /** Every issue of every repository as it is now. */
  truth(): Promise<IssueTruth[]>;
  /** How often each URL was asked for that matches. */
  requests(pattern: RegExp): Promise<Map<string, number>>;
}

/** Starts it with issues alone: no pull requests, no comments, no limit to speak of. */
export async function startSandbox(issues: number, seed: number, repositories = 1): Promise<SandboxProcess> {
  const child = await startChild({
    name: 'sandbox',
    script: new URL('main.ts', import.meta.resolve('@syncline/connector-github/sandbox')).href,
    args: [
      '--issues',
      String(issues),
      '--repositories',
      String(repositories),
      '--pull-requests',
      '0',
      '--no-comments',
      '--rate-limit',
      '100000000',
      '--seed',
      String(seed),
    ],
    readyBy: '"url"',
  });
  const { url, org, token } = JSON.parse(child.readyLine) as { url: string; org: string; token: string };
  const ask = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/_sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The sandbox answered ${path} with ${response.status}: ${text.slice(0, 300)}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    url,
    org,
    token,
    child,
    ask,
    truth: async () => {
      const all: IssueTruth[] = [];
      for (const { name } of await ask<{ name: string }[]>('repositories')) {
        for (let after = 0; ; ) {
          const page = await ask<IssueTruth[]>(`issues/${encodeURIComponent(name)}?after=${after}&limit=5000`);
          all.push(...page);
          if (page.length < 5_000) break;
          after = page.at(-1)!.number;
        }
      }
      return all;
    },
    requests: async (pattern) => {
      const { counts } = await ask<{ counts: Record<string, number> }>(
        `log?limit=1&pattern=${encodeURIComponent(pattern.source)}`,
      );
      return new Map(Object.entries(counts));
    },
  };
}

/** The connection to it. */
export function gitHubSide({ url, org, token }: SandboxProcess, streams: readonly string[]): SyncSide {
  return {
    name: org,
    connector: 'github',
    url,
    settings: { owner: org, ownerType: 'org', streams },
    secrets: { token },
  };
}
