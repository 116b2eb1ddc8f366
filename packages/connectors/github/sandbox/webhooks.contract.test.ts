import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubSandbox, type GitHubSandbox } from './github-sandbox.ts';
import { loadGitHubDescription } from './testing/openapi-check.ts';
import { startReceiver } from './testing/start-receiver.ts';
import { signature256 } from './webhooks/hooks.ts';

const description = loadGitHubDescription();
let sandbox: GitHubSandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeEach(async () => {
  receiver = await startReceiver();
  sandbox = await createGitHubSandbox({ issues: 100, repositories: 2, webhookTimeoutMs: 500 });
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

async function names(): Promise<string[]> {
  await sandbox.webhooks.idle();
  return receiver.received.map(({ event, payload }) =>
    payload.action === undefined ? event : `${event}.${payload.action}`,
  );
}

describe('webhooks', () => {
  it("signs as in GitHub's documentation", () => {
    expect(signature256("It's a Secret to Everybody", 'Hello, World!')).toBe(
      'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    );
  });

  it('tells every kind of change, in words GitHub describes, signed', async () => {
    const hook = sandbox.hooks.add({ url: receiver.url, secret: 'geheim' });
    const issue = sandbox.createIssue('api', { title: 'first', labels: ['bug', 'never seen'] });
    sandbox.editIssue('api', issue.number, {
      title: 'second',
      body: 'new',
      labels: ['question'],
      assignees: [sandbox.members()[2] ?? ''],
      milestone: 2,
    });
    sandbox.editIssue('api', issue.number, { state: 'closed', milestone: null, assignees: [] });
    sandbox.editIssue('api', issue.number, { state: 'open' });
    const comment = sandbox.createComment('api', issue.number, 'hello');
    sandbox.editComment('api', comment.id, 'hello again');
    sandbox.deleteComment('api', comment.id);
    const pull = sandbox.createIssue('api', { title: 'a pull request', pullRequest: true });
    sandbox.editIssue('api', pull.number, { title: 'edited pull request', labels: ['bug'] });
    sandbox.editIssue('api', pull.number, { state: 'closed' });
    sandbox.createComment('api', pull.number, 'on a pull request');
    sandbox.createLabel('api', { name: 'fresh' });
    sandbox.editLabel('api', 'fresh', { name: 'fresher', color: '000000', description: 'x' });
    sandbox.deleteLabel('api', 'fresher');
    const milestone = sandbox.createMilestone('api', { title: 'v7' });
    sandbox.editMilestone('api', milestone.number, { title: 'v8', state: 'closed' });
    sandbox.deleteMilestone('api', milestone.number);
    const other = sandbox.createIssue('web', { title: 'other' });
    sandbox.addBlockedBy('api', issue.number, 'web', other.number);
    sandbox.removeBlockedBy('api', issue.number, 'web', other.number);
    sandbox.addSubIssue('api', issue.number, 'web', other.number);
    sandbox.removeSubIssue('api', issue.number, 'web', other.number);
    sandbox.setProjectItemStatus(1, 'api', issue.number, 'Done');
    sandbox.transferIssue('api', issue.number, 'web');
    sandbox.deleteIssue('web', other.number);

    sandbox.renameProject(1, 'Plan');
    sandbox.editRepository('web', { name: 'site', description: 'all new', isArchived: true });

    const told = new Set(await names());
    for (const { event, payload } of receiver.received)
      expect(description.checkWebhook(event, payload).slice(0, 4), `${event} ${payload.action}`).toEqual([]);
    expect(told).toEqual(
      new Set([
        'ping',
        ...[
          'opened',
          'edited',
          'labeled',
          'unlabeled',
          'assigned',
          'unassigned',
          'milestoned',
          'demilestoned',
          'closed',
          'reopened',
          'transferred',
          'deleted',
        ].map((action) => `issues.${action}`),
        ...['created', 'edited', 'deleted'].flatMap((action) => [
          `issue_comment.${action}`,
          `label.${action}`,
          `milestone.${action}`,
        ]),
        'milestone.closed',
        ...['opened', 'edited', 'labeled', 'closed'].map((action) => `pull_request.${action}`),
        ...['added', 'removed'].flatMap((what) => [
          `issue_dependencies.blocked_by_${what}`,
          `issue_dependencies.blocking_${what}`,
          `sub_issues.sub_issue_${what}`,
          `sub_issues.parent_issue_${what}`,
        ]),
        'projects_v2_item.created',
        'projects_v2_item.edited',
        'projects_v2.edited',
        ...['renamed', 'edited', 'archived'].map((action) => `repository.${action}`),
      ]),
    );
    for (const { headers, body } of receiver.received) {
      expect(headers['x-hub-signature-256']).toBe(signature256('geheim', body));
      expect(headers['x-github-hook-id']).toBe(String(hook.id));
      expect(headers['x-github-hook-installation-target-type']).toBe('organization');
      expect(headers['user-agent']).toMatch(/^GitHub-Hookshot\//);
    }
  });

  it('tells a repository hook of its own repository and chosen events only', async () => {
    sandbox.hooks.add({ url: receiver.url, repository: 'web', events: ['issues'] });
    sandbox.createIssue('api', { title: 'elsewhere' });
    sandbox.createIssue('web', { title: 'here' });
    sandbox.createComment('web', 1, 'not asked for');
    sandbox.setProjectItemStatus(1, 'web', 1, 'Todo');
    expect(await names()).toEqual(['ping', 'issues.opened']);
  });

  it('sends a failed delivery again only when asked, under the same GUID', async () => {
    const hook = sandbox.hooks.add({ url: receiver.url, secret: 's' });
    await names();
    receiver.status = 503;
    sandbox.createIssue('api', { title: 'while it was down' });
    await names();
    receiver.status = 202;
    const failures = sandbox.hooks.deliveries(hook, 'failure');
    expect(failures).toMatchObject([{ event: 'issues', isRedelivery: false, result: { status: 503 } }]);
    expect(receiver.received).toHaveLength(2);
    sandbox.hooks.redeliver(hook, failures[0]?.id ?? 0);
    await names();
    const [, failed, again] = receiver.received;
    expect(again?.headers['x-github-delivery']).toBe(failed?.headers['x-github-delivery']);
    expect(again?.body).toBe(failed?.body);
    expect(sandbox.hooks.deliveries(hook)[0]).toMatchObject({
      isRedelivery: true,
      guid: failures[0]?.guid,
      result: { status: 202 },
    });
  });

  it('drops, duplicates, shuffles and holds back on demand', async () => {
    const hook = sandbox.hooks.add({ url: receiver.url });
    await names();
    receiver.received.length = 0;
    sandbox.webhooks.setFaults({ dropRate: 1 });
    sandbox.createIssue('api', { title: 'lost' });
    expect(await names()).toEqual([]);
    expect(sandbox.hooks.deliveries(hook, 'failure')).toHaveLength(1);

    sandbox.webhooks.setFaults({ dropRate: 0, paused: true, duplicates: { min: 2, max: 2 }, shuffleWindow: 100 });
    for (let number = 1; number <= 20; number += 1) sandbox.editIssue('web', number, { title: `title ${number}` });
    await sleep(30);
    expect(receiver.received).toHaveLength(0);
    sandbox.webhooks.setFaults({ paused: false });
    await names();
    const order = receiver.received.map(({ payload }) => Number((payload.issue ?? payload.pull_request).number));
    expect(order).toHaveLength(60);
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(receiver.received.map(({ headers }) => headers['x-github-delivery'])).size).toBe(20);
  });

  it('makes random edits at a rate and tells them all', async () => {
    sandbox.hooks.add({ url: receiver.url });
    const enough = new AbortController();
    const running = sandbox.runEdits({ ratePerSecond: 200, signal: enough.signal });
    while (receiver.received.length < 40) await sleep(5);
    enough.abort();
    const made = await running;
    await names();
    for (const { event, payload } of receiver.received)
      expect(description.checkWebhook(event, payload).slice(0, 4), `${event} ${payload.action}`).toEqual([]);
    expect(receiver.received.length).toBeGreaterThan(made / 2);
  });
});
