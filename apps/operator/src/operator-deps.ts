import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EngineContext } from '@syncline/engine';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { BackgroundWork } from './background-work.ts';
import type { EventHubs } from './event-hub.ts';
import type { PageFiles } from './routes/console.ts';
import type { MappedCounts } from './sync-totals.ts';

/** Fastify whose routes are typed by their zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What routes are given. */
export interface OperatorDeps {
  readonly context: EngineContext;
  /** The instance's own workspace; what a request is about is `request.workspaceId`. */
  readonly ownWorkspaceId: number;
  readonly hubs: EventHubs;
  readonly background: BackgroundWork;
  /** Named addresses that the status shows. */
  readonly links: Readonly<Record<string, string>>;
  readonly version: string;
  /** How browsers reach this app; null: as the request says. */
  readonly publicUrl: string | null;
  readonly processSettings: readonly {
    readonly name: string;
    readonly value: unknown;
    readonly origin: { readonly source: 'environment' | 'default'; readonly variable?: string };
  }[];
  readonly mappedCounts: MappedCounts;
  /** Null: this process serves no console. */
  readonly consoleFiles: Promise<PageFiles> | null;
}
