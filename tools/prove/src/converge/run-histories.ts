import { type Counted, checkRecords } from './check-records.ts';
import { attemptsOf, comeToRest, lookAtAll } from './come-to-rest.ts';
import { create, type Family, liveThrough, pause } from './family.ts';
import type { History, Weather } from './history.ts';
import type { World } from './world.ts';

export interface RunFigures extends Readonly<Counted> {
  readonly histories: number;
  /** What people did to records that stood. */
  readonly edits: number;
  readonly writes: number;
  /** Records that were deleted, and those of them about which a person is asked. */
  readonly deleted: number;
  readonly asked: number;
}

/** Lives through histories side by side; throws with what did not hold. */
export async function runHistories(
  world: World,
  batch: number,
  histories: readonly History[],
  weathers: readonly Weather[],
): Promise<RunFigures> {
  const rounds = Math.max(...histories.map((history) => history.rounds.length));
  world.setWeather(weathers[0]!);
  const records: Family[] = [];
  for (const [index, history] of histories.entries()) records.push(await create(world, `w${batch}x${index} `, history));
  const counted: Counted = { raced: 0, overridden: 0 };
  let edits = 0;
  await comeToRest(world, records);
  await checkRecords(world, records, counted);
  for (let round = 0; round < rounds; round += 1) {
    world.setWeather(weathers[(round + 1) % weathers.length]!);
    for (const record of records) {
      await liveThrough(world, record, round);
      edits += record.deeds.length;
    }
    await pause(150);
    await comeToRest(world, records);
    await checkRecords(world, records, counted);
  }
  const before = await attemptsOf(world);
  await lookAtAll(world, records);
  const after = await attemptsOf(world);
  if (after !== before) throw new Error(`${after - before} writes when everything was quiet`);
  const deleted = records.filter((record) => record.isDeleted);
  const asked = deleted.filter((record) => record.asks);
  return {
    histories: histories.length,
    edits,
    writes: after,
    deleted: deleted.length,
    asked: asked.length,
    ...counted,
  };
}
