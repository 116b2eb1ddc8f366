import { sameValue } from '@syncline/core';
import type { EntityState } from './entity-steps.ts';
import { rulesOf } from './member-rules.ts';
import type { MergeWork } from './merge-work.ts';

const REFUSED = ['refused', 'invalid_transition'];

/**
 * What a remote refused to take is held until the remote shows another value or a person decides. It is over as well
 * when the entity has come back to what the remote shows: a close that was refused and taken back leaves nothing to
 * decide, and the next one is tried again.
 */
export function releaseAgreed(work: MergeWork, states: readonly EntityState[]): void {
  for (const state of states)
    for (const mapping of state.mappings) {
      const { shadow } = mapping;
      const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
      if (!member || !Object.values(shadow.held).some(({ reason }) => REFUSED.includes(reason))) continue;
      const held = { ...shadow.held };
      const base = { ...shadow.base };
      for (const { remote, field, project } of rulesOf(member, work.references, state)) {
        const seen = shadow.seen[remote];
        if (seen === undefined || !REFUSED.includes(held[remote]?.reason ?? '')) continue;
        const ours = project(state.fields[field], seen);
        if (ours === undefined || !sameValue(ours, seen)) continue;
        delete held[remote];
        base[remote] = seen;
        mapping.shadow = { ...shadow, held, base };
        mapping.dirty = true;
        work.released.push({ state, mapping, remote });
      }
    }
}
