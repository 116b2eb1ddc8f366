import { z } from 'zod';
import { isSecretReference } from './literal-secrets.ts';
import { duration } from './operations-schema.ts';

/** What a rule may look at; ages and durations are in seconds, shares from 0 to 1. */
export const alertSignals = {
  sync_lag_p95:
    'p95, in seconds, of how long changes took to be in the graph and at the other side, of the last 5 minutes',
  failure_rate: 'Share of reads and writes that were given up, of the last 15 minutes',
  state_freshness: 'Age in seconds of the oldest change that was announced and is not in the graph',
  checkpoint_age: 'Age in seconds of the time up to which a stream is known to be read',
  open_items: 'Reconciliation items that are open',
  open_conflicts: 'Conflicts that are open',
  failed_writebacks: 'Writes that were given up within the last hour',
  failed_processes: 'Processes that ended as failed within the last hour',
  state_drift: 'Mapped fields that are paused, and records that are known to show something else than the graph',
  webhook_silence: 'For how many seconds polls have found changes that no webhook told of',
  subscription_expiry: 'Seconds until the first webhook subscription lapses',
  quota_remaining_share: 'Share of its calls that a connection has left',
  needs_reauth: '1 while a vendor refuses the credentials of a connection',
  connection_down: '1 while a connection is set up wrongly, or its vendor keeps failing',
} as const;

export type AlertSignal = keyof typeof alertSignals;

/** Signals that hold or do not: a rule need not say when. */
export const plainSignals: readonly AlertSignal[] = ['needs_reauth', 'connection_down'];

const signalNames = Object.keys(alertSignals) as [AlertSignal, ...AlertSignal[]];
export const alertSeverities = ['info', 'warning', 'critical'] as const;

/** What the scheduler evaluates every few seconds; one of the name of a builtin rule stands in its place. */
export const alertRule = z
  .strictObject({
    signal: z.enum(signalNames).describe('What is looked at; ages and lags are in seconds, shares from 0 to 1'),
    above: z.number().optional().describe('Told when it is above this'),
    below: z.number().optional().describe('Told when it is below this'),
    for: duration.optional().describe('For how long, before anybody is told; at once by default'),
    severity: z.enum(alertSeverities).optional().describe('warning by default'),
    connections: z.array(z.string()).min(1).optional().describe('Whose; absent: all'),
    runbook: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('What to do about it'),
    enabled: z.boolean().optional().describe('false: it is not looked at; true by default'),
  })
  .refine(
    ({ signal, above, below }) => plainSignals.includes(signal) || (above === undefined) !== (below === undefined),
    { message: 'give either above or below' },
  );

const address = z
  .string()
  .refine(
    (text) => isSecretReference(text) || /^https?:\/\/[^\s/]/.test(text),
    'write an address, or where it is: env:NAME or file:/path',
  );

/** Who is told of alerts, beside the log. */
export const alertRoute = z
  .strictObject({
    kind: z
      .enum(['webhook', 'slack', 'log'])
      .describe('webhook: a signed POST; slack: what takes the incoming webhooks of Slack; log: a line of the log'),
    url: address.optional().describe('Where to; env:NAME or file:/path where the address itself is a secret'),
    secret: z
      .string()
      .refine(isSecretReference, 'say where the secret is, never the secret itself: env:NAME or file:/path')
      .optional()
      .describe('Of a webhook: what signs its messages, as Standard Webhooks has it'),
    min_severity: z.enum(alertSeverities).optional().describe('Told of nothing less; info by default'),
    rules: z.array(z.string()).min(1).optional().describe('Of which rules it is told; absent: all'),
    connections: z.array(z.string()).min(1).optional().describe('Of whose; absent: all'),
    enabled: z.boolean().optional().describe('false: it is told nothing; true by default'),
  })
  .refine(({ kind, url }) => (kind === 'log') === (url === undefined), { message: 'a webhook and Slack need a url' });

export type AlertRuleSettings = z.output<typeof alertRule>;
export type AlertRouteSettings = z.output<typeof alertRoute>;
