import type { Instance } from '../model/instance.ts';
import type { SandboxRelation } from '../model/records.ts';
import { invalid, Refusal } from './refusal.ts';

const KEPT = ['relates', 'blocks', 'follows', 'duplicates'] as const;
/** Kept the other way round. */
const REVERSED: Readonly<Record<string, SandboxRelation['type']>> = {
  blocked: 'blocks',
  precedes: 'follows',
  duplicated: 'duplicates',
};

/** One relation between two, of whatever type. Neither work package's time of change moves. */
export function addRelation(instance: Instance, type: string, fromId: number, toId: number): SandboxRelation {
  const [from, to] = [instance.workPackages.get(fromId), instance.workPackages.get(toId)];
  if (!from || !to) throw new Refusal(422, invalid('to', 'Related work package does not exist.'));
  if (fromId === toId) throw new Refusal(422, invalid('to', 'Related work package is invalid.'));
  const reversed = REVERSED[type];
  const kept = reversed ?? KEPT.find((candidate) => candidate === type);
  if (kept === undefined) throw new Refusal(422, invalid('type', 'Type is not set to one of the allowed values.'));
  if (instance.relationsOf(fromId).some((other) => other.fromId === toId || other.toId === toId))
    throw new Refusal(409, {
      identifier: 'UpdateConflict',
      message: "Couldn't update the resource because of conflicting modifications.",
    });
  const id = instance.takeId();
  const ends = reversed === undefined ? { fromId, toId } : { fromId: toId, toId: fromId };
  const relation: SandboxRelation = { id, type: kept, ...ends };
  instance.relations.set(id, relation);
  return relation;
}
