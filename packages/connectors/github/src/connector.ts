import { defineConnector, sourceRevision } from '@syncline/connector-sdk';
import { interpretGitHubAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { checkConnection } from './check-connection.ts';
import { gitHubChoices } from './choices.ts';
import { createGitHubClient } from './client.ts';
import { coversHint } from './covers-hint.ts';
import { describeFields } from './describe-fields.ts';
import { listGitHubScopes } from './list-scopes.ts';
import { gitHubSettings } from './settings.ts';
import { comments } from './streams/comments.ts';
import { issueLinks } from './streams/issue-links.ts';
import { issues } from './streams/issues.ts';
import { labels } from './streams/labels.ts';
import { milestones } from './streams/milestones.ts';
import { organizations } from './streams/organizations.ts';
import { projectItems } from './streams/project-items.ts';
import { projects } from './streams/projects.ts';
import { pullRequests } from './streams/pull-requests.ts';
import { repositories } from './streams/repositories.ts';
import { users } from './streams/users.ts';
import { decodeGitHubDelivery } from './webhooks/decode-delivery.ts';
import { redeliverFailedDeliveries } from './webhooks/redeliver-failed.ts';
import { pingWebhook, registerWebhooks, standingWebhooks, unregisterWebhook } from './webhooks/subscriptions.ts';
import { refuseGitHubHeaders, verifyGitHubDelivery } from './webhooks/verify-delivery.ts';

/** GitHub, github.com and Enterprise Server: `baseUrl` is the root of its REST API. */
export const gitHub = defineConnector({
  id: 'github',
  title: 'GitHub',
  category: 'tracker',
  introduction: {
    line: 'Issues, pull requests, milestones, labels, comments and Projects of an organisation or a user',
    baseUrl: 'https://api.github.com',
    address: 'the root of the REST API; of an Enterprise Server https://HOST/api/v3',
  },
  cannot,
  settings: gitHubSettings,
  secrets: [
    { name: 'token', title: 'Token (fine-grained or classic)', required: true },
    { name: 'webhookSecret', title: 'Webhook secret', required: false },
  ],
  capabilities: { read: true, write: true, webhooks: true, redelivery: true },
  // 5,000 calls an hour and 900 points a minute, of which a read costs one:
  // https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
  quota: { capacity: 5_000, windowMs: 3_600_000, liveReserve: 0.1, burst: { capacity: 900, windowMs: 60_000 } },
  createClient: createGitHubClient,
  interpretAnswer: interpretGitHubAnswer,
  check: checkConnection,
  listScopes: listGitHubScopes,
  scopeName: (key) => /^\d+:(.+)$/.exec(key)?.[1] ?? key,
  choices: gitHubChoices,
  describeFields,
  // In the order in which records are referred to: a repository before its issues.
  streams: [
    organizations,
    repositories,
    users,
    labels,
    milestones,
    issues,
    pullRequests,
    comments,
    projects,
    projectItems,
    issueLinks,
  ],
  revision: sourceRevision([new URL('.', import.meta.url).href]),
  webhooks: {
    maxBodyBytes: 25 * 1024 * 1024,
    refuseHeaders: refuseGitHubHeaders,
    verify: verifyGitHubDelivery,
    decode: decodeGitHubDelivery,
    covers: coversHint,
    register: registerWebhooks,
    unregister: unregisterWebhook,
    standing: standingWebhooks,
    ping: pingWebhook,
    redeliverFailed: redeliverFailedDeliveries,
  },
});
