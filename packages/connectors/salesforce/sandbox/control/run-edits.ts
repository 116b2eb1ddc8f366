import { type Dice, type EditRun, editAtRate, paragraphFrom, titleFrom } from '@syncline/sandbox';
import type { Transaction } from '../changes/write-record.ts';
import { recordId } from '../model/ids.ts';
import type { Organisation } from '../model/organisation.ts';
import { STAGES, TASK_STATUSES } from '../model/schemas.ts';

type InTransaction = <T>(work: (write: Transaction) => T) => T;

/** What people do to their CRM all day, at a steady rate. @returns how many edits were made */
export function runEdits(organisation: Organisation, transaction: InTransaction, run: EditRun): Promise<number> {
  return editAtRate(run, (dice) => editSomething(organisation, transaction, dice));
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
