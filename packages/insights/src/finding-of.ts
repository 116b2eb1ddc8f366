import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '@syncline/core';
import { fillIn, valueFrom } from './fill-in.ts';
import type { Rule } from './rule.ts';

/** What a row of a rule's answer says. */
export interface Finding {
  /** Tells it from the rule's other findings. */
  readonly key: string;
  readonly entityId: string;
  readonly summary: string;
  readonly evidence: Readonly<Record<string, Json>>;
  /** Of what it watches: one that was dismissed is reopened when this is another. */
  readonly fingerprint: string;
  /** Null: it asks for nothing. */
  readonly proposal: { readonly title: string; readonly fields: Readonly<Record<string, Json>> } | null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads a row; a string says why it is no finding. */
export function findingOf(rule: Rule, row: Readonly<Record<string, Json>>): Finding | string {
  const entityId = row[rule.entity];
  if (typeof entityId !== 'string' || !uuid.test(entityId))
    return `its column ${rule.entity} holds no id of an entity; select one as ${rule.entity}`;
  const missing = [...rule.evidence, ...(rule.key === undefined ? [] : [rule.key])].find((column) => !(column in row));
  if (missing !== undefined) return `it selects no column ${missing}; it has ${Object.keys(row).join(', ')}`;
  const pick = (columns: readonly string[]): Record<string, Json> =>
    Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
  const apart = rule.key === undefined ? '' : ` ${canonicalJson(row[rule.key] ?? null).slice(0, 300)}`;
  const { proposal } = rule;
  return {
    key: `${entityId}${apart}`,
    entityId,
    summary: fillIn(rule.says, row),
    evidence: pick(rule.evidence),
    fingerprint: hash('sha256', canonicalJson(pick(rule.watch ?? rule.evidence)), 'hex').slice(0, 32),
    proposal:
      proposal === undefined
        ? null
        : {
            title: fillIn(proposal.title, row),
            fields: Object.fromEntries(
              Object.entries(proposal.fields).map(([field, value]) => [field, valueFrom(value, row)]),
            ),
          },
  };
}
