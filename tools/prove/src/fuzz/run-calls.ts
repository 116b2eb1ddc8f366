import { createRandom, type Random } from '../shared/random.ts';
import { type Call, curlOf, type Outcome } from './call.ts';
import type { Callers } from './callers.ts';
import type { Description, Route } from './description.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { CallMaker, Intent } from './make-call.ts';
import { createSender } from './send-call.ts';
import type { Things } from './things.ts';

export interface CallsRun {
  readonly broken: readonly string[];
  /** By route: how many calls were done, and how many refused. */
  readonly reached: ReadonlyMap<Route, { done: number; refused: number }>;
  /** How many answers had each status. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly calls: number;
  readonly slowestMs: number;
}

export interface RunCallsOptions {
  readonly seed: number;
  readonly calls: number;
  readonly address: string;
  readonly description: Description;
  readonly maker: CallMaker;
  readonly callers: Callers;
  readonly things: Things;
  readonly note: (text: string) => void;
  /** The server has ended: there is nothing left to call. */
  readonly hasEnded: () => boolean;
}

/** One call in so many begins a burst. */
const BURST_EVERY = 25;
const MAX_BROKEN = 200;
/** Good calls that a route gets beyond its share, until one of them is done: chance alone may leave one out. */
const EXTRA_TRIES = 10;

/** Sends the calls, most one by one and some at the same moment, and judges each answer. */
export async function runCalls(options: RunCallsOptions): Promise<CallsRun> {
  const { seed, calls, address, description, maker, callers, things, note } = options;
  const random = createRandom(seed);
  const sender = createSender(address);
  const broken: string[] = [];
  const reached = new Map(description.routes.map((route) => [route, { done: 0, refused: 0 }]));
  const statuses = new Map<number, number>();
  const deck = createDeck(description.routes, random);
  let slowestMs = 0;
  let number = 0;

  const complain = (call: Call, sentence: string): void => {
    const name = call.route?.name ?? `${call.method} (elsewhere)`;
    broken.push(
      `call ${call.number} (${name}, as ${call.as}, odd: ${call.oddity}): ${sentence}\n  ${curlOf(call, address, callers.nameOfSecret)}`,
    );
  };
  const take = (call: Call, outcome: Outcome): void => {
    if ('failure' in outcome) return complain(call, outcome.failure);
    const { answer } = outcome;
    slowestMs = Math.max(slowestMs, answer.tookMs);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const count = call.route && reached.get(call.route);
    if (count && answer.status < 300) count.done += 1;
    else if (count && answer.status < 500) count.refused += 1;
    for (const sentence of judgeAnswer(call, answer)) complain(call, sentence);
    things.learn(call, answer);
  };
  try {
    while (number < calls && broken.length < MAX_BROKEN && !options.hasEnded()) {
      const size = Math.min(calls - number, random.below(BURST_EVERY) === 0 ? 2 + random.below(11) : 1);
      const batch: Call[] = [];
      // Half of the bursts are the same call again and again, under one Idempotency-Key or version.
      const isSame = random.below(2) === 0;
      while (batch.length < size) {
        number += 1;
        const first = batch[0];
        if (first && isSame) batch.push({ ...first, number });
        else {
          const { route, intent } = deck();
          batch.push(named(await maker.make(number, route, intent), size > 1 && isSame, random));
        }
      }
      const outcomes = await Promise.all(batch.map((call) => sender.send(call)));
      for (const [index, outcome] of outcomes.entries()) take(batch[index]!, outcome);
      if (Math.floor(number / 500) > Math.floor((number - size) / 500))
        note(`${number} calls, ${broken.length} not as they should be`);
    }
    for (const [route, count] of reached)
      for (let tries = 0; count.done === 0 && tries < EXTRA_TRIES && !options.hasEnded(); tries += 1) {
        number += 1;
        const call = await maker.make(number, route, 'good');
        take(call, await sender.send(call));
      }
  } finally {
    sender.close();
  }
  return { broken, reached, statuses, calls: number, slowestMs };
}

/** A call that is sent many times at once names itself, where it can. */
function named(call: Call, isRepeated: boolean, random: Random): Call {
  if (!isRepeated || call.method !== 'POST' || call.headers.some(([name]) => name === 'idempotency-key')) return call;
  return { ...call, headers: [...call.headers, ['idempotency-key', `burst-${random.below(1e9)}`]] };
}

/** Every route in turn, in an order that changes: as good calls first, then without a key, then mostly odd ones. */
function createDeck(routes: readonly Route[], random: Random): () => { route: Route; intent: Intent } {
  let round = 0;
  let left: Route[] = [];
  return () => {
    if (left.length === 0) {
      round += 1;
      left = [...routes];
    }
    const route = left.splice(random.below(left.length), 1)[0]!;
    const intent = round === 2 ? 'keyless' : round === 1 || random.below(4) === 0 ? 'good' : 'any';
    return { route, intent };
  };
}
