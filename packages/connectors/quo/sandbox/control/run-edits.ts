import { setTimeout as sleep } from 'node:timers/promises';
import { Dice, paragraphFrom } from '@syncline/sandbox';
import { partyNumber, type Workspace } from '../model/workspace.ts';

export interface EditRun {
  readonly ratePerSecond: number;
  readonly signal: AbortSignal;
  readonly seed?: number;
}

/** What goes on in a workspace all day, at a steady rate. @returns how much was done */
export async function runEdits(workspace: Workspace, { ratePerSecond, signal, seed = 1 }: EditRun): Promise<number> {
  const dice = new Dice(seed);
  const startedAt = performance.now();
  let made = 0;
  while (!signal.aborted) {
    editSomething(workspace, dice, made);
    made += 1;
    // Against the start, not the edit before: the rate holds however long an edit takes.
    const waitMs = startedAt + (made / ratePerSecond) * 1_000 - performance.now();
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    else await sleep(0);
  }
  return made;
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
