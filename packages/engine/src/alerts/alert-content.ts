import { createHmac } from 'node:crypto';

/** What a message says, as it was when it happened. */
export interface AlertContent {
  readonly id: number;
  readonly rule: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly state: 'firing' | 'resolved';
  readonly summary: string;
  readonly connection: string | null;
  readonly fired_at: string | null;
  readonly resolved_at: string | null;
  readonly runbook: string | null;
}

/** The body of a webhook. */
export function webhookBody(content: AlertContent): string {
  const isFiring = content.state === 'firing';
  const timestamp = (isFiring ? content.fired_at : content.resolved_at) ?? content.fired_at;
  return JSON.stringify({ type: isFiring ? 'alert.fired' : 'alert.resolved', timestamp, data: content });
}

/**
 * Headers as Standard Webhooks names them (standardwebhooks.com): the id stays the same however often a message is
 * sent, and the signature is over id, time and body. A secret that begins with `whsec_` is base64 behind it.
 */
export function standardWebhookHeaders(
  id: string,
  at: Date,
  body: string,
  secret: string | null,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (secret === null) return headers;
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}

const marks = { info: ':information_source:', warning: ':warning:', critical: ':rotating_light:' } as const;

/** What Slack's incoming webhooks take, and those that are like them. */
export function slackBody(content: AlertContent): string {
  const isFiring = content.state === 'firing';
  const mark = isFiring ? marks[content.severity] : ':white_check_mark:';
  const link = isFiring && content.runbook !== null ? `\nWhat to do: ${inSlack(content.runbook)}` : '';
  const text = `${mark} *${isFiring ? content.severity.toUpperCase() : 'Resolved'}* ${inSlack(content.summary)}${link}`;
  return JSON.stringify({ text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] });
}

/** Slack takes these three for markup: the name of a field or a vendor's message must not mention a channel. */
function inSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
