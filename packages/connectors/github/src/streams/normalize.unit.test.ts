import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { NormalizeResult } from '@syncline/connector-sdk';
import { describe, expect, it } from 'vitest';
import { gitHub } from '../connector.ts';

interface OpenApi {
  readonly components: { readonly examples: Record<string, { readonly value: unknown }> };
  readonly paths: Record<
    string,
    {
      get: {
        responses: Record<
          string,
          { content: { 'application/json': { examples: Record<string, { $ref?: string; value?: unknown }> } } }
        >;
      };
    }
  >;
}

const require = createRequire(import.meta.url);
const openapi = JSON.parse(
  readFileSync(require.resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8'),
) as OpenApi;
const SCOPE = '1296269:octocat/Hello-World';

/** The example in GitHub's own API description of what a route answers. */
function example(path: string): unknown[] {
  const first = Object.values(openapi.paths[path]?.get.responses['200']?.content['application/json'].examples ?? {})[0];
  const value = first?.$ref ? openapi.components.examples[first.$ref.split('/').at(-1) ?? '']?.value : first?.value;
  return Array.isArray(value) ? value : [value];
}

function normalize(stream: string, item: unknown, scope = SCOPE): NormalizeResult {
  const found = gitHub.streams.find((candidate) => candidate.name === stream);
  if (!found) throw new Error(`no stream ${stream}`);
  return found.normalize(item, scope);
}

function record(stream: string, item: unknown, scope = SCOPE) {
  const result = normalize(stream, item, scope);
  if (result.outcome !== 'record') throw new Error(JSON.stringify(result));
  return result;
}

const issue = {
  id: 1,
  number: 1347,
  state: 'open',
  state_reason: null,
  title: 'Found a bug',
  body: "I'm having a problem with this.",
  user: { login: 'octocat', id: 5, avatar_url: 'https://a/5', html_url: 'https://github.com/octocat', type: 'User' },
  labels: [{ id: 208045946, name: 'bug' }, 'by name'],
  assignees: [
    { login: 'octocat', id: 5, avatar_url: 'https://a/5', html_url: 'https://github.com/octocat', type: 'User' },
  ],
  milestone: { id: 1002604, number: 1 },
  locked: true,
  closed_at: null,
  created_at: '2011-04-22T13:33:48Z',
  updated_at: '2011-04-23T13:33:48Z',
  html_url: 'https://github.com/octocat/Hello-World/issues/1347',
};

describe('an issue', () => {
  it('becomes a work item with its edges and its people', () => {
    const result = record('issues', issue);
    expect(result.record).toEqual({
      kind: 'work_item',
      stream: 'issues',
      externalId: '1',
      locator: 'octocat/Hello-World#1347',
      fields: {
        title: 'Found a bug',
        body: "I'm having a problem with this.",
        state: 'open',
        state_reason: null,
        number: 1347,
        repository: '1296269',
        locked: true,
        created_at: '2011-04-22T13:33:48Z',
        closed_at: null,
        labels: ['bug', 'by name'],
        assignees: ['5'],
        milestone: '1002604',
      },
      references: [
        { relation: 'belongs_to', stream: 'repositories', externalId: '1296269' },
        { relation: 'created_by', stream: 'users', externalId: '5' },
        { relation: 'assigned_to', stream: 'users', externalId: '5' },
        { relation: 'labelled', stream: 'labels', externalId: '208045946' },
        { relation: 'labelled', stream: 'labels', externalId: null, locator: 'octocat/Hello-World/labels/by name' },
        { relation: 'in_milestone', stream: 'milestones', externalId: '1002604' },
      ],
      relations: ['belongs_to', 'created_by', 'assigned_to', 'labelled', 'in_milestone'],
      remoteUpdatedAt: '2011-04-23T13:33:48Z',
      url: 'https://github.com/octocat/Hello-World/issues/1347',
    });
    expect(result.embedded).toEqual([
      expect.objectContaining({ stream: 'users', externalId: '5', locator: 'octocat', partial: true }),
    ]);
    expect(result.followUps).toEqual([]);
  });

  it('says of an edge that GitHub did not send that it was not shown', () => {
    const { milestone: _, assignees: __, ...bare } = issue;
    expect(record('issues', bare).record.relations).toEqual(['belongs_to', 'created_by', 'labelled']);
    expect(record('issues', { ...issue, milestone: null }).record.relations).toContain('in_milestone');
  });

  it.each([
    [{ issue_dependencies_summary: { blocked_by: 0, blocking: 1, total_blocked_by: 0, total_blocking: 1 } }, 1],
    [{ sub_issues_summary: { total: 2, completed: 0, percent_completed: 0 } }, 1],
    [
      {
        issue_dependencies_summary: { blocked_by: 0, blocking: 0, total_blocked_by: 0, total_blocking: 0 },
        sub_issues_summary: { total: 0 },
      },
      0,
    ],
  ])('with the summary %j asks for its links %i times', (summary, times) => {
    const asked = record('issues', { ...issue, ...summary }).followUps.filter(({ settles }) => settles === undefined);
    expect(asked).toHaveLength(times);
  });

  it('without sub-issues says so, and has a parent that it does not show looked for where one was known', () => {
    const alone = record('issues', { ...issue, sub_issues_summary: { total: 0 } });
    expect(alone.record.inbound).toEqual(['child_of']);
    expect(alone.record.relations).not.toContain('child_of');
    expect(alone.followUps).toMatchObject([{ stream: 'issue_links', settles: 'child_of' }]);
    const { record: mother } = record('issues', { ...issue, sub_issues_summary: { total: 1 } });
    expect(mother.inbound).toBeUndefined();
    expect(record('issues', issue).followUps).toEqual([]);
  });

  it('is ignored when it is a pull request', () => {
    expect(normalize('issues', { ...issue, pull_request: { url: 'x' } })).toMatchObject({ outcome: 'ignored' });
  });

  it.each([{ title: 5 }, { state: 'half-open' }])('with %j stays out of the graph, with a diagnostic', (wrong) => {
    expect(normalize('issues', { ...issue, ...wrong })).toMatchObject({
      outcome: 'invalid',
      externalId: '1',
      diagnostics: [{ severity: 'error', field: Object.keys(wrong)[0] }],
    });
  });

  it('with a wrong type beside the point keeps the rest', () => {
    const result = record('issues', { ...issue, body: 5, created_at: 'yesterday' });
    expect(result.diagnostics.map(({ severity, field }) => [severity, field])).toEqual([
      ['warning', 'body'],
      ['warning', 'created_at'],
    ]);
    expect(Object.keys(result.record.fields)).not.toContain('body');
  });
});

describe("the examples of GitHub's API description", () => {
  it.each([
    ['issues', '/repos/{owner}/{repo}/issues', SCOPE],
    ['pull_requests', '/repos/{owner}/{repo}/pulls', SCOPE],
    ['pull_requests', '/repos/{owner}/{repo}/pulls/{pull_number}', SCOPE],
    ['comments', '/repos/{owner}/{repo}/issues/comments', SCOPE],
    ['labels', '/repos/{owner}/{repo}/labels', SCOPE],
    ['milestones', '/repos/{owner}/{repo}/milestones', SCOPE],
    ['repositories', '/orgs/{org}/repos', 'orgs/octocat'],
    ['repositories', '/repos/{owner}/{repo}', 'orgs/octocat'],
    ['organizations', '/orgs/{org}', 'orgs/octocat'],
    ['users', '/orgs/{org}/members', 'orgs/octocat'],
    ['users', '/users/{username}', 'users/octocat'],
    ['projects', '/orgs/{org}/projectsV2', 'orgs/octocat'],
    ['project_items', '/orgs/{org}/projectsV2/{project_number}/items', 'orgs/github/projectsV2/PVT_x'],
  ])('normalise as %s without a complaint: %s', (stream, path, scope) => {
    const items = example(path);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      const result = normalize(stream, item, scope);
      if (stream === 'issues' && result.outcome === 'ignored') continue;
      expect(result).toMatchObject({
        outcome: 'record',
        record: { stream, externalId: expect.stringMatching(/^\d+$/) },
        diagnostics: [],
      });
    }
  });

  it('show how a pull request ended, who made it and where it is', () => {
    const [pull] = example('/repos/{owner}/{repo}/pulls/{pull_number}') as [object];
    const outcomeOf = (item: object) => record('pull_requests', { ...pull, ...item }).record.fields['outcome'];
    expect(outcomeOf({ state: 'open', merged_at: null })).toBe('open');
    expect(outcomeOf({ state: 'closed', merged_at: null })).toBe('closed');
    expect(outcomeOf({ state: 'closed', merged_at: '2026-11-21T10:00:00Z' })).toBe('merged');
    expect(record('pull_requests', pull).record.fields).toMatchObject({
      author: 'octocat',
      repository: '1296269',
      url: 'https://github.com/octocat/Hello-World/pull/1347',
    });
    expect(record('pull_requests', { ...pull, user: null }).record.fields['author']).toBeNull();
  });

  it('show the organisation of a repository, where an organisation owns it', () => {
    const [repository] = example('/repos/{owner}/{repo}') as [object];
    const owned = (type: string) =>
      record('repositories', { ...repository, owner: { login: 'octocat', id: 5, type } }, 'orgs/octocat').record;
    expect(owned('Organization').fields['organization']).toBe('5');
    expect(owned('Organization').references).toContainEqual({
      relation: 'belongs_to',
      stream: 'organizations',
      externalId: '5',
    });
    expect(owned('User').fields['organization']).toBeNull();
    expect(normalize('organizations', { id: 5, login: 'octocat', type: 'User' }).outcome).toBe('ignored');
  });

  it('show a project item with its status, its project and what it tracks', () => {
    const [item] = example('/orgs/{org}/projectsV2/{project_number}/items');
    const { fields, references, locator } = record('project_items', item, 'orgs/github/projectsV2/PVT_x').record;
    expect(fields).toMatchObject({ status: 'Done', content_type: 'PullRequest' });
    expect(locator).toBe('orgs/github/projectsV2/1/items/13');
    expect(references).toContainEqual({ relation: 'tracks', stream: 'pull_requests', externalId: '10' });
    expect(references).toContainEqual({
      relation: 'part_of',
      stream: 'projects',
      externalId: null,
      locator: 'orgs/github/projectsV2/1',
    });
  });
});

describe('a comment', () => {
  const comment = {
    id: 9,
    body: 'Me too',
    user: null,
    issue_url: 'https://api.github.com/repos/octocat/Hello-World/issues/1347',
    created_at: '2011-04-14T16:00:49Z',
    updated_at: '2011-04-14T16:00:49Z',
  };

  it.each([
    ['issues', 'https://github.com/octocat/Hello-World/issues/1347#issuecomment-9'],
    ['pull_requests', 'https://github.com/octocat/Hello-World/pull/1347#issuecomment-9'],
  ])('is on something of %s by the address of its page', (stream, html_url) => {
    expect(record('comments', { ...comment, html_url }).record.references).toEqual([
      { relation: 'comments_on', stream, externalId: null, locator: 'octocat/Hello-World#1347' },
    ]);
  });
});

describe('the links of an issue', () => {
  it('become edges of the issue and of its sub-issues', () => {
    const links = {
      id: '1',
      locator: 'octocat/Hello-World#1347',
      blocked_by: [{ id: 2 }],
      blocking: [{ id: 3 }],
      sub_issues: [{ id: 4, number: 9, repository_url: 'https://api.github.com/repos/octocat/other' }],
      parent: { id: 5, number: 7, repository_url: 'https://api.github.com/repos/octocat/Hello-World' },
    };
    const result = record('issue_links', links);
    expect(result.record).toMatchObject({
      stream: 'issues',
      externalId: '1',
      partial: true,
      fields: {},
      relations: ['depends_on', 'blocks', 'child_of'],
      references: [
        { relation: 'depends_on', stream: 'issues', externalId: '2' },
        { relation: 'blocks', stream: 'issues', externalId: '3' },
        { relation: 'child_of', stream: 'issues', externalId: null, locator: 'octocat/Hello-World#7' },
      ],
      inbound: ['child_of'],
    });
    expect(result.embedded).toMatchObject([
      {
        externalId: '4',
        locator: 'octocat/other#9',
        relations: ['child_of'],
        references: [{ relation: 'child_of', externalId: null, locator: 'octocat/Hello-World#1347' }],
      },
    ]);
  });
});
