import type { Instance } from '../model/instance.ts';
import type { SandboxUser } from '../model/records.ts';

function renderUser(instance: Instance, user: SandboxUser) {
  const { id, username, name, state } = user;
  return {
    id,
    username,
    public_email: '',
    name,
    state,
    locked: false,
    avatar_url: null,
    web_url: `${instance.url}/${username}`,
  };
}

/** A user as another object shows it; null for nobody. */
export function renderPerson(instance: Instance, id: number) {
  const user = instance.user(id);
  return user ? renderUser(instance, user) : null;
}

/** A user that is read alone. */
export function renderProfile(instance: Instance, user: SandboxUser) {
  const { bot } = user;
  return {
    ...renderUser(instance, user),
    bot,
    bio: '',
    location: bot ? null : 'Zürich',
    organization: 'Acme',
    job_title: '',
  };
}

export function renderMember(instance: Instance, user: SandboxUser) {
  return { ...renderUser(instance, user), access_level: 30, expires_at: null, membership_state: 'active' };
}
