import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { OAuthServer, type OAuthServerOptions } from '@syncline/sandbox';
import { type ConnectionRow, ensureConnection, findConnection } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { ensureConnectionQuota, openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { finishAuthorisation, startAuthorisation } from '../oauth/authorise-connection.ts';
import { enterCredential } from '../vault/credentials.ts';

const redirectUri = 'http://127.0.0.1:8090/oauth/callback';

/** A simulated Jira that takes the tokens of simulated authorisation servers, each with a connection of its own. */
export interface AuthorisedJira {
  readonly engine: TestEngine;
  readonly sandbox: JiraSandbox;
  /** A new authorisation server, and a connection whose application it knows, not authorised yet. */
  connect(options?: Partial<OAuthServerOptions>): Promise<{ server: OAuthServer; connectionId: number }>;
  /** As a person's browser: to the vendor's page, and back with what it says. */
  authorise(connectionId: number): Promise<URLSearchParams>;
  /** One call of the vendor, as a worker makes it. */
  call(connectionId: number, ctx?: EngineContext): Promise<string>;
  stop(): Promise<void>;
}

export async function startAuthorisedJira(): Promise<AuthorisedJira> {
  const servers: OAuthServer[] = [];
  const engine = await startTestEngine({
    workers: false,
    sandbox: { issues: 1, repositories: 1 },
    config: { vendorTimeoutMs: 1_000 },
  });
  const sandbox = await createJiraSandbox({
    issues: 1,
    projects: 1,
    acceptsToken: (token) => servers.some((server) => server.accepts(token)),
  });
  const { ctx } = engine;
  const rowOf = async (id: number): Promise<ConnectionRow> => (await findConnection(ctx.store, id))!;
  const begin = async (connectionId: number): Promise<URLSearchParams> => {
    const { authorizationUrl } = await startAuthorisation(ctx, await rowOf(connectionId), {
      redirectUri,
      actor: 'anna',
    });
    const back = await fetch(authorizationUrl, { redirect: 'manual' });
    return new URL(back.headers.get('location') ?? '').searchParams;
  };
  return {
    engine,
    sandbox,
    connect: async (options = {}) => {
      const server = await OAuthServer.listen({ redirectUris: [redirectUri], ...options });
      servers.push(server);
      const connectionId = await ensureConnection(ctx.store, {
        workspaceId: 1,
        name: `jira ${servers.length}`,
        connector: 'jira',
        baseUrl: sandbox.url,
        settings: { authorizationServer: server.url },
        secrets: {},
      });
      await ensureConnectionQuota(ctx, connectionId);
      for (const name of ['clientId', 'clientSecret'] as const)
        await enterCredential(ctx, await rowOf(connectionId), { name, value: server[name], actor: 'anna' });
      return { server, connectionId };
    },
    authorise: async (connectionId) => {
      const callback = await begin(connectionId);
      await finishAuthorisation(ctx, callback);
      return callback;
    },
    call: async (connectionId, by = ctx) => {
      const { connector, client } = await openConnection(by, connectionId, 'live');
      return (await connector.check(client, AbortSignal.timeout(10_000))).account;
    },
    stop: async () => {
      await engine.stop();
      await sandbox.close();
      for (const server of servers) await server.close();
    },
  };
}
