import { defineConnector, sourceRevision } from '@syncline/connector-sdk';
import { interpretOpenProjectAnswer } from './answer.ts';
import { cannot } from './cannot.ts';
import { checkConnection } from './check-connection.ts';
import { openProjectChoices } from './choices.ts';
import { createOpenProjectClient } from './client.ts';
import { coversHint } from './covers-hint.ts';
import { describeFields } from './describe-fields.ts';
import { listOpenProjectScopes } from './list-scopes.ts';
import { SessionCache } from './session.ts';
import { openProjectSettings } from './settings.ts';
import { attachments } from './streams/attachments.ts';
import { comments } from './streams/comments.ts';
import { projects } from './streams/projects.ts';
import { users } from './streams/users.ts';
import { versions } from './streams/versions.ts';
import { workPackages } from './streams/work-packages.ts';
import { decodeOpenProjectDelivery } from './webhooks/decode-delivery.ts';
import { refuseOpenProjectHeaders, verifyOpenProjectDelivery } from './webhooks/verify-delivery.ts';

const sessions = new SessionCache();

/** OpenProject, hosted by its makers or by the user. `baseUrl` is the instance, with the path it lives under, if any. */
export const openProject = defineConnector({
  id: 'openproject',
  title: 'OpenProject',
  category: 'tracker',
  introduction: {
    line: 'Work packages, versions, projects and comments of an instance',
    baseUrl: null,
    address: 'the instance, such as https://acme.openproject.com',
  },
  cannot,
  settings: openProjectSettings,
  secrets: [
    { name: 'token', title: 'API key, or an OAuth access token', required: false },
    { name: 'clientId', title: 'Client id of an OAuth application (client credentials)', required: false },
    { name: 'clientSecret', title: 'Client secret of the OAuth application', required: false },
    { name: 'webhookSecret', title: 'Signature secret of the webhook', required: false },
  ],
  capabilities: { read: true, write: true, webhooks: true, redelivery: false },
  // An instance counts nothing by itself. This is what a small one bears beside the people who work with it.
  quota: { capacity: 72_000, windowMs: 3_600_000, liveReserve: 0.2, burst: { capacity: 300, windowMs: 10_000 } },
  createClient: (access) => createOpenProjectClient(access, sessions),
  interpretAnswer: interpretOpenProjectAnswer,
  check: checkConnection,
  listScopes: listOpenProjectScopes,
  choices: openProjectChoices,
  describeFields,
  revision: sourceRevision([new URL('.', import.meta.url).href]),
  // In the order in which records are referred to: a project before its work packages.
  streams: [projects, users, versions, workPackages, comments, attachments],
  // An administrator sets a webhook up by hand: the API has no calls for them.
  webhooks: {
    maxBodyBytes: 8 * 1024 * 1024,
    refuseHeaders: refuseOpenProjectHeaders,
    verify: verifyOpenProjectDelivery,
    decode: decodeOpenProjectDelivery,
    covers: coversHint,
  },
});
