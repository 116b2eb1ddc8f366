import { offerServices } from '../env.ts';
import { startNatsContainer, startPostgresContainer, startRedisContainer } from './start-containers.ts';

/** Services of a test run in containers, given to it as variables would: for `vitest.containers.config.ts`. */
export default async function setUpContainers(): Promise<() => Promise<void>> {
  const started = await Promise.allSettled([
    startPostgresContainer({ fsync: false }),
    startRedisContainer(),
    startNatsContainer(),
  ]);
  const containers = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(containers.map((container) => container.stop()));
  };
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [postgres, redis, nats] = containers;
  offerServices({ DATABASE_URL: postgres!.url, REDIS_URL: redis!.url, NATS_URL: nats!.url });
  return stop;
}
