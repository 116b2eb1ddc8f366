import type { SideName } from '../converge/cast.ts';
import { pause } from '../converge/family.ts';
import type { Desk } from '../converge/sides/side.ts';
import type { World } from '../converge/world.ts';
import type { Random } from '../shared/random.ts';

/** An issue that stands at every side. */
export interface Topic {
  readonly ids: ReadonlyMap<SideName, string>;
}

/** One comment as the model knows it: what people did, and nothing of the engine. */
export interface Said {
  readonly topic: Topic;
  readonly source: SideName;
  words: string;
  isDeleted: boolean;
  /** Where it is, as far as it was looked for. */
  readonly ids: Map<SideName, string>;
  /** Who is at it in this round: two at once have more than one right outcome. */
  heldBy: SideName | null;
  /** It was edited on one side while it was deleted on another: it stays everywhere, or goes, or a person is asked. */
  isRaced: boolean;
}

export type DeedKind = 'created' | 'edited' | 'deleted' | 'raced';

export function deskOf(world: World, side: SideName): Desk {
  return world.vendors.get(side)!.desk!;
}

const WORDS = ['ship', 'later', 'why', 'done', 'no', 'yes', 'maybe', 'look', 'again', 'fixed', 'where', 'tests'];

/** Does one random thing to the comments of a topic; the number makes its words nobody else's. */
export async function act(
  world: World,
  random: Random,
  topics: readonly Topic[],
  all: Said[],
  number: number,
): Promise<DeedKind> {
  const sides = [...world.vendors.keys()];
  const words = `c${number} ${Array.from({ length: 1 + random.below(4) }, () => random.pick(WORDS)).join(' ')}`;
  const dice = random.below(100);
  const standing = all.filter(({ isDeleted, isRaced }) => !isDeleted && !isRaced);
  const free = standing.filter(({ heldBy }) => heldBy === null);
  await pause(random.below(4));
  const raced = free.filter(({ ids }) => ids.size === sides.length);
  if (dice < 3 && raced.length > 0) {
    const said = random.pick(raced);
    const [editor, remover] = random.below(2) === 0 ? [sides[0]!, sides[1]!] : [sides[2]!, sides[0]!];
    edit(world, said, editor, words);
    deskOf(world, remover).remove(said.topic.ids.get(remover)!, said.ids.get(remover)!);
    said.isRaced = true;
    said.heldBy = editor;
    return 'raced';
  }
  if (dice < 48 || standing.length === 0) {
    const topic = random.pick(topics);
    const source = random.pick(sides);
    const id = deskOf(world, source).create(topic.ids.get(source)!, words);
    const ids = new Map([[source, id]]);
    all.push({ topic, source, words, isDeleted: false, ids, heldBy: source, isRaced: false });
    return 'created';
  }
  // As often what was said just now as what was said long ago.
  const said = random.pick(random.below(2) === 0 ? standing : standing.slice(-10));
  const side = said.heldBy ?? random.pick([...said.ids.keys()]);
  said.heldBy = side;
  if (dice < 82) {
    edit(world, said, side, words);
    return 'edited';
  }
  deskOf(world, side).remove(said.topic.ids.get(side)!, said.ids.get(side)!);
  said.isDeleted = true;
  return 'deleted';
}

function edit(world: World, said: Said, side: SideName, words: string): void {
  deskOf(world, side).edit(said.topic.ids.get(side)!, said.ids.get(side)!, words);
  said.words = words;
}
