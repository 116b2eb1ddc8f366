import { parseArgs } from 'node:util';
import type { Proof } from './proof.ts';
import { startProofServices } from './shared/services.ts';

const proofs: Readonly<Record<string, () => Promise<Proof>>> = {
  kill: async () => (await import('./kill/kill-proof.ts')).killProof,
  rolling: async () => (await import('./rolling/rolling-proof.ts')).rollingProof,
  webhooks: async () => (await import('./webhooks/webhooks-proof.ts')).webhooksProof,
  converge: async () => (await import('./converge/converge-proof.ts')).convergeProof,
  trackers: async () => (await import('./converge/trackers-proof.ts')).trackersProof,
  comments: async () => (await import('./comments/comments-proof.ts')).commentsProof,
  outage: async () => (await import('./webhooks/outage-proof.ts')).outageProof,
  'exactly-once': async () => (await import('./exactly-once/exactly-once-proof.ts')).exactlyOnceProof,
  poison: async () => (await import('./poison/poison-proof.ts')).poisonProof,
  backfill: async () => (await import('./backfill/backfill-proof.ts')).backfillProof,
  activities: async () => (await import('./activities/activities-proof.ts')).activitiesProof,
  eta: async () => (await import('./eta/eta-proof.ts')).etaProof,
  cache: async () => (await import('./cache/cache-proof.ts')).cacheProof,
  files: async () => (await import('./files/files-proof.ts')).filesProof,
  events: async () => (await import('./events/events-proof.ts')).eventsProof,
  identity: async () => (await import('./identity/identity-proof.ts')).identityProof,
  merges: async () => (await import('./merges/merges-proof.ts')).mergesProof,
  imports: async () => (await import('./imports/imports-proof.ts')).importsProof,
  fuzz: async () => (await import('./fuzz/fuzz-proof.ts')).fuzzProof,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
    short: { type: 'boolean', default: false },
    connector: { type: 'string' },
    records: { type: 'string' },
    calls: { type: 'string' },
    difficulty: { type: 'string' },
  },
});
const [name = ''] = positionals;
const load = Object.hasOwn(proofs, name) ? proofs[name] : undefined;
if (!load || positionals.length !== 1) {
  process.stderr.write(
    `pnpm prove ${Object.keys(proofs).join('|')} [--seed N] [--runs N] [--short] [--connector NAME] [--records N] [--calls N] [--difficulty 0..100]\n`,
  );
  process.exit(2);
}

const proof = await load();
const firstSeed = wholeNumber(values.seed);
const runs = wholeNumber(values.runs);
const { short, connector } = values;
const records = values.records === undefined ? undefined : wholeNumber(values.records);
const calls = values.calls === undefined ? undefined : wholeNumber(values.calls);
const difficulty = values.difficulty === undefined ? undefined : wholeNumber(values.difficulty, 0) / 100;
const note = (text: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
const services = await startProofServices(note);
// A proof that is interrupted leaves no server behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void services.close().finally(() => process.exit(130)));
let held = 0;
try {
  for (let run = 1; run <= runs; run++) {
    const seed = firstSeed + run - 1;
    const { broken, figures } = await proof({
      seed,
      run,
      services,
      note,
      short,
      connector,
      records,
      calls,
      difficulty,
    });
    process.stdout.write(`${JSON.stringify({ proof: name, seed, held: broken.length === 0, ...figures })}\n`);
    for (const sentence of broken.slice(0, 100)) process.stdout.write(`BROKEN (seed ${seed}): ${sentence}\n`);
    if (broken.length === 0) held++;
  }
} finally {
  await services.close();
}
process.stdout.write(`${held}/${runs}\n`);
process.exitCode = held === runs ? 0 : 1;

function wholeNumber(text: string, least = 1): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) throw new Error(`${text} is not a whole number from ${least} on`);
  return number;
}
