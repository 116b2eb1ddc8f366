import { sql } from 'drizzle-orm';
import { index, integer, jsonb, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';
import { connections, syncline, workspaces } from './connections.ts';

/** What somebody may do, each all that those before it may. */
export type Role = 'viewer' | 'operator' | 'approver' | 'admin';

/** Keys of the HTTP API. A key itself is nowhere: `hash` is its SHA-256, which tells nothing of 256 random bits. */
export const apiKeys = syncline.table(
  'api_keys',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    /** What of its role it is cut down to; null: nothing is cut. */
    scopes: text().array(),
    /** The first characters of the key, to tell one from another. */
    prefix: text().notNull(),
    hash: bytea().notNull().unique(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at'),
    /** To the minute. */
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by'),
  },
  (t) => [uniqueIndex('api_keys_name').on(t.workspaceId, t.name).where(sql`revoked_at is null`)],
);

/** Browsers that have shown a key. A session may do what its key may, and ends with it. */
export const consoleSessions = syncline.table(
  'console_sessions',
  {
    hash: bytea().primaryKey(),
    keyId: integer('key_id')
      .notNull()
      .references(() => apiKeys.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('console_sessions_expiry').on(t.expiresAt)],
);

/** The vault: secrets that were entered, sealed. Only `envelope` holds anything of them. */
export const credentials = syncline.table(
  'credentials',
  {
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** The key-encryption key that wraps its data key; the envelope says the same. */
    keyId: text('key_id').notNull(),
    envelope: bytea().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** When the secret was last entered anew; wrapping it with another key does not count. */
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.name] }), index('credentials_key').on(t.keyId)],
);

export type OAuthGrantType = 'authorization_code' | 'client_credentials';

/** How a connection gets its access tokens; the tokens themselves are in the vault. */
export const oauthGrants = syncline.table('oauth_grants', {
  connectionId: integer('connection_id')
    .primaryKey()
    .references(() => connections.id, { onDelete: 'cascade' }),
  workspaceId: integer('workspace_id').notNull(),
  grantType: text('grant_type').$type<OAuthGrantType>().notNull(),
  scope: text(),
  /** When the access token in the vault lapses; null: the vendor did not say. */
  expiresAt: instant('expires_at'),
  /** Goes up with each token, so that whoever waited for a refresh sees that it was done. */
  version: integer().notNull().default(0),
  /** One worker at a time asks for a new token; after this time it is taken to be dead. */
  leaseUntil: instant('lease_until'),
  leaseHolder: text('lease_holder'),
  /** Set before the vendor is asked, and cleared with the answer: what stands here after a crash may have spent the refresh token. */
  askedAt: instant('asked_at'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

/** Authorisations under way at a vendor's page: each is answered once, within minutes. */
export const oauthFlows = syncline.table(
  'oauth_flows',
  {
    /** SHA-256 of the state that the vendor brings back. */
    stateHash: bytea('state_hash').primaryKey(),
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    redirectUri: text('redirect_uri').notNull(),
    /** PKCE's code verifier, sealed like a credential. */
    verifier: bytea().notNull(),
    startedBy: text('started_by').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('oauth_flows_expiry').on(t.expiresAt)],
);

/** Requests that named themselves (Idempotency-Key), with their answers, so that none is done twice. */
export const idempotencyKeys = syncline.table(
  'idempotency_keys',
  {
    workspaceId: integer('workspace_id').notNull(),
    caller: text().notNull(),
    key: text().notNull(),
    salt: bytea().notNull(),
    /** SHA-256 of the salt, the address and the body. */
    fingerprint: bytea().notNull(),
    /** Null while it is worked on. */
    status: integer(),
    headers: jsonb().$type<Record<string, string>>(),
    /** Null of an answer that held a secret. */
    body: text(),
    startedAt: instant('started_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.caller, t.key] }), index('idempotency_keys_started').on(t.startedAt)],
);
