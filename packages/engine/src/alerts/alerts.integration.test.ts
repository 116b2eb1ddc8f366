import { setSubscriptions, showConnection } from '@syncline/store';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkConnection } from '../connections/check-connection.ts';
import { startIncremental } from '../processes/start-process.ts';
import { type AlertReceiver, configureAlerts, lookUntil, startAlertReceiver } from '../testing/alert-receiver.ts';
import { recordWebhooks } from '../testing/deliveries.ts';
import { type IssuesEngine, REPOSITORY, startIssuesEngine } from '../testing/issues-engine.ts';
import { evaluateAlerts } from './evaluate-alerts.ts';

const SINGLE = '/issues/\\d+$';

describe('an alert', () => {
  let engine: IssuesEngine;
  let receiver: AlertReceiver;

  const connection = () => engine.connectionId;
  const told = (rule: string) => receiver.told(`/${rule}`);
  /** Looked at a few more times, nothing else is told. */
  const once = async (rule: string): Promise<void> => {
    for (let look = 0; look < 3; look++) await evaluateAlerts(engine.ctx);
    await lookUntil(engine.ctx, () => expect(told(rule)).toEqual([`${rule} fired`]));
  };
  const fires = async (rule: string): Promise<void> => {
    await lookUntil(engine.ctx, () => expect(told(rule)).toEqual([`${rule} fired`]));
    await once(rule);
  };
  const ends = (rule: string) =>
    lookUntil(engine.ctx, () => expect(told(rule)).toEqual([`${rule} fired`, `${rule} resolved`]));
  /** Makes everything that has happened so far as old as that. */
  const age = async (text: string): Promise<void> => {
    await engine.ctx.store.query(
      `update hints set created_at = created_at - $1::interval, touched_at = touched_at - $1::interval`,
      [text],
    );
    // Counted anew, from the rows.
    await engine.ctx.store.query(`delete from service_minutes`);
  };

  beforeAll(async () => {
    receiver = await startAlertReceiver();
    engine = await startIssuesEngine(40);
    await engine.backfill();
  });
  afterEach(async () => {
    engine.sandbox.faults.clear();
    await engine.ctx.store.query(`update quotas set open_until = now() where open_until is not null`);
    await checkConnection(engine.ctx, connection());
    await engine.ctx.store.query(`update hints set next_attempt_at = null`);
    await engine.steps.settle();
    await age('1 hour');
    expect(await open()).toEqual([]);
  });
  afterAll(async () => {
    await engine?.stop();
    await receiver?.close();
  });

  const silence = async () => (await showConnection(engine.ctx.store, 1, 60_000, connection()))?.webhookSilence;
  const open = async (): Promise<string[]> => {
    await evaluateAlerts(engine.ctx);
    const { rows } = await engine.ctx.store.query<{ rule: string }>(
      `select rule from alerts where state <> 'resolved' order by rule`,
    );
    return rows.map(({ rule }) => rule);
  };
  /** Tells the receiver of these rules alone, so that a cause of several alerts is seen one by one. */
  const listenTo = (rule: string, settings?: object) =>
    configureAlerts(engine.ctx, {
      routes: { [rule]: { kind: 'webhook', url: `${receiver.url}/${rule}`, rules: [rule] } },
      ...(settings === undefined ? {} : { rules: { [rule]: settings } }),
    });

  it('of latency fires while changes take longer than 5 s, and ends when they are fast again', async () => {
    await listenTo('sync_latency_high');
    await engine.hint(1);
    await age('20 seconds');
    await fires('sync_latency_high');
    await engine.steps.settle();
    for (let number = 2; number <= 31; number++) await engine.hint(number);
    await engine.steps.settle();
    await ends('sync_latency_high');
  });

  it('of a stale state fires while what was announced has waited for a minute, and ends when it is read', async () => {
    await listenTo('state_stale');
    await engine.hint(1);
    await age('90 seconds');
    await fires('state_stale');
    await engine.steps.settle();
    await ends('state_stale');
  });

  it('of failures fires when more than 1 % are given up, and ends when enough went well since', async () => {
    await listenTo('failure_rate_high');
    engine.sandbox.faults.add({ kind: 'status', status: 422, path: SINGLE, count: 1 });
    for (let number = 1; number <= 20; number++) await engine.hint(number);
    await engine.steps.settle();
    await fires('failure_rate_high');
    await age('20 minutes');
    await ends('failure_rate_high');
  });

  it('of silent webhooks fires when polls find what they should have told, and ends with the next one', async () => {
    await listenTo('webhooks_silent', { signal: 'webhook_silence', above: 0 });
    await setSubscriptions(engine.ctx.store, connection(), [{ id: '1', scope: REPOSITORY }]);
    await engine.hint(1);
    await engine.steps.settle();
    engine.sandbox.editIssue(REPOSITORY, 3, { title: 'Nobody was told' });
    await startIncremental(engine.ctx, { connectionId: connection() });
    await engine.steps.settle();
    await fires('webhooks_silent');
    expect(await silence()).toMatchObject({ missed: 1, streams: ['issues'], since: expect.any(Date) });
    const webhooks = recordWebhooks(engine);
    engine.sandbox.editIssue(REPOSITORY, 4, { title: 'Somebody was told' });
    await webhooks.store();
    await engine.steps.settle();
    await ends('webhooks_silent');
    expect(await silence()).toBeNull();
    await setSubscriptions(engine.ctx.store, connection(), []);
  });

  it('of a subscription fires when it lapses within a day, and ends when it was renewed', async () => {
    await listenTo('subscription_lapsing');
    const lapsing = (hours: number) => {
      const expiresAt = new Date(Date.now() + hours * 3_600_000).toISOString();
      const subscription = { id: '1', scope: REPOSITORY, expiresAt };
      return setSubscriptions(engine.ctx.store, connection(), [subscription]);
    };
    await lapsing(3);
    await fires('subscription_lapsing');
    await lapsing(24 * 30);
    await ends('subscription_lapsing');
    await setSubscriptions(engine.ctx.store, connection(), []);
  });

  it('of credentials fires when the vendor refuses them, and ends when it takes them again', async () => {
    await listenTo('connection_needs_reauth');
    engine.sandbox.faults.add({ kind: 'status', status: 401, path: '.*', count: 1 });
    await engine.hint(1);
    await engine.steps.drainMailboxes();
    await fires('connection_needs_reauth');
    await checkConnection(engine.ctx, connection());
    await ends('connection_needs_reauth');
  });

  it('of a connection that is down fires when its vendor keeps failing, and ends when it serves again', async () => {
    await listenTo('connection_down');
    engine.sandbox.faults.add({ kind: 'status', status: 503, path: SINGLE, count: 60 });
    for (let number = 1; number <= 10; number++) await engine.hint(number);
    await engine.steps.drainMailboxes();
    await fires('connection_down');
    engine.sandbox.faults.clear();
    await engine.ctx.store.query(`update quotas set open_until = now()`);
    await checkConnection(engine.ctx, connection());
    await ends('connection_down');
  });

  it('of quota fires when less than a tenth is left, and ends with the next window', async () => {
    await listenTo('quota_nearly_spent');
    await engine.ctx.store.query(`update quotas set remaining = capacity / 20, reset_at = now() + interval '1 hour'`);
    await fires('quota_nearly_spent');
    await engine.ctx.store.query(`update quotas set reset_at = now()`);
    await ends('quota_nearly_spent');
  });
});
