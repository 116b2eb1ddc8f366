import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createLogger, type Logger } from '@syncline/observability';
import getPort from 'get-port';
import { isProcessAlive } from '../is-process-alive.ts';
import { addLease, removeLease } from '../leases.ts';
import { withFolderLock } from '../with-folder-lock.ts';
import { clusterName, ensureCluster } from './create-cluster.ts';
import { acceptsConnections, launchPostmaster, stopPostmaster } from './launch-postmaster.ts';
import { preparePostgresBinaries } from './postgres-binaries.ts';
import { defaultPostgresFolder, ensurePostgresFolder } from './postgres-folder.ts';
import { findPostmaster, type Postmaster } from './postmaster-pid.ts';
import { findServerUser } from './server-user.ts';

export interface EmbeddedPostgresOptions {
  /** Everything of this server: data, password, log. By default `<user's cache>/syncline/<name>`. */
  readonly dataDir?: string;
  /** Which of the default folders, when `dataDir` is not given. `postgres` by default. */
  readonly name?: string;
  /** Where the programs are copied to if they can't be run where they are; by default where the data are. */
  readonly programFolder?: string;
  readonly logger?: Logger;
  /** Server settings beside or instead of the defaults. A server that already runs keeps its own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** False: the last user that stops the server removes its data; one that ends without waiting leaves them. True by default. */
  readonly keepsData?: boolean;
  /** Start the server again, on the same port, when it dies without us. True by default. */
  readonly isSupervised?: boolean;
}

export interface EmbeddedPostgres {
  /** `postgres://…` of a superuser and an empty database of its own. */
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** Whether a server of this folder was already running. */
  readonly reused: boolean;
  /** The process id of the server as of now. */
  pid(): number;
  /** Stops the server, unless another living process uses it too. Leaves no process behind. */
  stop(): Promise<void>;
  /** The same for exit handlers, which can't wait: it only sends the signal. */
  stopWithoutWaiting(): void;
}

/**
 * A PostgreSQL of our own, from the binaries in node_modules, on a free port of 127.0.0.1. Starting it twice, in one
 * process or in several, gives the same server; one that a killed process left running is taken over.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const logger = options.logger ?? createLogger({ name: 'postgres', level: 'warn' });
  const folder = options.dataDir ?? defaultPostgresFolder(options.name ?? 'postgres');
  const lease = `${process.pid}.${randomUUID()}`;
  const programFolder = options.programFolder ?? folder;
  ensurePostgresFolder(folder);
  ensurePostgresFolder(programFolder);

  let reused = false;
  const user = findServerUser();
  const started = await withFolderLock(folder, async () => {
    const binaries = preparePostgresBinaries(programFolder, user);
    const cluster = await ensureCluster(folder, binaries, user);
    const running = await findUsable(cluster.dataFolder);
    reused = running !== undefined;
    const postmaster = running ?? (await launchOnFreePort({ ...cluster, postgres: binaries.postgres }));
    addLease(folder, lease);
    return { binaries, cluster, postmaster };
  });
  const { cluster, binaries } = started;
  let { postmaster } = started;
  let stopping: Promise<void> | undefined;
  logger.info({ port: postmaster.port, folder, reused }, 'Embedded PostgreSQL is up');

  let isChecking = false;
  const watch = options.isSupervised === false ? undefined : setInterval(() => void checkAlive(), 500);
  watch?.unref();

  return {
    url: `postgres://${clusterName}:${cluster.password}@127.0.0.1:${postmaster.port}/${clusterName}`,
    port: postmaster.port,
    folder,
    reused,
    pid: () => postmaster.pid,
    stop() {
      stopping ??= stop();
      return stopping;
    },
    stopWithoutWaiting() {
      clearInterval(watch);
      if (stopping || removeLease(folder, lease) > 0) return;
      const running = findPostmaster(cluster.dataFolder);
      if (running) process.kill(running.pid, 'SIGINT');
    },
  };

  async function stop(): Promise<void> {
    clearInterval(watch);
    await withFolderLock(folder, async () => {
      if (removeLease(folder, lease) > 0) return;
      const running = findPostmaster(cluster.dataFolder);
      if (running) await stopPostmaster(running.pid);
      if (options.keepsData === false) await rm(cluster.dataFolder, { recursive: true, force: true, maxRetries: 5 });
    });
    logger.info({ folder }, 'Embedded PostgreSQL is released');
  }

  async function checkAlive(): Promise<void> {
    if (isChecking || stopping || isProcessAlive(postmaster.pid)) return;
    isChecking = true;
    try {
      logger.warn({ folder }, 'Embedded PostgreSQL died, starting it again');
      await withFolderLock(folder, async () => {
        if (stopping) return;
        const { port } = postmaster;
        postmaster =
          (await findUsable(cluster.dataFolder)) ?? (await launch(cluster.dataFolder, binaries.postgres, port));
      });
    } catch (error) {
      // Right after a kill its children may still hold the shared memory: the next check tries again.
      logger.warn({ err: error }, 'Embedded PostgreSQL did not come back yet');
    } finally {
      isChecking = false;
    }
  }

  async function launchOnFreePort(cluster: { dataFolder: string; postgres: string }): Promise<Postmaster> {
    for (let attempt = 1; ; attempt += 1) {
      const port = await getPort({ host: '127.0.0.1' });
      try {
        return await launch(cluster.dataFolder, cluster.postgres, port);
      } catch (error) {
        // Somebody took the port in between, or children of a killed server are still on their way out.
        const isPassing = /could not (bind|create any TCP)|shared memory block/.test(String(error));
        if (!isPassing || attempt === 10) throw error;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
  }

  function launch(dataFolder: string, postgres: string, port: number): Promise<Postmaster> {
    return launchPostmaster({ folder, dataFolder, postgres, user, port, settings: options.settings ?? {} });
  }
}

/** A server that lives is used as it is, or, when it hangs in its start or its stop, ended. */
async function findUsable(dataFolder: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const postmaster = findPostmaster(dataFolder);
    if (!postmaster) return undefined;
    if (postmaster.isReady && (await acceptsConnections(postmaster.port))) return postmaster;
    if (Date.now() > deadline) {
      await stopPostmaster(postmaster.pid);
      return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
