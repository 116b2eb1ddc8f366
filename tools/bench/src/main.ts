import { parseArgs } from 'node:util';
import type { Bench } from './bench-result.ts';

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  ingress: async () => (await import('./ingress/ingress-bench.ts')).ingressBench,
  merge: async () => (await import('./merge/merge-bench.ts')).mergeBench,
  backfill: async () => (await import('./backfill/backfill-bench.ts')).backfillBench,
  lag: async () => (await import('./lag/lag-bench.ts')).lagBench,
  console: async () => (await import('./console/console-bench.ts')).consoleBench,
  clients: async () => (await import('./clients/clients-bench.ts')).clientsBench,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    issues: { type: 'string' },
    rounds: { type: 'string' },
  },
});
const [name = ''] = positionals;
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!load || positionals.length !== 1) {
  process.stderr.write(`pnpm bench ${Object.keys(benches).join('|')} [--short] [--json] [--issues N] [--rounds N]\n`);
  process.exit(2);
}

const bench = await load();
const result = await bench({
  isShort: values.short,
  issues: numberOf(values.issues),
  rounds: numberOf(values.rounds),
  // The result alone goes to standard output.
  note: (text) => process.stderr.write(`${text}\n`),
});
if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  const { figures, asked, ...summary } = result;
  console.table(figures);
  console.table(Object.entries(asked).map(([what, reached]) => ({ asked: what, reached: reached.toFixed(2) })));
  console.log(summary);
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${text} is not a whole number above 0`);
  return number;
}
