import { attemptsOf } from '../converge/come-to-rest.ts';
import { pause } from '../converge/family.ts';
import type { Weather } from '../converge/history.ts';
import { createWorld, type World } from '../converge/world.ts';
import type { Proof, ProofResult } from '../proof.ts';
import { createRandom, type Random } from '../shared/random.ts';
import { amongDesks } from './among-desks.ts';
import { countSwapped, judge, lookAt, rest } from './look.ts';
import { act, type DeedKind, type Said, type Topic } from './talk.ts';

const DEEDS = 1_000;
const SHORT_DEEDS = 120;
const A_ROUND = 40;
const TOPICS = 6;

/**
 * What people say on the issues of three trackers: comments are made, edited and deleted at random, while webhooks come
 * twice, late, in another order or never, answers are lost and the engine ends after some commit. After each round all
 * sides show what a model says that knows nothing of the engine, none twice, each under its author's name.
 */
export const commentsProof: Proof = async ({ seed, short, services, note }) => {
  const kind = services.backends[seed % services.backends.length]!;
  const world = await createWorld(amongDesks, seed, await services.createBackend(kind));
  try {
    return await talk(world, createRandom(seed), short ? SHORT_DEEDS : DEEDS, note);
  } finally {
    await world.close();
  }
};

async function talk(world: World, random: Random, wanted: number, note: (text: string) => void): Promise<ProofResult> {
  const topics = await openTopics(world, random);
  const all: Said[] = [];
  const deeds: Record<DeedKind, number> = { created: 0, edited: 0, deleted: 0, raced: 0 };
  let done = 0;
  while (done < wanted) {
    world.setWeather(weatherFrom(random, [...world.vendors.keys()]));
    for (let inRound = 0; inRound < A_ROUND && done < wanted; inRound += 1, done += 1)
      deeds[await act(world, random, topics, all, done)] += 1;
    await pause(200);
    try {
      await rest(
        world,
        all.filter(({ heldBy }) => heldBy !== null),
      );
    } catch (error) {
      return { broken: [String(error), ...(await stillMoving(world))], figures: { deeds: done, ...deeds } };
    }
    const broken = await judge(world, topics, all);
    if (broken.length > 0) return { broken, figures: { deeds: done, ...deeds } };
    for (const said of all) said.heldBy = null;
    note(`${done} deeds, ${all.length} comments, ${world.crashes()} crashes`);
  }
  const writes = await attemptsOf(world);
  await lookAt(world, all);
  const quiet = (await attemptsOf(world)) - writes;
  return {
    broken: quiet === 0 ? [] : [`${quiet} writes when everything was quiet`],
    figures: { deeds: done, ...deeds, writes, crashes: world.crashes(), swapped: countSwapped(world, topics, all) },
  };
}

/** What the engine has on record of writes that do not end. */
async function stillMoving(world: World): Promise<string[]> {
  const { rows } = await world.engine().ctx.store.query(
    `select w.id, w.connection_id, w.op, w.state, w.attempts, w.waits_for, w.error, w.next_attempt_at, e.fields, e.deleted_at
     from writebacks w join entities e on e.id = w.entity_id where w.state in ('queued', 'sending') order by w.id limit 10`,
  );
  return rows.map((row) => JSON.stringify(row));
}

async function openTopics(world: World, random: Random): Promise<Topic[]> {
  const sides = [...world.vendors.keys()];
  const engine = world.engine();
  const made: { readonly side: string; readonly id: string }[] = [];
  for (let number = 1; number <= TOPICS; number += 1) {
    const side = random.pick(sides);
    const shown = {
      title: `Topic ${number}`,
      body: ['What about it?'],
      labels: [],
      status: '',
      priority: null,
      assignees: [],
    };
    const id = await world.sides.get(side)!.create({ ...shown, status: side === 'jira' ? 'To Do' : 'open' });
    const vendor = world.vendors.get(side)!;
    await engine.hint(side, { stream: vendor.stream, ...vendor.place(id) });
    made.push({ side, id });
  }
  await engine.quiet(120_000);
  return made.map((_, index) => {
    const ids = sides.map((side) => {
      const [id, ...others] = [...(world.vendors.get(side)!.withTitle(`Topic ${index + 1}`) as string[])];
      if (id === undefined || others.length > 0)
        throw new Error(`Topic ${index + 1} stands ${others.length + 1} times at ${side}`);
      return [side, id] as const;
    });
    return { ids: new Map(ids) };
  });
}

/** Every round has some of everything but crashes, which every other one has. */
function weatherFrom(random: Random, sides: readonly string[]): Weather {
  const few = (): Record<string, number> => Object.fromEntries(sides.map((side) => [side, random.below(3)]));
  return {
    lost: random.pick([0, 0.1, 0.3]),
    copies: 1 + random.below(2),
    shuffle: 2 + random.below(5),
    lostAnswers: few(),
    cut: few(),
    crashesAfter: random.below(2) === 0 ? [] : [5 + random.below(120), 5 + random.below(120)],
  };
}
