import { isEmpty, isOfType, type Json, SynclineError, textOfValue } from '@syncline/core';
import type { EntityState } from './entity-steps.ts';
import { defaultsOf, type PlanMember, type PlanRule, type SyncPlan } from './sync-plan.ts';

/** What a required field lacks (SEMANTICS 6, `mapping`): whoever brings it, nothing of it is taken. */
export interface FieldFault {
  /** The entity's field. */
  readonly field: string;
  /** The stream's. */
  readonly remote: string;
  readonly code: 'required_field' | 'malformed_field';
  /** What is wrong, as the end of a sentence about the field: `is empty`. */
  readonly what: string;
}

/**
 * The first required field that a record of the member does not show as it must; null: all are well. Of a linked record,
 * what the hub owns is no fault: it is written back.
 */
export function faultOfRecord(
  member: PlanMember,
  fields: Readonly<Record<string, Json>>,
  isLinked: boolean,
): FieldFault | null {
  for (const rule of member.rules) {
    if (!rule.required || rule.direction === 'out' || rule.direction === 'none') continue;
    if (isLinked && rule.direction === 'both' && rule.policy.mode === 'local_wins') continue;
    const known = rule.values && new Set(rule.values.map(([, remote]) => remote));
    const wrong = whatIsWrong(rule, fields[rule.remote], known);
    if (wrong) return faultOf(rule, wrong);
  }
  return null;
}

/**
 * The first required field that an entity does not hold as a side wants it written: of those that `changed` names, or
 * of all. Null: all are well.
 */
export function faultOfEntity(
  plan: SyncPlan,
  state: Pick<EntityState, 'kind' | 'fields' | 'mappings'>,
  changed: ReadonlySet<string> | null,
): (FieldFault & { readonly member: PlanMember }) | null {
  for (const member of plan.membersOfKind(state.kind)) {
    const isThere = state.mappings.some(
      (mapping) => mapping.connectionId === member.connectionId && mapping.stream === member.stream.name,
    );
    if (!isThere && !member.creates) continue;
    const fault = faultToWrite(member, state.fields, isThere, changed);
    if (fault) return { ...fault, member };
  }
  return null;
}

/** Throws SynclineError `mapping` for what a create or an update at the member would lack, before anything is sent. */
export function refuseToWriteFaulty(
  member: PlanMember,
  fields: Readonly<Record<string, Json>>,
  op: 'create' | 'update',
): void {
  const fault = faultToWrite(member, fields, op === 'update');
  if (!fault) return;
  throw new SynclineError({
    class: 'mapping',
    code: fault.code,
    field: fault.remote,
    message: `${faultMessage(member, fault)} Nothing was written. Mend it in the hub, or change the config.`,
  });
}

/** `The field segment of salesforce/accounts is required by crm-mirror and is empty.` */
export function faultMessage(member: PlanMember, { remote, what }: FieldFault): string {
  return `The field ${remote} of ${member.key} is required by ${member.configName} and ${what}.`;
}

function faultToWrite(
  member: PlanMember,
  fields: Readonly<Record<string, Json>>,
  isThere: boolean,
  changed: ReadonlySet<string> | null = null,
): FieldFault | null {
  for (const rule of member.rules) {
    if (!rule.required || rule.direction === 'in' || rule.direction === 'none') continue;
    if (changed !== null && !changed.has(rule.field)) continue;
    if (!isThere && isEmpty(fields[rule.field]) && rule.remote in defaultsOf(member, fields)) continue;
    const known = rule.values && new Set(rule.values.map(([hub]) => hub));
    const wrong = whatIsWrong(rule, fields[rule.field], known);
    if (wrong) return faultOf(rule, wrong);
  }
  return null;
}

function whatIsWrong(
  rule: PlanRule,
  value: Json | undefined,
  known: ReadonlySet<string> | undefined,
): Pick<FieldFault, 'code' | 'what'> | null {
  if (value === undefined || isEmpty(value)) return { code: 'required_field', what: 'is empty' };
  // A table translates texts, whatever the type beside it.
  const isWell = known ? known.has(textOfValue(value)) : rule.oneOfSet === true || isOfType(rule.type, value);
  if (isWell) return null;
  const shown = textOfValue(value).slice(0, 100);
  const why = known ? 'has no counterpart' : `is no ${rule.type.replace('_', ' ')}`;
  return { code: 'malformed_field', what: `holds "${shown}", which ${why}` };
}

function faultOf({ field, remote }: PlanRule, wrong: Pick<FieldFault, 'code' | 'what'>): FieldFault {
  return { field, remote, ...wrong };
}
