import type { Member } from '../api/client.ts';

export interface SideGroup {
  readonly config: string;
  readonly kind: string;
  readonly members: readonly Member[];
}

/** Members that are kept in step with one another, by sync config and kind. */
export function groupsOf(members: readonly Member[]): SideGroup[] {
  const groups = new Map<string, { config: string; kind: string; members: Member[] }>();
  for (const member of members)
    for (const config of member.configs) {
      const key = `${config}\0${member.kind}`;
      const group = groups.get(key) ?? { config, kind: member.kind, members: [] };
      group.members.push(member);
      groups.set(key, group);
    }
  return [...groups.values()];
}

/** Of one: linked records that wait for no write and no decision. Null: none is linked. */
export function shareInStep(member: Pick<Member, 'mapped' | 'writebacks_pending' | 'conflicts_open' | 'errors_open'>) {
  if (member.mapped === 0) return null;
  const behind = member.writebacks_pending + member.conflicts_open + member.errors_open;
  return Math.max(0, member.mapped - behind) / member.mapped;
}
