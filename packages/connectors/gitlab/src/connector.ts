import { defineConnector, sourceRevision } from '@syncline/connector-sdk';
import { interpretGitLabAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { checkConnection } from './check-connection.ts';
import { gitLabChoices } from './choices.ts';
import { createGitLabClient } from './client.ts';
import { coversHint } from './covers-hint.ts';
import { listGitLabScopes } from './list-scopes.ts';
import { gitLabSettings } from './settings.ts';
import { attachments } from './streams/attachments.ts';
import { comments } from './streams/comments.ts';
import { epics } from './streams/epics.ts';
import { issues } from './streams/issues.ts';
import { labels } from './streams/labels.ts';
import { milestones } from './streams/milestones.ts';
import { projects } from './streams/projects.ts';
import { users } from './streams/users.ts';
import { workItems } from './streams/work-items.ts';
import { decodeGitLabDelivery } from './webhooks/decode-delivery.ts';
import { registerWebhooks, standingWebhooks, unregisterWebhook } from './webhooks/subscriptions.ts';
import { refuseGitLabHeaders, verifyGitLabDelivery } from './webhooks/verify-delivery.ts';

/** GitLab, gitlab.com and self-managed: `baseUrl` is the address of its pages. */
export const gitLab = defineConnector({
  id: 'gitlab',
  title: 'GitLab',
  category: 'tracker',
  introduction: {
    line: 'Issues, merge requests, milestones, labels, comments and files of a group or of single projects',
    baseUrl: 'https://gitlab.com',
    address: 'the instance, without /api/v4',
  },
  cannot,
  settings: gitLabSettings,
  secrets: [
    { name: 'token', title: 'Access token (personal, project, group or OAuth)', required: true },
    { name: 'webhookSecret', title: 'Webhook secret, or signing token (whsec_…)', required: false },
  ],
  capabilities: { read: true, write: true, webhooks: true, redelivery: false },
  // Of gitlab.com: https://docs.gitlab.com/user/gitlab_com/#rate-limits-on-gitlabcom. Others say theirs in headers.
  quota: { capacity: 2_000, windowMs: 60_000, liveReserve: 0.1 },
  createClient: createGitLabClient,
  interpretAnswer: interpretGitLabAnswer,
  check: checkConnection,
  listScopes: listGitLabScopes,
  choices: gitLabChoices,
  scopeName: (key) => /^(?:groups|projects)\/\d+:(.+)$/s.exec(key)?.[1] ?? key,
  // In the order in which records are referred to: a project before its issues.
  streams: [projects, users, labels, milestones, epics, issues, workItems, comments, attachments],
  revision: sourceRevision([new URL('.', import.meta.url).href]),
  webhooks: {
    maxBodyBytes: 25 * 1024 * 1024,
    refuseHeaders: refuseGitLabHeaders,
    verify: verifyGitLabDelivery,
    decode: decodeGitLabDelivery,
    covers: coversHint,
    register: registerWebhooks,
    unregister: unregisterWebhook,
    standing: standingWebhooks,
  },
});
