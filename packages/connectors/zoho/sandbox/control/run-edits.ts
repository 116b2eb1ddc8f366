import type { Json } from '@syncline/core';
import { type Dice, type EditRun, editAtRate, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { createRow, updateRow } from '../changes/write-record.ts';
import type { Organisation } from '../model/organisation.ts';
import { recordId } from '../model/row.ts';
import { STAGES } from '../model/schemas.ts';

/** What people do to their CRM all day, at a steady rate. @returns how many edits were made */
export function runEdits(organisation: Organisation, run: EditRun): Promise<number> {
  return editAtRate(run, (dice) => editSomething(organisation, dice));
}

function editSomething(organisation: Organisation, dice: Dice): void {
  const module = dice.pick(['Accounts', 'Contacts', 'Deals', 'Deals'] as const);
  const store = organisation.store(module);
  if (store === undefined) return;
  const count = organisation.settings.counts[module] ?? 0;
  if (count === 0 || dice.chance(0.1)) {
    createRow(organisation, store, NEW[module](dice));
    return;
  }
  const id = recordId(store.schema.number, dice.below(count));
  if (store.get(id)) updateRow(organisation, store, id, EDITS[module](dice));
}

type Make = (dice: Dice) => Record<string, Json>;

const NEW: Readonly<Record<'Accounts' | 'Contacts' | 'Deals', Make>> = {
  Accounts: (dice) => ({ Account_Name: titleFrom(dice).slice(0, 200) }),
  Contacts: (dice) => ({ Last_Name: titleFrom(dice).slice(0, 80) }),
  Deals: (dice) => ({ Deal_Name: titleFrom(dice).slice(0, 120), Stage: 'Qualification' }),
};

const EDITS: typeof NEW = {
  Accounts: (dice) => ({ Description: paragraphFrom(dice) }),
  Contacts: (dice) => ({ Title: titleFrom(dice).slice(0, 100) }),
  Deals: (dice) => (dice.chance(0.5) ? { Stage: dice.pick(STAGES)[0] } : { Amount: dice.below(10_000_000) / 100 }),
};
