import type { AlertRuleSettings } from '../configuration/alert-schema.ts';

/** A builtin rule: what it looks at, and what it says when it holds. */
export type BuiltinRule = AlertRuleSettings & { readonly title: string };

/** In force unless the configuration has a rule of the same name; each has its page in docs/runbooks. */
export const builtinRules = {
  sync_latency_high: {
    signal: 'sync_lag_p95',
    above: 5,
    severity: 'warning',
    title: 'Changes take longer than 5 s to arrive',
  },
  failure_rate_high: {
    signal: 'failure_rate',
    above: 0.01,
    severity: 'critical',
    title: 'More than 1 % of reads and writes are given up',
  },
  conflicts_unresolved: {
    signal: 'open_conflicts',
    above: 10,
    severity: 'warning',
    title: 'More than 10 conflicts wait for a decision',
  },
  state_drift: {
    signal: 'state_drift',
    above: 0,
    severity: 'warning',
    title: 'What a vendor shows and what the graph holds have drifted apart',
  },
  state_stale: {
    signal: 'state_freshness',
    above: 60,
    severity: 'warning',
    title: 'The graph is more than a minute behind what was announced',
  },
  webhooks_silent: {
    signal: 'webhook_silence',
    above: 600,
    severity: 'warning',
    title: 'Webhooks have gone silent: polls find what they should have told',
  },
  subscription_lapsing: {
    signal: 'subscription_expiry',
    below: 86_400,
    severity: 'warning',
    title: 'A webhook subscription lapses within a day and was not renewed',
  },
  connection_needs_reauth: {
    signal: 'needs_reauth',
    severity: 'critical',
    title: 'A vendor refuses the credentials of a connection',
  },
  connection_down: {
    signal: 'connection_down',
    severity: 'critical',
    title: 'A connection is set up wrongly, or its vendor keeps failing',
  },
  quota_nearly_spent: {
    signal: 'quota_remaining_share',
    below: 0.1,
    severity: 'warning',
    title: 'A connection has less than a tenth of its calls left',
  },
} as const satisfies Record<string, BuiltinRule>;
