import type { Instance } from '../model/instance.ts';
import type { SandboxPrincipal } from '../model/records.ts';
import { href, linkTo, shownTime } from './common.ts';

export function resourceOf({ type }: SandboxPrincipal): string {
  return type === 'Group' ? 'groups' : 'users';
}

/** To administrators, and of oneself, all of it. */
export function renderPrincipal(instance: Instance, principal: SandboxPrincipal) {
  const { id, type, name, login, email, admin, status, createdAt, updatedAt } = principal;
  const base = {
    _type: type,
    _links: { self: { href: href(`/${resourceOf(principal)}/${id}`), title: name } },
    id,
    name,
    createdAt: shownTime(createdAt),
    updatedAt: shownTime(updatedAt),
  };
  if (type === 'Group') return base;
  const avatar = `https://avatar.example/${id}`;
  if (!instance.viewer.admin && principal !== instance.viewer) return { ...base, avatar };
  const [firstName = '', lastName = ''] = name.split(' ');
  return { ...base, avatar, login, firstName, lastName, email, admin, status, language: 'en' };
}

export function principalLink(instance: Instance, id: number | null) {
  const principal = instance.principal(id);
  return principal ? linkTo(resourceOf(principal), id, principal.name) : linkTo('users', null);
}
