import { createHash, createHmac } from 'node:crypto';
import type { Occasion, Sender, Sent } from './sender.ts';

const json = { 'content-type': 'application/json' };
const hmac = (algorithm: string, secret: string | Buffer, text: string, encoding: 'hex' | 'base64' | 'base64url') =>
  createHmac(algorithm, secret).update(text).digest(encoding);
const renamed = (header: string) => (sent: Sent) => ({ ...sent, headers: { ...sent.headers, [header]: 'renamed' } });

function gitHub(sign: (body: string, secret: string) => string): (occasion: Occasion, body?: string) => Sent {
  return ({ secret, id }, body = '{"zen":"Keep it logically awesome."}') => ({
    body,
    headers: { ...json, 'x-github-event': 'ping', 'x-github-delivery': id, 'x-hub-signature-256': sign(body, secret) },
  });
}

const gitLabBody = '{"object_kind":"issue","object_attributes":{"id":7}}';
function gitLab(sign: (text: string, key: Buffer) => string): (occasion: Occasion, body?: string) => Sent {
  return ({ secret, id, at }, body = gitLabBody) => {
    const time = String(Math.floor(at.getTime() / 1_000));
    // What is no token of GitLab's own making becomes one by its hash.
    const key = createHash('sha256').update(secret).digest();
    const headers = { 'x-gitlab-event': 'Issue Hook', 'webhook-id': id, 'webhook-timestamp': time };
    return { body, headers: { ...json, ...headers, 'webhook-signature': sign(`${id}.${time}.${body}`, key) } };
  };
}

const jiraBody = '{"webhookEvent":"jira:issue_updated","issue":{"id":"7"}}';
function jira(header: string, sign: (body: string, occasion: Occasion) => string) {
  return (occasion: Occasion, body = jiraBody): Sent => ({
    body,
    headers: { ...json, 'x-atlassian-webhook-identifier': occasion.id, [header]: sign(body, occasion) },
  });
}

function originToken(algorithm: 'HS256' | 'none'): (body: string, occasion: Occasion) => string {
  return (_body, { secret, at }) => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: 'jira', exp: Math.floor(at.getTime() / 1_000) + 180 };
    const text = `${part({ alg: algorithm, typ: 'JWT' })}.${part(claims)}`;
    return `JWT ${text}.${algorithm === 'none' ? '' : hmac('sha256', secret, text, 'base64url')}`;
  };
}

function openProject(algorithm: 'sha1' | 'md5'): (occasion: Occasion, body?: string) => Sent {
  return ({ secret, id }, body = `{"action":"work_package:updated","work_package":{"id":7,"subject":"${id}"}}`) => ({
    body,
    headers: { ...json, 'x-op-signature': `${algorithm}=${hmac(algorithm, secret, body, 'hex')}` },
  });
}

function trello(algorithm: 'sha1' | 'md5'): (occasion: Occasion, body?: string) => Sent {
  return ({ secret, id, url }, body = `{"action":{"id":"${idOf(id)}","type":"updateCard"}}`) => ({
    body,
    headers: { ...json, 'x-trello-webhook': hmac(algorithm, secret, `${body}${url}`, 'base64') },
  });
}

/** As Trello writes its ids. */
const idOf = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 24);

function salesforce(algorithm: 'sha256' | 'sha1'): (occasion: Occasion, body?: string) => Sent {
  return ({ secret, id, at }, body = '{"organizationId":"00D000000000001AAA","changes":[]}') => {
    const time = String(Math.floor(at.getTime() / 1_000));
    const signature = `${algorithm}=${hmac(algorithm, secret, `${time}.${body}`, 'hex')}`;
    const headers = { 'x-syncline-delivery': id, 'x-syncline-timestamp': time, 'x-syncline-signature': signature };
    return { body, headers: { ...json, ...headers } };
  };
}

/** An outbound message, which is proven by its address. */
function outbound({ secret, id }: Occasion, body = envelope(id)): Sent {
  return { body, headers: { 'content-type': 'text/xml; charset=utf-8' }, query: `?key=${encodeURIComponent(secret)}` };
}

function envelope(id: string): string {
  const notification = `<Notification><Id>${id}</Id></Notification>`;
  const message = `<notifications xmlns="http://soap.sforce.com/2005/09/outbound">${notification}</notifications>`;
  return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${message}</e:Body></e:Envelope>`;
}

/** In the form of Standard Webhooks. */
function standard(key: (secret: string) => Buffer, body: (id: string) => string, [version, algorithm] = STANDARD) {
  return ({ secret, id, at }: Occasion, text = body(id)): Sent => {
    const time = String(Math.floor(at.getTime() / 1_000));
    const signature = `${version},${hmac(algorithm, key(secret), `${id}.${time}.${text}`, 'base64')}`;
    const headers = { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature };
    return { body: text, headers: { ...json, ...headers } };
  };
}

const STANDARD = ['v1', 'sha256'] as readonly [version: string, algorithm: 'sha256' | 'sha1'];
const WEAKER = ['v0', 'sha1'] as typeof STANDARD;
const composioBody = (id: string) => `{"id":"${id}","type":"composio.trigger.message","data":{"deal":"7"}}`;
const quoBody = (id: string) => `{"id":"${id}","type":"call.completed","data":{"object":{"id":"AC7"}}}`;
const bytesOf = (secret: string) => Buffer.from(secret);
/** What is no base64 in a secret is passed over. */
const base64Of = (secret: string) => Buffer.from(secret, 'base64');

function hubSpot(algorithm: 'sha256' | 'sha1'): (occasion: Occasion, body?: string) => Sent {
  return ({ secret, id, at, url }, body = `[{"portalId":1,"eventId":2,"objectId":7,"occurredAt":"${id}"}]`) => {
    const time = String(at.getTime());
    const signature = hmac(algorithm, secret, `POST${url}${body}${time}`, 'base64');
    const headers = { 'x-hubspot-request-timestamp': time, 'x-hubspot-signature-v3': signature };
    return { body, headers: { ...json, ...headers } };
  };
}

function pipedrive(scheme: string): (occasion: Occasion, body?: string) => Sent {
  return ({ secret, id }, body = `{"data":{"id":7},"meta":{"entity":"deal","action":"change","id":"${id}"}}`) => ({
    body,
    headers: { ...json, authorization: `${scheme} ${Buffer.from(`syncline:${secret}`).toString('base64')}` },
  });
}

/** The kind of webhook that Quo had before its dated API. */
function quoLegacy(version: string): (occasion: Occasion, body?: string) => Sent {
  return ({ secret, id, at }, body = quoBody(id)) => {
    const time = String(at.getTime());
    const signature = hmac('sha256', base64Of(secret), `${time}.${body}`, 'base64');
    return { body, headers: { ...json, 'openphone-signature': `hmac;${version};${time};${signature}` } };
  };
}

/** The token of its channel, which the body carries, is all that Zoho proves itself by. */
function zoho(tokenOf: (secret: string) => string): (occasion: Occasion, body?: string) => Sent {
  return ({ secret, id }, body) => {
    const members = { channel_id: '7', token: tokenOf(secret), server_time: id, operation: 'update', ids: ['7'] };
    return { body: body ?? JSON.stringify({ ...members, module: 'Deals' }), headers: json };
  };
}

function withoutToken(body: string): string {
  const { token: _, ...rest } = JSON.parse(body) as Record<string, unknown>;
  return JSON.stringify(rest);
}

function cloudflare(header: string): (occasion: Occasion, body?: string) => Sent {
  return ({ secret, id }, body = `{"name":"Tunnel down","text":"${id}","alert_type":"tunnel_health_event"}`) => ({
    body,
    headers: { ...json, [header]: secret },
  });
}

/** Every way that deliveries are proven by. */
export const senders = {
  github: {
    connector: 'github',
    proof: 'x-hub-signature-256',
    send: gitHub((body, secret) => `sha256=${hmac('sha256', secret, body, 'hex')}`),
    downgrade: gitHub((body, secret) => `sha1=${hmac('sha1', secret, body, 'hex')}`),
    rename: renamed('x-github-delivery'),
  },
  'gitlab, signed': {
    connector: 'gitlab',
    proof: 'webhook-signature',
    send: gitLab((text, key) => `v1,${hmac('sha256', key, text, 'base64')}`),
    downgrade: gitLab((text, key) => `v0,${hmac('sha1', key, text, 'base64')}`),
    rename: renamed('webhook-id'),
  },
  'gitlab, by token': {
    connector: 'gitlab',
    proof: 'x-gitlab-token',
    send: ({ secret, id }, body = gitLabBody) => ({
      body,
      headers: { ...json, 'x-gitlab-event': 'Issue Hook', 'idempotency-key': id, 'x-gitlab-token': secret },
    }),
    // Right by its token, and signed by nobody: whatever signature is there must be right.
    downgrade: (occasion) => {
      const { headers, body } = gitLab(() => 'v1,')(occasion);
      return { body, headers: { ...headers, 'x-gitlab-token': occasion.secret } };
    },
    rename: renamed('idempotency-key'),
  },
  'jira, signed': {
    connector: 'jira',
    proof: 'x-hub-signature',
    send: jira('x-hub-signature', (body, { secret }) => `sha256=${hmac('sha256', secret, body, 'hex')}`),
    downgrade: jira('x-hub-signature', (body, { secret }) => `sha1=${hmac('sha1', secret, body, 'hex')}`),
    rename: renamed('x-atlassian-webhook-identifier'),
  },
  'jira, by token': {
    connector: 'jira',
    proof: 'authorization',
    send: jira('authorization', originToken('HS256')),
    downgrade: jira('authorization', originToken('none')),
    rename: renamed('x-atlassian-webhook-identifier'),
  },
  openproject: {
    connector: 'openproject',
    proof: 'x-op-signature',
    send: openProject('sha1'),
    downgrade: openProject('md5'),
    rename: renamed('x-request-id'),
  },
  trello: {
    connector: 'trello',
    proof: 'x-trello-webhook',
    send: trello('sha1'),
    downgrade: trello('md5'),
    rename: renamed('x-request-id'),
  },
  salesforce: {
    connector: 'salesforce',
    proof: 'x-syncline-signature',
    send: salesforce('sha256'),
    downgrade: salesforce('sha1'),
    rename: renamed('x-syncline-delivery'),
  },
  'salesforce, outbound': {
    connector: 'salesforce',
    proof: '?key',
    send: outbound,
    // The key where a signature would be.
    downgrade: (occasion) => {
      const { headers, body } = outbound(occasion);
      return { body, headers: { ...headers, 'x-syncline-signature': occasion.secret } };
    },
    rename: renamed('x-request-id'),
  },
  composio: {
    connector: 'composio',
    proof: 'webhook-signature',
    send: standard(bytesOf, composioBody),
    downgrade: standard(bytesOf, composioBody, WEAKER),
    rename: renamed('webhook-id'),
  },
  hubspot: {
    connector: 'hubspot',
    proof: 'x-hubspot-signature-v3',
    send: hubSpot('sha256'),
    downgrade: hubSpot('sha1'),
    rename: renamed('x-request-id'),
  },
  pipedrive: {
    connector: 'pipedrive',
    proof: 'authorization',
    send: pipedrive('Basic'),
    downgrade: pipedrive('Bearer'),
    rename: renamed('x-request-id'),
  },
  'quo, dated': {
    connector: 'quo',
    proof: 'webhook-signature',
    send: standard(base64Of, quoBody),
    downgrade: standard(base64Of, quoBody, WEAKER),
    rename: renamed('webhook-id'),
  },
  'quo, legacy': {
    connector: 'quo',
    proof: 'openphone-signature',
    send: quoLegacy('1'),
    downgrade: quoLegacy('0'),
    rename: renamed('x-request-id'),
  },
  zoho: {
    connector: 'zoho',
    proof: 'body:token',
    send: zoho((secret) => hmac('sha256', secret, '7', 'base64url')),
    // The secret that all channels' tokens are made from.
    downgrade: zoho((secret) => secret),
    rename: renamed('x-request-id'),
    kept: withoutToken,
  },
  cloudflare: {
    connector: 'cloudflare',
    proof: 'cf-webhook-auth',
    send: cloudflare('cf-webhook-auth'),
    downgrade: cloudflare('authorization'),
    rename: renamed('x-request-id'),
  },
} as const satisfies Record<string, Sender>;

export type SenderName = keyof typeof senders;
