import { type Dice, type EditRun, editAtRate, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { createRow, editRow, type Written } from '../changes/changes.ts';
import { type Company, isDeleted } from '../model/company.ts';
import type { Row, Values } from '../model/records.ts';

/** What people do all day, at a steady rate. @returns how many edits were made */
export function runEdits(company: Company, run: EditRun): Promise<number> {
  return editAtRate(run, (dice) => editSomething(company, dice));
}

const EDITED: readonly Written[] = ['organizations', 'persons', 'deals', 'activities'];

function editSomething(company: Company, dice: Dice): void {
  const entity = dice.pick(EDITED);
  if (dice.chance(0.1)) {
    createRow(company, entity, newValues(entity, dice), 'app');
    return;
  }
  const row = pickRow(company, entity, dice);
  if (row) editRow(company, entity, row.id, changes(entity, dice), 'app');
}

function newValues(entity: Written, dice: Dice): Values {
  const title = titleFrom(dice);
  if (entity === 'organizations' || entity === 'persons') return { name: title };
  return entity === 'deals' ? { title } : { subject: title, type: 'task', note: `<p>${paragraphFrom(dice)}</p>` };
}

function changes(entity: Written, dice: Dice): Values {
  const edits: Readonly<Record<string, readonly (() => Values)[]>> = {
    organizations: [
      () => ({ name: titleFrom(dice) }),
      () => ({ employee_count: dice.below(9_000) }),
      () => ({ label_ids: [11 + dice.below(4)] }),
    ],
    persons: [() => ({ name: `Ada ${dice.below(1_000)}` }), () => ({ job_title: dice.pick(['Buyer', 'CTO', 'CFO']) })],
    deals: [
      () => ({ value: dice.below(90_000) }),
      () => ({ stage_id: 1 + dice.below(8) }),
      () => ({ status: dice.pick(['open', 'won', 'lost']) }),
    ],
    activities: [
      () => ({ subject: titleFrom(dice) }),
      () => ({ note: `<p>${paragraphFrom(dice)}</p>` }),
      () => ({ done: dice.chance(0.5) }),
      () => ({ due_date: `2027-0${1 + dice.below(9)}-11` }),
    ],
  };
  return dice.pick(edits[entity] ?? [])();
}

/** One that stands, from a few tries: walking through all of them for each edit would take long. */
function pickRow(company: Company, entity: Written, dice: Dice): Row | undefined {
  let count = 0;
  for (const _ of company.rows(entity)) count += 1;
  for (let tries = 0; tries < 5 && count > 0; tries += 1) {
    const row = company.row(entity, 1 + dice.below(count));
    if (row && !isDeleted(row)) return row;
  }
  return undefined;
}
