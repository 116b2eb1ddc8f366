import cookie from '@fastify/cookie';
import fastifySwagger from '@fastify/swagger';
import scalar from '@scalar/fastify-api-reference';
import type { EngineContext } from '@syncline/engine';
import { version as releaseVersion } from '@syncline/runtime';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { sessionCookie } from './access/authenticate.ts';
import { guardAccess } from './access/guard-access.ts';
import { defaultRateLimits, limitRate, type RateLimits } from './access/limit-rate.ts';
import { access, instanceAccess } from './access/route-access.ts';
import { createBackgroundWork } from './background-work.ts';
import { describedWithCommons } from './described-with-commons.ts';
import { createEventHubs } from './event-hub.ts';
import { camelNamed } from './letter-case.ts';
import { LONGEST_BODY_MS, limitSlowBodies } from './limit-slow-bodies.ts';
import type { App, OperatorDeps } from './operator-deps.ts';
import { mendPage, readableReference, selfOnlyPolicy } from './pages-of-others.ts';
import { handleProblems } from './problem.ts';
import { ignoreExpectations, problemsBeforeRoutes } from './problems-before-routes.ts';
import { boardPath, registerBullBoard } from './register-bull-board.ts';
import { rememberAnswers } from './remember-answers.ts';
import { followRequests, requestIdOf } from './request-id.ts';
import { agentRoutes } from './routes/agents.ts';
import { alertRoutes } from './routes/alerts.ts';
import { auditRoutes } from './routes/audit.ts';
import { choiceRoutes } from './routes/choices.ts';
import { clientRoutes } from './routes/clients.ts';
import { configurationRoutes } from './routes/configuration.ts';
import { connectionChangeRoutes } from './routes/connection-changes.ts';
import { connectionRoutes } from './routes/connections.ts';
import { connectorRoutes } from './routes/connectors.ts';
import { consoleRoutes, type PageFiles } from './routes/console.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { crmRoutes } from './routes/crm.ts';
import { crmSyncRoutes } from './routes/crm-sync.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { diagnosticsRoutes } from './routes/diagnostics.ts';
import { duplicateRoutes } from './routes/duplicates.ts';
import { entityRoutes } from './routes/entities.ts';
import { eventRoutes } from './routes/events.ts';
import { healthRoutes } from './routes/health.ts';
import { importEvidenceRoutes } from './routes/import-evidence.ts';
import { importProfileRoutes } from './routes/import-profiles.ts';
import { importRoutes } from './routes/imports.ts';
import { insightRoutes } from './routes/insights.ts';
import { keyRoutes } from './routes/keys.ts';
import { mergeRoutes } from './routes/merges.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { oauthRoutes } from './routes/oauth.ts';
import { peopleRoutes } from './routes/people.ts';
import { processRoutes } from './routes/processes.ts';
import { proposalRoutes } from './routes/proposals.ts';
import { reconciliationRoutes } from './routes/reconciliation.ts';
import { sessionRoutes } from './routes/session.ts';
import { stateRoutes } from './routes/state.ts';
import { stateCacheRoutes } from './routes/state-cache.ts';
import { stateSyncRoutes } from './routes/state-sync.ts';
import { statusRoutes } from './routes/status.ts';
import { syncRoutes } from './routes/sync.ts';
import { syncConfigPreviewRoutes } from './routes/sync-config-preview.ts';
import { syncConfigRoutes } from './routes/sync-configs.ts';
import { timelineRoutes } from './routes/timeline.ts';
import { vaultRoutes } from './routes/vault.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { createMappedCounts } from './sync-totals.ts';

export interface OperatorAppOptions {
  readonly context: EngineContext;
  /** The workspace of people who need no key; 1, the first, by default. Keys have their own. */
  readonly workspaceId?: number;
  /**
   * Opens everything, for who sets the instance up; others have keys. Without one, whoever is on this machine needs
   * nothing: then listen on loopback only.
   */
  readonly authToken?: string | null;
  /** Whether people on this machine need no key; by default where there is no token. */
  readonly trustsMachine?: boolean;
  /** How browsers reach this app, for vendors to send them back to; as the request says when absent. */
  readonly publicUrl?: string | null;
  /** Further named addresses for the status, such as the ingress. */
  readonly links?: Readonly<Record<string, string>>;
  /** Lets Bull Board change queues; it only shows them by default. */
  readonly allowQueueChanges?: boolean;
  readonly version?: string;
  /** What this process is configured by, as `GET /api/v1/configuration` shows it; no secrets. */
  readonly processSettings?: OperatorDeps['processSettings'];
  readonly rateLimits?: Partial<RateLimits>;
  /** What the console is made of; without it there is none. */
  readonly console?: Promise<PageFiles>;
  /** How often the live stream looks for new events, in ms. */
  readonly eventPollMs?: number;
  /** How long a body may take to arrive, but for files, in ms. */
  readonly slowBodyMs?: number;
  /** Pause between signs of life on quiet live streams, in ms. */
  readonly heartbeatMs?: number;
}

const BODY_LIMIT_BYTES = 64 * 1024;
const SLOW_BODY_MS = 15_000;
/** How often Node looks for headers that do not come. */
const LOOK_MS = 5_000;
const docsPath = '/docs';
/** Where names are those of the tables and files. */
const hasTableNames = /^\/api\/(v1\/sync|state)\//;
const ownLinks = { api: '/api/v1/status', queues: boardPath, docs: docsPath, metrics: '/metrics' };

/** The control plane: REST API, live stream, OpenAPI, Bull Board and the console. The caller listens and closes. */
export async function createOperatorApp(options: OperatorAppOptions): Promise<App> {
  const { context, workspaceId = 1, authToken = null, version = releaseVersion } = options;
  const { trustsMachine = authToken === null, slowBodyMs = SLOW_BODY_MS } = options;
  const app: App = Fastify({
    loggerInstance: context.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: LONGEST_BODY_MS,
    http: { headersTimeout: slowBodyMs, requestTimeout: LONGEST_BODY_MS, connectionsCheckingInterval: LOOK_MS },
    ...problemsBeforeRoutes,
    genReqId: requestIdOf,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  followRequests(app as never);
  handleProblems(app as never);
  ignoreExpectations(app.server);
  limitSlowBodies(app as never, slowBodyMs);
  await app.register(cookie);
  await limitRate(app as never, { ...defaultRateLimits, ...options.rateLimits }, () =>
    guardAccess(app as never, {
      store: context.store,
      clock: context.clock,
      authToken,
      trustsMachine,
      workspaceId,
      pluginRoutes: {
        [docsPath]: access('viewer', 'status:read'),
        // What it shows and changes are the queues of all workspaces.
        [boardPath]: {
          ...instanceAccess('operator', 'instance:read'),
          changes: instanceAccess('admin', 'instance:write').access,
        },
      },
    }),
  );

  const hubs = createEventHubs({
    store: context.store,
    logger: context.logger,
    ...(options.eventPollMs === undefined ? {} : { pollMs: options.eventPollMs }),
  });
  // Before the server waits for its connections: live streams would never end by themselves.
  app.addHook('preClose', async () => hubs.close());
  const background = createBackgroundWork(context.logger);
  app.addHook('onClose', () => background.settled());
  app.addHook('preValidation', async (request) => {
    if (!hasTableNames.test(request.url)) request.query = camelNamed(request.query);
  });

  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Syncline operator API',
        version,
        description:
          'Processes, entities, connections, sync configs, conflicts, reconciliation items and live events of one workspace: that of the key that is sent. Names under /api/v1/sync/ and /api/state/ are those of the tables and files (sync_interval); elsewhere they are camelCase, and requests may write them either way.',
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key, or the token of the instance' },
          session: { type: 'apiKey', in: 'cookie', name: sessionCookie },
        },
      },
      security: [{ key: [] }, { session: [] }, ...(trustsMachine ? [{}] : [])],
    },
    transform: (input) => jsonSchemaTransform(describedWithCommons(input as never) as never),
    transformObject: jsonSchemaTransformObject,
  });
  // Who opens the console is told; nobody else is harmed.
  options.console?.catch(() => undefined);
  const deps: OperatorDeps = {
    context,
    ownWorkspaceId: workspaceId,
    hubs,
    background,
    processSettings: options.processSettings ?? [],
    version,
    publicUrl: options.publicUrl ?? null,
    mappedCounts: createMappedCounts(context),
    links: { ...ownLinks, ...options.links },
    consoleFiles: options.console ?? null,
  };
  await app.register(async (scope) => {
    const routes = scope as unknown as App;
    rememberAnswers(routes as never, context.store);
    healthRoutes(routes, deps);
    consoleRoutes(routes, deps);
    metricsRoutes(routes, deps);
    statusRoutes(routes, deps);
    diagnosticsRoutes(routes, deps);
    processRoutes(routes, deps);
    entityRoutes(routes, deps);
    importRoutes(routes, deps);
    clientRoutes(routes, deps);
    importProfileRoutes(routes, deps);
    importEvidenceRoutes(routes, deps);
    duplicateRoutes(routes, deps);
    insightRoutes(routes, deps);
    mergeRoutes(routes, deps);
    connectionRoutes(routes, deps);
    connectionChangeRoutes(routes, deps);
    connectorRoutes(routes, deps);
    webhookRoutes(routes, deps);
    choiceRoutes(routes, deps);
    crmRoutes(routes, deps);
    crmSyncRoutes(routes, deps);
    credentialRoutes(routes, deps);
    oauthRoutes(routes, deps);
    vaultRoutes(routes, deps);
    reconciliationRoutes(routes, deps);
    deliveryRoutes(routes, deps);
    syncConfigRoutes(routes, deps);
    syncConfigPreviewRoutes(routes, deps);
    configurationRoutes(routes, deps);
    syncRoutes(routes, deps);
    peopleRoutes(routes, deps);
    stateRoutes(routes, deps);
    stateSyncRoutes(routes, deps);
    agentRoutes(routes, deps);
    stateCacheRoutes(routes, deps);
    auditRoutes(routes, deps);
    timelineRoutes(routes, deps);
    proposalRoutes(routes, deps);
    alertRoutes(routes, deps);
    keyRoutes(routes, deps);
    sessionRoutes(routes, deps);
    eventRoutes(routes, deps, options.heartbeatMs);
    routes.get('/openapi.json', { config: access('viewer', 'status:read'), schema: { hide: true } }, async () =>
      app.swagger(),
    );
  });
  await registerBullBoard(app, context.queue, options.allowQueueChanges ?? false);
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply, payload) =>
      typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html')
        ? mendPage(payload)
        : payload,
    );
    await scope.register(scalar, {
      routePrefix: docsPath,
      hooks: {
        onRequest: (_request, reply, done) => {
          void reply.header('content-security-policy', selfOnlyPolicy);
          done();
        },
      },
      configuration: {
        url: '/openapi.json',
        title: 'Syncline API',
        withDefaultFonts: false,
        telemetry: false,
        agent: { disabled: true },
        customCss: readableReference,
      } as never,
    });
  });
  return app;
}
