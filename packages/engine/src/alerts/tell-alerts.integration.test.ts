import { createHmac } from 'node:crypto';
import { listAlerts, showAlert } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AlertReceiver, configureAlerts, lookUntil, startAlertReceiver } from '../testing/alert-receiver.ts';

let engine: TestEngine;
let receiver: AlertReceiver;

const spend = (share: number) =>
  engine.ctx.store.query(`update quotas set remaining = capacity * $1::float8, reset_at = now() + interval '1 hour'`, [
    share,
  ]);
const newest = async () => {
  const { items } = await listAlerts(engine.ctx.store, 1, {}, { limit: 1 });
  return (await showAlert(engine.ctx.store, 1, items[0]!.id))!;
};
/** Messages that were put off are due. */
const hurry = () => engine.ctx.store.query(`update alert_messages set next_attempt_at = now() where state = 'queued'`);

beforeAll(async () => {
  receiver = await startAlertReceiver();
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
});
afterAll(async () => {
  await engine?.stop();
  await receiver?.close();
});

describe('messages', () => {
  it('reach a webhook signed as Standard Webhooks has it, and Slack as its incoming webhooks take them', async () => {
    await configureAlerts(engine.ctx, {
      routes: {
        hook: { kind: 'webhook', url: `${receiver.url}/hook`, secret: 'env:TEST_WEBHOOK_SECRET' },
        slack: { kind: 'slack', url: `${receiver.url}/slack` },
        others: { kind: 'webhook', url: `${receiver.url}/others`, rules: ['state_drift'] },
        urgent: { kind: 'webhook', url: `${receiver.url}/urgent`, min_severity: 'critical' },
      },
    });
    await spend(0.05);
    await lookUntil(engine.ctx, () => expect(receiver.received).toHaveLength(2));
    const hook = receiver.received.find(({ path }) => path === '/hook')!;
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = hook.headers;
    const digest = createHmac('sha256', engine.webhookSecret).update(`${id}.${at}.${hook.text}`).digest('base64');
    expect(signature).toBe(`v1,${digest}`);
    expect(JSON.parse(hook.text)).toMatchObject({
      type: 'alert.fired',
      data: {
        rule: 'quota_nearly_spent',
        severity: 'warning',
        connection: 'github',
        runbook: 'docs/runbooks/quota-nearly-spent.md',
      },
    });
    const slack = JSON.parse(receiver.received.find(({ path }) => path === '/slack')!.text);
    expect(slack.text).toContain('github: A connection has less than a tenth of its calls left');
    expect(slack.text).toContain('docs/runbooks/quota-nearly-spent.md');
    await spend(1);
    await lookUntil(engine.ctx, () =>
      expect(receiver.told('/hook')).toEqual(['quota_nearly_spent fired', 'quota_nearly_spent resolved']),
    );
    const { rows } = await engine.ctx.store.query<{ type: string }>(
      `select type from events where type like 'alert.%' order by id`,
    );
    expect(rows.map(({ type }) => type)).toEqual(['alert.fired', 'alert.resolved']);
  });

  it('wait for a destination that is down, hold up no other, and come in order under one id', async () => {
    const dead = await startAlertReceiver();
    dead.answer(503);
    await configureAlerts(engine.ctx, {
      routes: {
        hook: { kind: 'webhook', url: `${dead.url}/hook`, secret: 'env:TEST_WEBHOOK_SECRET' },
        slack: { kind: 'webhook', url: `${receiver.url}/alive` },
      },
    });
    await spend(0.05);
    await lookUntil(engine.ctx, () => expect(receiver.told('/alive')).toEqual(['quota_nearly_spent fired']));
    await spend(1);
    await lookUntil(engine.ctx, async () => {
      expect(receiver.told('/alive')).toEqual(['quota_nearly_spent fired', 'quota_nearly_spent resolved']);
      expect((await newest()).messages).toContainEqual(
        expect.objectContaining({
          route: 'hook',
          kind: 'fired',
          state: 'queued',
          error: 'The destination answered 503.',
        }),
      );
    });
    expect(dead.received).toEqual([]);
    dead.answer(204);
    await lookUntil(engine.ctx, async () => {
      await hurry();
      expect(dead.told('/hook')).toEqual(['quota_nearly_spent fired', 'quota_nearly_spent resolved']);
    });
    expect((await newest()).messages.every(({ state }) => state === 'done')).toBe(true);
    await dead.close();
  });

  it('go to no address that the configuration does not allow', async () => {
    await configureAlerts(engine.ctx, {
      routes: {
        hook: { kind: 'webhook', url: 'http://169.254.169.254/latest/meta-data' },
        slack: { kind: 'webhook', url: `${receiver.url}/after` },
      },
    });
    await spend(0.05);
    await lookUntil(engine.ctx, async () => {
      const message = (await newest()).messages.find(({ route }) => route === 'hook');
      expect(message).toMatchObject({ state: 'queued', error: expect.stringContaining('169.254.169.254') });
    });
    await spend(1);
    await lookUntil(engine.ctx, () => expect(receiver.told('/after')).toHaveLength(2));
  });
});
