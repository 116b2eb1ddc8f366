import { type RunningChild, startChild } from './child-process.ts';

export interface SandboxProcess extends RunningChild {
  readonly url: string;
  readonly org: string;
  readonly token: string;
}

/** The simulated GitHub, alone in a process, with one repository of `issues` issues and no limit to speak of. */
export async function startSandbox(issues: number, org = 'acme'): Promise<SandboxProcess> {
  const child = await startChild({
    name: 'sandbox',
    script: new URL('main.ts', import.meta.resolve('@syncline/connector-github/sandbox')).href,
    args: [
      '--issues',
      String(issues),
      '--repositories',
      '1',
      '--pull-requests',
      '0',
      '--no-comments',
      '--rate-limit',
      '100000000',
      '--org',
      org,
    ],
    readyBy: '"url"',
  });
  const { url, token } = JSON.parse(child.readyLine) as { url: string; token: string };
  return { ...child, url, org, token };
}

/** A GET of the sandbox's API or control routes, as JSON. */
export async function askSandbox<T>(
  sandbox: SandboxProcess,
  path: string,
  init: { readonly method?: string; readonly body?: string } = {},
): Promise<T> {
  const response = await fetch(`${sandbox.url}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${sandbox.token}`,
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The sandbox answered ${path} with ${response.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}
