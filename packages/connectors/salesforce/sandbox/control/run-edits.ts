import { setTimeout as sleep } from 'node:timers/promises';
import { Dice, paragraphFrom, titleFrom } from '@syncline/sandbox';
import type { Transaction } from '../changes/write-record.ts';
import { recordId } from '../model/ids.ts';
import type { Organisation } from '../model/organisation.ts';
import { STAGES, TASK_STATUSES } from '../model/schemas.ts';

type InTransaction = <T>(work: (write: Transaction) => T) => T;

/** What people do to their CRM all day, at a steady rate. @returns how many edits were made */
export async function runEdits(
  organisation: Organisation,
  transaction: InTransaction,
  {
    ratePerSecond,
    signal,
    seed = 1,
  }: { readonly ratePerSecond: number; readonly signal: AbortSignal; readonly seed?: number },
): Promise<number> {
  const dice = new Dice(seed);
  const startedAt = performance.now();
  let made = 0;
  while (!signal.aborted) {
    editSomething(organisation, transaction, dice);
    made += 1;
    // Against the start, not the edit before: the rate holds however long an edit takes.
    const waitMs = startedAt + (made / ratePerSecond) * 1_000 - performance.now();
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    else await sleep(0);
  }
  return made;
}

function editSomething(organisation: Organisation, transaction: InTransaction, dice: Dice): void {
  const object = dice.pick(['Opportunity', 'Opportunity', 'Task', 'Task', 'Account', 'Contact'] as const);
  const store = organisation.store(object);
  if (store === undefined) return;
  const count = organisation.settings.counts[object] ?? 0;
  if (count === 0 || dice.chance(0.1)) {
    transaction((write) => write.create(store, NEW[object](dice)));
    return;
  }
  const id = recordId(store.schema.prefix, dice.below(count));
  if (store.get(id)?.IsDeleted !== false) return;
  transaction((write) => write.update(store, id, EDITS[object](dice)));
}

type Make = (dice: Dice) => Record<string, string | number>;

const NEW: Readonly<Record<'Opportunity' | 'Task' | 'Account' | 'Contact', Make>> = {
  Opportunity: (dice) => ({ Name: titleFrom(dice).slice(0, 120), StageName: 'Prospecting', CloseDate: '2026-12-31' }),
  Task: (dice) => ({ Subject: titleFrom(dice).slice(0, 255), Description: paragraphFrom(dice) }),
  Account: (dice) => ({ Name: titleFrom(dice).slice(0, 255) }),
  Contact: (dice) => ({ LastName: titleFrom(dice).slice(0, 80) }),
};

const EDITS: typeof NEW = {
  Opportunity: (dice) =>
    dice.chance(0.5) ? { StageName: dice.pick(STAGES)[0] } : { Amount: dice.below(10_000_000) / 100 },
  Task: (dice) => (dice.chance(0.5) ? { Status: dice.pick(TASK_STATUSES) } : { Description: paragraphFrom(dice) }),
  Account: (dice) => ({ Description: paragraphFrom(dice) }),
  Contact: (dice) => ({ Title: titleFrom(dice).slice(0, 128) }),
};
