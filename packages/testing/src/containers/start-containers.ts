import getPort from 'get-port';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';

/** A service in a container. Its address stays the same over restarts. */
export interface ServiceContainer {
  readonly url: string;
  /** Stops it as an upgrade would and starts it again; resolves when it answers. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface Recipe {
  readonly image: string;
  readonly port: number;
  readonly urlOf: (host: string, port: number) => string;
  /** What is said of the image beyond its port. */
  readonly prepare: (container: GenericContainer) => GenericContainer;
}

/** `fsync` off: data that are worth nothing after the run, unless the test restarts it. */
export function startPostgresContainer({ fsync = true } = {}): Promise<ServiceContainer> {
  const settings = ['max_connections=300', ...(fsync ? [] : ['fsync=off', 'synchronous_commit=off'])];
  return start({
    image: 'postgres:17',
    port: 5432,
    urlOf: (host, port) => `postgres://postgres:syncline@${host}:${port}/postgres`,
    prepare: (container) =>
      container
        .withEnvironment({ POSTGRES_PASSWORD: 'syncline' })
        .withCommand(['postgres', ...settings.flatMap((setting) => ['-c', setting])])
        .withSharedMemorySize(256 * 1024 * 1024)
        // While it is being set up it listens on its socket alone.
        .withHealthCheck(every500Ms('pg_isready', '--host', '127.0.0.1', '--username', 'postgres'))
        .withWaitStrategy(Wait.forHealthCheck()),
  });
}

/** Keeps what it acknowledged, as the fleet's Redis has to. */
export function startRedisContainer(): Promise<ServiceContainer> {
  return start({
    image: 'redis:7',
    port: 6379,
    urlOf: (host, port) => `redis://${host}:${port}`,
    prepare: (container) =>
      container
        .withCommand(['redis-server', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'])
        .withHealthCheck(every500Ms('redis-cli', 'ping'))
        .withWaitStrategy(Wait.forHealthCheck()),
  });
}

export function startNatsContainer(): Promise<ServiceContainer> {
  return start({
    image: 'nats:2',
    port: 4222,
    urlOf: (host, port) => `nats://${host}:${port}`,
    // There is no shell in it that could be asked.
    prepare: (container) => container.withCommand(['-js']).withWaitStrategy(Wait.forLogMessage('Server is ready')),
  });
}

/** Without a shell: what a shell leaves behind when a slow check is ended is taken by Postgres for a crash of its own. */
function every500Ms(...command: string[]) {
  return { test: ['CMD', ...command] as ['CMD', ...string[]], interval: 500, timeout: 30_000, retries: 120 };
}

async function start({ image, port, urlOf, prepare }: Recipe): Promise<ServiceContainer> {
  // A port of our choice: one that Docker chose would be another one after a restart.
  const host = await getPort();
  const container: StartedTestContainer = await prepare(new GenericContainer(image))
    .withExposedPorts({ container: port, host })
    .withStartupTimeout(120_000)
    .start();
  return {
    url: urlOf(container.getHost(), host),
    restart: () => container.restart({ timeout: 20_000 }),
    stop: async () => {
      await container.stop();
    },
  };
}
