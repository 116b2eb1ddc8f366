import { defineConnector } from '@syncline/connector-sdk';
import { interpretJiraAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { checkConnection } from './check-connection.ts';
import { jiraChoices } from './choices.ts';
import { createJiraClient } from './client.ts';
import { coversHint } from './covers-hint.ts';
import { describeFields } from './describe-fields.ts';
import { listJiraScopes } from './list-scopes.ts';
import { jiraOAuth } from './oauth.ts';
import { jiraSettings } from './settings.ts';
import { attachments } from './streams/attachments.ts';
import { comments } from './streams/comments.ts';
import { components } from './streams/components.ts';
import { issues } from './streams/issues.ts';
import { iterations } from './streams/iterations.ts';
import { projects } from './streams/projects.ts';
import { users } from './streams/users.ts';
import { versions } from './streams/versions.ts';
import { decodeJiraDelivery } from './webhooks/decode-delivery.ts';
import { registerWebhooks, renewWebhooks, standingWebhooks, unregisterWebhook } from './webhooks/subscriptions.ts';
import { refuseJiraHeaders, verifyJiraDelivery } from './webhooks/verify-delivery.ts';

/** Jira Cloud. `baseUrl` is the site, or `https://api.atlassian.com/ex/jira/{cloudId}` for an OAuth app. */
export const jira = defineConnector({
  id: 'jira',
  title: 'Jira Cloud',
  category: 'tracker',
  introduction: {
    line: 'Issues, versions, components, sprints and comments of a Jira Cloud site',
    baseUrl: null,
    address: 'the site, https://acme.atlassian.net, or https://api.atlassian.com/ex/jira/CLOUD-ID for an OAuth app',
  },
  cannot,
  settings: jiraSettings,
  secrets: [
    { name: 'token', title: 'API token, or OAuth access token for a trial', required: false },
    { name: 'clientId', title: 'Client id of an OAuth app', required: false },
    { name: 'clientSecret', title: 'Secret of an OAuth app', required: false },
    { name: 'webhookSecret', title: "Webhook secret (of an OAuth app: its client's secret)", required: false },
  ],
  oauth: jiraOAuth,
  capabilities: { read: true, write: true, webhooks: true, redelivery: false },
  // API tokens have bursts alone (100 reads, 50 edits a second for a place); the hourly points of OAuth apps come in
  // the answers: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
  quota: { capacity: 65_000, windowMs: 3_600_000, liveReserve: 0.1, burst: { capacity: 500, windowMs: 10_000 } },
  createClient: createJiraClient,
  interpretAnswer: interpretJiraAnswer,
  check: checkConnection,
  listScopes: listJiraScopes,
  scopeStreams: { project: 'projects' },
  choices: jiraChoices,
  describeFields,
  // In the order in which records are referred to: a project before its issues.
  streams: [projects, users, components, versions, iterations, issues, comments, attachments],
  webhooks: {
    maxBodyBytes: 25 * 1024 * 1024,
    refuseHeaders: refuseJiraHeaders,
    verify: verifyJiraDelivery,
    decode: decodeJiraDelivery,
    covers: coversHint,
    register: registerWebhooks,
    unregister: unregisterWebhook,
    standing: standingWebhooks,
    renew: renewWebhooks,
  },
});
