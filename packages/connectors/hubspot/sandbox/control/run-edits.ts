import { type Dice, type EditRun, editAtRate, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { createRecord, updateRecord } from '../changes/change-records.ts';
import type { Properties } from '../model/object-store.ts';
import type { Portal } from '../model/portal.ts';
import { INDUSTRIES, PIPELINES } from '../model/schemas.ts';

/** What people do to their CRM all day, at a steady rate. @returns how many edits were made */
export function runEdits(portal: Portal, run: EditRun): Promise<number> {
  return editAtRate(run, (dice) => editSomething(portal, dice));
}

const OBJECTS = ['contacts', 'contacts', 'companies', 'deals'] as const;

function editSomething(portal: Portal, dice: Dice): void {
  const object = dice.pick(OBJECTS);
  const store = portal.store(object);
  if (store.seeded.length === 0 || dice.chance(0.1)) {
    createRecord(portal, store, NEW[object](dice));
    return;
  }
  const id = dice.pick(store.seeded);
  if (store.get(id)?.archivedAt === null) updateRecord(portal, store, id, EDITS[object](dice));
}

type Make = (dice: Dice) => Properties;

const NEW: Readonly<Record<(typeof OBJECTS)[number], Make>> = {
  contacts: (dice) => ({ lastname: titleFrom(dice), email: `new${dice.below(1e9)}@new.example` }),
  companies: (dice) => ({ name: titleFrom(dice) }),
  deals: (dice) => ({ dealname: titleFrom(dice), dealstage: 'appointmentscheduled', pipeline: 'default' }),
};

const EDITS: typeof NEW = {
  contacts: (dice) =>
    dice.chance(0.5) ? { jobtitle: titleFrom(dice) } : { syncline_description: paragraphFrom(dice) },
  companies: (dice) => (dice.chance(0.5) ? { description: paragraphFrom(dice) } : { industry: dice.pick(INDUSTRIES) }),
  deals: (dice) =>
    dice.chance(0.5)
      ? { pipeline: 'default', dealstage: dice.pick<readonly [string, string, number]>(PIPELINES[0].stages)[0] }
      : { amount: String(dice.below(10_000_000) / 100) },
};
