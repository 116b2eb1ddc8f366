import type { Json } from '../../json.ts';
import { compileRule, type References, type RuleSource } from '../compile-rule.ts';
import { defaultPolicy, type FieldPolicy } from '../field-policy.ts';
import type { FieldRule } from '../field-rule.ts';
import { mergeRemote, type RemoteMerge, type RemoteMergeResult } from '../merge-remote.ts';
import { type PlannedPatch, planPatch } from '../plan-patch.ts';
import { emptyShadow, type FieldOrigin, type Fields, type Shadow } from '../shadow.ts';

export const NOW = new Date('2026-11-21T10:00:00Z');
export const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

/** The remote that shows something, and others. */
export const HERE = 'jira/issues';
export const THERE = 'github/issues';
export const ELSEWHERE = 'salesforce/tasks';

/** A field map's line, a text field `title` on both sides as long as nothing else is said. */
export type Line = Partial<Omit<RuleSource, 'policy'>> & { readonly policy?: Partial<FieldPolicy> };

const nobody: References = { entityOf: () => undefined, externalIdOf: () => undefined };

export function rule(line: Line = {}, references: References = nobody): FieldRule {
  const { policy, ...others } = line;
  const field = line.field ?? line.remote ?? 'title';
  return compileRule(
    {
      field,
      remote: field,
      type: 'text',
      direction: 'both',
      ...others,
      policy: { ...defaultPolicy, ...policy },
    },
    references,
  );
}

/** References where the remote's `10` is the entity `E10`, for these external ids. */
export function linked(...externalIds: readonly string[]): References {
  return {
    entityOf: (_stream, externalId) => (externalIds.includes(externalId) ? `E${externalId}` : undefined),
    externalIdOf: (_stream, entityId) => (externalIds.includes(entityId.slice(1)) ? entityId.slice(1) : undefined),
  };
}

export function shadow(parts: Partial<Shadow> = {}): Shadow {
  return { ...emptyShadow, ...parts };
}

/** What both sides agreed on, and the remote showed last. */
export function agreed(fields: Fields, parts: Partial<Shadow> = {}): Shadow {
  return shadow({ seen: fields, base: fields, ...parts });
}

export function origin(by: string, at: Date): FieldOrigin {
  return { at: at.toISOString(), by, version: 1 };
}

export type Scene = Pick<RemoteMerge, 'entity' | 'shadow' | 'incoming'> &
  Partial<RemoteMerge> & { readonly changedAt?: Date };

/** Merges what HERE shows. */
export function show(scene: Scene): RemoteMergeResult {
  const { changedAt = NOW, ...given } = scene;
  return mergeRemote({
    member: HERE,
    origins: {},
    timeOf: () => changedAt,
    attempts: [],
    rules: [rule()],
    holders: () => [],
    express: (_remote, value) => value,
    now: NOW,
    ...given,
  });
}

/** One field that both sides have changed: the base is `old`, the hub holds `ours`, HERE shows `theirs`. */
export function showBothChanged(line: Line, scene: Partial<Scene> = {}): RemoteMergeResult {
  return show({
    entity: { title: 'ours' },
    shadow: agreed({ title: 'old' }),
    incoming: { title: 'theirs' },
    rules: [rule(line)],
    ...scene,
  });
}

/** What is to be written to HERE. */
export function plan(entity: Fields, known: Shadow, rules: readonly FieldRule[] = [rule()]): PlannedPatch {
  return planPatch(HERE, entity, known, rules, () => true);
}

/** The entity after a merge. */
export function after(entity: Fields, result: { readonly patch: Readonly<Record<string, Json>> }): Fields {
  return { ...entity, ...result.patch };
}
