import type { Json } from '../json.ts';
import { sameValue } from '../merge.ts';
import { isEmpty } from './empty.ts';
import type { FieldRule } from './field-rule.ts';
import type { FieldDecision, Unmappable } from './merge-remote.ts';
import type { FieldOrigin, Fields, HeldField, Shadow } from './shadow.ts';
import { emptyShadow } from './shadow.ts';

/** What happens to fields that differ when a record is linked to an entity that it has no base with (rule 3.7). */
export type OnLink =
  | { readonly mode: 'authority'; readonly member: string }
  | { readonly mode: 'fill_empty' }
  | { readonly mode: 'propose' };

export interface FirstLink {
  readonly member: string;
  readonly entity: Fields;
  readonly incoming: Fields;
  timeOf(remote: string): Date;
  readonly rules: readonly FieldRule[];
  readonly onLink: OnLink;
  /** Rule 3.12: a backfill fires no automation, so differences are accepted and nothing is written back. */
  readonly acceptDifferences: boolean;
}

export interface FirstLinkResult {
  readonly patch: Record<string, Json>;
  readonly origins: Record<string, Omit<FieldOrigin, 'version'>>;
  readonly shadow: Shadow;
  readonly decisions: readonly FieldDecision[];
  readonly unmappable: readonly Unmappable[];
}

/**
 * Fields of a newly linked record. An authority's value is taken, or pushed when the authority is another side;
 * with `fill_empty` the side that has nothing takes the other's, and where both have something the difference is
 * accepted until one of them changes. A field that the remote shows is always `seen`.
 */
export function firstLink(link: FirstLink): FirstLinkResult {
  const patch: Record<string, Json> = {};
  const origins: Record<string, Omit<FieldOrigin, 'version'>> = {};
  const base: Record<string, Json> = {};
  const sent: Record<string, Json> = {};
  const held: Record<string, HeldField> = {};
  const decisions: FieldDecision[] = [];
  const unmappable: Unmappable[] = [];
  for (const rule of link.rules) {
    const { remote, field } = rule;
    const theirs = link.incoming[remote];
    if (theirs === undefined || rule.direction === 'none') continue;
    const ours = rule.project(link.entity[field], theirs);
    base[remote] = theirs;
    if (ours !== undefined && sameValue(ours, theirs)) {
      decide(rule, 'agreed');
      continue;
    }
    if (rule.direction !== 'out' && takesTheirs(link, rule)) {
      const adopted = rule.adopt(theirs, link.entity[field]);
      if (adopted.ok) {
        patch[field] = adopted.value;
        origins[field] = { at: link.timeOf(remote).toISOString(), by: link.member };
        decide(rule, 'taken', isEmpty(ours) ? undefined : ours);
      } else {
        held[remote] = { reason: adopted.code, key: '' };
        unmappable.push({ rule, value: theirs, code: adopted.code, message: adopted.message });
      }
      continue;
    }
    if (ours === undefined) continue;
    const pushes = !link.acceptDifferences && (link.onLink.mode === 'authority' || isEmpty(theirs));
    if (!pushes) {
      // Accepted: as if the remote showed what we have, until one of both changes.
      sent[remote] = ours;
      base[remote] = ours;
    }
    decide(rule, 'kept', theirs);
  }
  return {
    patch,
    origins,
    shadow: { ...emptyShadow, seen: link.incoming, base, sent, held },
    decisions,
    unmappable,
  };

  function decide(rule: FieldRule, outcome: FieldDecision['outcome'], overridden?: Json): void {
    decisions.push({
      field: rule.field,
      outcome,
      policy: rule.policy.mode,
      ...(overridden === undefined ? {} : { overridden }),
    });
  }
}

function takesTheirs(link: FirstLink, rule: FieldRule): boolean {
  const { policy } = rule;
  if (isEmpty(link.entity[rule.field])) return true;
  if (policy.mode === 'remote_wins') return policy.streams[0] === link.member;
  if (policy.mode === 'local_wins') return false;
  return link.onLink.mode === 'authority' && link.onLink.member === link.member;
}
