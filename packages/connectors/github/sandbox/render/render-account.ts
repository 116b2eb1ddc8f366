import { nodeId } from '../model/ids.ts';
import type { Organisation } from '../model/organisation.ts';
import type { SandboxUser } from '../model/records.ts';
import { seededStart } from '../model/seeded-repositories.ts';
import { isoSeconds } from '../model/time.ts';

/** A user as its own address answers it. */
export function renderFullUser(organisation: Organisation, user: SandboxUser): string {
  const createdAt = isoSeconds(seededStart(organisation.settings.seededUntil) - user.id);
  return JSON.stringify({
    ...JSON.parse(user.json),
    name: user.name,
    company: user.isMember ? `@${organisation.login}` : null,
    blog: '',
    location: null,
    email: user.email,
    hireable: null,
    bio: null,
    twitter_username: null,
    notification_email: user.email,
    public_repos: 3,
    public_gists: 0,
    followers: 7,
    following: 2,
    created_at: createdAt,
    updated_at: createdAt,
  });
}

export function renderOrganization(organisation: Organisation): string {
  const createdAt = isoSeconds(seededStart(organisation.settings.seededUntil) - 86_400);
  return JSON.stringify({
    ...organizationFields(organisation),
    name: 'Acme GmbH & Co. KG',
    blog: 'https://acme.example',
    location: 'Zürich',
    email: 'hello@acme.example',
    twitter_username: null,
    is_verified: false,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: organisation.repositories.filter(({ meta }) => !meta.isPrivate).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `https://github.com/${organisation.login}`,
    created_at: createdAt,
    updated_at: createdAt,
    archived_at: null,
    type: 'Organization',
    total_private_repos: organisation.repositories.filter(({ meta }) => meta.isPrivate).length,
  });
}

/** The organisation as webhooks carry it. */
export function renderWebhookOrganization(organisation: Organisation): string {
  return JSON.stringify(organizationFields(organisation));
}

function organizationFields({ login, id }: Organisation): Record<string, unknown> {
  const url = `https://api.github.com/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId('O', id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    description: 'We make everything ✨',
  };
}
