import { askSandbox, startSandbox } from '../shared/sandbox-process.ts';

const PAGE_SIZE = 100;

/** An issue as GitHub's list answers it; the members that the raw limit copies. */
export interface SampleIssue {
  readonly id: number;
  readonly node_id: string;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: string;
  readonly state_reason: string | null;
  readonly locked: boolean;
  readonly active_lock_reason: string | null;
  readonly comments: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
  readonly user: { readonly id: number; readonly login: string } | null;
  readonly author_association: string;
  readonly milestone: { readonly id: number; readonly title: string } | null;
  readonly assignees: readonly { readonly id: number; readonly login: string }[];
  readonly labels: readonly { readonly id: number; readonly name: string }[];
  readonly url: string;
  readonly html_url: string;
  readonly comments_url: string;
  readonly events_url: string;
  readonly repository_url: string;
}

/** One answer of a list, and where the engine keeps it. */
export interface SamplePage {
  readonly stream: string;
  readonly scope: string;
  readonly items: readonly unknown[];
}

export interface SamplePages {
  /** What the issues refer to: repository, labels, milestones. */
  readonly before: readonly SamplePage[];
  readonly issues: readonly IssuePage[];
}

export interface IssuePage extends SamplePage {
  readonly items: readonly SampleIssue[];
}

/** Pages of issues as the simulated GitHub sends them. */
export async function readSamplePages(count: number): Promise<SamplePages> {
  const sandbox = await startSandbox(count);
  try {
    const repositories = await askSandbox<{ id: number; full_name: string }[]>(sandbox, `/orgs/${sandbox.org}/repos`);
    const { id, full_name: name } = repositories[0]!;
    const scope = `${id}:${name}`;
    const issues: IssuePage[] = [];
    for (let page = 1; page <= Math.ceil(count / PAGE_SIZE); page++) {
      issues.push({
        stream: 'issues',
        scope,
        items: await askSandbox<SampleIssue[]>(
          sandbox,
          `/repos/${name}/issues?state=all&sort=created&direction=desc&per_page=${PAGE_SIZE}&page=${page}`,
        ),
      });
    }
    const before = [
      { stream: 'repositories', scope: `org:${sandbox.org}`, items: repositories },
      {
        stream: 'labels',
        scope,
        items: await askSandbox<unknown[]>(sandbox, `/repos/${name}/labels?per_page=${PAGE_SIZE}`),
      },
      {
        stream: 'milestones',
        scope,
        items: await askSandbox<unknown[]>(sandbox, `/repos/${name}/milestones?state=all&per_page=${PAGE_SIZE}`),
      },
    ];
    return { before, issues };
  } finally {
    await sandbox.stop();
  }
}

/** The same page a while later: every title is another one. */
export function changedPage(page: IssuePage): SamplePage {
  return {
    ...page,
    items: page.items.map((issue) => ({
      ...issue,
      title: `${issue.title} (edited)`,
      updated_at: new Date(Date.parse(issue.updated_at) + 60_000).toISOString(),
    })),
  };
}
