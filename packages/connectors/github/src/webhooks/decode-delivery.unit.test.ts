import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeGitHubDelivery, SUBSCRIBED_EVENTS } from './decode-delivery.ts';

interface Example {
  readonly event: string;
  readonly label: string;
  readonly payload: Record<string, unknown>;
}

const folder = dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/package.json'));
const examples: Example[] = readdirSync(folder)
  .filter((name) => name === 'api.github.com' || name.startsWith('ghes-'))
  .flatMap((host) => {
    const events = JSON.parse(readFileSync(join(folder, host, 'index.json'), 'utf8')) as {
      name: string;
      examples: Record<string, unknown>[];
    }[];
    return events.flatMap(({ name, examples }) =>
      examples.map((payload, i) => ({
        event: name,
        payload,
        label: `${host} ${name} ${JSON.stringify(payload['action'] ?? '')} ${i}`,
      })),
    );
  });

function decode(event: string, payload: unknown, headers: Record<string, string> = {}) {
  return decodeGitHubDelivery({ event, headers, rawBody: new TextEncoder().encode(JSON.stringify(payload)) });
}

describe("GitHub's published examples", () => {
  it('are several hundred', () => expect(examples.length).toBeGreaterThan(400));

  it.each(examples.filter(({ event }) => SUBSCRIBED_EVENTS.includes(event)))(
    'hint at records by id, locator and scope: $label',
    ({ event, payload }) => {
      const decoded = decode(event, payload);
      if (decoded.outcome !== 'hints') throw new Error(JSON.stringify(decoded));
      expect(decoded.hints.length).toBeGreaterThan(0);
      for (const hint of decoded.hints) {
        expect(hint.externalId).toMatch(/^\d+$/);
        expect(hint.locator).toMatch(/^[^/]+\/[^/]+/);
        expect(hint.locator).not.toMatch(/undefined|null/);
        expect(hint.scope).toMatch(/^(\d+:[^/]+\/[^/]+|(orgs|users)\/[^/]+(\/projectsV2\/[^/]+)?)$/);
        expect(hint.op).toBe(payload['action'] === 'deleted' ? 'deleted' : 'changed');
      }
    },
  );

  it('of other events are ignored with a reason', () => {
    for (const { event, payload } of examples.filter((example) => !SUBSCRIBED_EVENTS.includes(example.event))) {
      expect(decode(event, payload)).toEqual({ outcome: 'ignored', reason: expect.stringContaining(event) });
    }
  });
});

describe('decodeGitHubDelivery', () => {
  const repository = { id: 7, full_name: 'acme/api', owner: { login: 'acme', type: 'Organization' } };
  const issue = (id: number, number: number, repo = 'acme/api') => ({
    id,
    number,
    repository_url: `https://api.github.com/repos/${repo}`,
  });

  it('reads the form encoding', () => {
    const rawBody = new TextEncoder().encode(
      `payload=${encodeURIComponent(JSON.stringify({ action: 'opened', issue: issue(1, 2), repository }))}`,
    );
    const decoded = decodeGitHubDelivery({
      event: 'issues',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      rawBody,
    });
    expect(decoded).toEqual({
      outcome: 'hints',
      hints: [{ op: 'changed', stream: 'issues', externalId: '1', locator: 'acme/api#2', scope: '7:acme/api' }],
    });
  });

  it('takes a transferred issue for a change of the old one and of the new one', () => {
    const changes = { new_issue: issue(9, 1, 'acme/web'), new_repository: { id: 8, full_name: 'acme/web' } };
    const decoded = decode('issues', { action: 'transferred', issue: issue(1, 2), repository, changes });
    expect(decoded).toMatchObject({
      hints: [
        { op: 'changed', externalId: '1' },
        { op: 'changed', externalId: '9', locator: 'acme/web#1', scope: '8:acme/web' },
      ],
    });
  });

  it('names both ends of a dependency, each in its own repository', () => {
    const payload = {
      action: 'blocked_by_added',
      blocked_issue: issue(1, 2),
      blocking_issue: issue(3, 4, 'acme/web'),
      blocking_issue_repo: { id: 8, full_name: 'acme/web' },
      repository,
    };
    expect(decode('issue_dependencies', payload)).toMatchObject({
      hints: [
        { stream: 'issue_links', externalId: '1', locator: 'acme/api#2', scope: '7:acme/api' },
        { stream: 'issue_links', externalId: '3', locator: 'acme/web#4', scope: '8:acme/web' },
      ],
    });
  });

  it('names a project and its items', () => {
    const organization = { login: 'acme' };
    expect(decode('projects_v2', { action: 'deleted', projects_v2: { id: 5, number: 3 }, organization })).toMatchObject(
      {
        hints: [
          { op: 'deleted', stream: 'projects', externalId: '5', locator: 'orgs/acme/projectsV2/3', scope: 'orgs/acme' },
        ],
      },
    );
    expect(
      decode('projects_v2_item', {
        action: 'edited',
        projects_v2_item: { id: 6, project_node_id: 'PVT_x' },
        organization,
      }),
    ).toMatchObject({
      hints: [{ op: 'changed', stream: 'project_items', externalId: '6', scope: 'orgs/acme/projectsV2/PVT_x' }],
    });
    expect(
      decode('projects_v2_item', {
        action: 'edited',
        changes: { field_value: { project_number: 3 } },
        projects_v2_item: { id: 6, project_node_id: 'PVT_x' },
        organization,
      }),
    ).toMatchObject({ hints: [{ locator: 'orgs/acme/projectsV2/3/items/6', scope: 'orgs/acme/projectsV2/PVT_x' }] });
  });

  it.each([
    '',
    'null',
    '[]',
    '"x"',
    '{',
    '{"action":1}',
    '{"issue":{"id":"x"}}',
    '{"issue":{"id":1}}',
    '[['.repeat(50_000),
  ])('calls %j malformed and does not throw', (text) => {
    for (const event of SUBSCRIBED_EVENTS) {
      expect(decodeGitHubDelivery({ event, headers: {}, rawBody: new TextEncoder().encode(text) }).outcome).toBe(
        'malformed',
      );
    }
  });
});
