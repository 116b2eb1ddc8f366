import { type Dice, type EditRun, editAtRate, paragraphFrom } from '@syncline/sandbox';
import { partyNumber, type Workspace } from '../model/workspace.ts';

/** What goes on in a workspace all day, at a steady rate. @returns how much was done */
export function runEdits(workspace: Workspace, run: EditRun): Promise<number> {
  return editAtRate(run, (dice, made) => editSomething(workspace, dice, made));
}

function editSomething(workspace: Workspace, dice: Dice, turn: number): void {
  const contacts = [...workspace.contacts.values()];
  const number = workspace.numbers[0]?.id;
  const party = partyNumber(dice.below(60));
  const direction = dice.chance(0.5) ? 'incoming' : 'outgoing';
  if (number !== undefined && dice.chance(0.1)) {
    workspace.addMessage({ number, party, direction, text: paragraphFrom(dice, 1) });
    return;
  }
  if (number !== undefined && dice.chance(0.1)) {
    workspace.addCall({ number, party, direction, seconds: dice.below(600) });
    return;
  }
  if (contacts.length === 0 || dice.chance(0.15)) {
    workspace.createContact({ firstName: `New ${turn}`, phoneNumbers: [{ name: 'mobile', value: party }] });
    return;
  }
  const contact = dice.pick(contacts);
  const edits = [
    () => ({ lastName: `Edited ${turn}` }),
    () => ({ company: dice.chance(0.2) ? null : `Company ${dice.below(20)}` }),
    () => ({ role: `Role ${turn}` }),
    () => ({ emails: [{ name: 'work', value: `edited${turn}@example.com` }] }),
  ];
  workspace.editContact(contact, dice.pick(edits)());
}
