import type { Instance } from '../model/instance.ts';
import type { SandboxRelation } from '../model/records.ts';
import { href, linkTo } from './common.ts';

const NAMES = { relates: 'relates to', blocks: 'blocks', follows: 'follows', duplicates: 'duplicates' } as const;
const REVERSE = { relates: 'relates', blocks: 'blocked', follows: 'precedes', duplicates: 'duplicated' } as const;

export function renderRelation(instance: Instance, { id, type, fromId, toId }: SandboxRelation) {
  const self = href(`/relations/${id}`);
  const end = (of: number) => linkTo('work_packages', of, instance.workPackages.get(of)?.subject);
  return {
    _type: 'Relation',
    _links: {
      self: { href: self },
      updateImmediately: { href: self, method: 'patch' },
      delete: { href: self, method: 'delete', title: 'Remove relation' },
      schema: { href: href('/relations/schema') },
      from: end(fromId),
      to: end(toId),
    },
    id,
    name: NAMES[type],
    type,
    reverseType: REVERSE[type],
    lag: type === 'follows' ? 0 : null,
    description: null,
  };
}
