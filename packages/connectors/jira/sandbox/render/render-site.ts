import { ISSUE_TYPES, PRIORITIES, STATUSES } from '../model/catalogue.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { SandboxComponent, SandboxUser } from '../model/records.ts';
import type { Site } from '../model/site.ts';

export function renderUser(site: Site, user: SandboxUser) {
  const avatar = (size: number) => `https://avatar.example/${user.accountId}/${size}`;
  return {
    self: `${site.url}/rest/api/3/user?accountId=${user.accountId}`,
    accountId: user.accountId,
    ...(user.showsEmail && { emailAddress: user.email }),
    avatarUrls: { '48x48': avatar(48), '24x24': avatar(24), '16x16': avatar(16), '32x32': avatar(32) },
    displayName: user.name,
    active: user.active,
    timeZone: 'Europe/Berlin',
    accountType: user.type,
  };
}

export function userOrNull(site: Site, accountId: string | null) {
  const user = site.user(accountId);
  return user ? renderUser(site, user) : null;
}

export function renderProject(site: Site, { facts }: ProjectStore, isWhole = true) {
  const self = `${site.url}/rest/api/3/project/${facts.id}`;
  const base = {
    self,
    id: String(facts.id),
    key: facts.key,
    name: facts.name,
    projectTypeKey: 'software' as const,
    simplified: false,
    avatarUrls: { '48x48': `${self}/avatar` },
  };
  if (!isWhole) return base;
  return { ...base, description: `All of ${facts.key}`, lead: renderUser(site, facts.lead), isPrivate: false };
}

export function renderComponent(site: Site, component: SandboxComponent) {
  const project = site.projects[component.projectIndex];
  return {
    self: `${site.url}/rest/api/3/component/${component.id}`,
    id: String(component.id),
    name: component.name,
    ...(component.description !== null && { description: component.description }),
    ...(component.leadId !== null && { lead: userOrNull(site, component.leadId) }),
    assigneeType: 'PROJECT_DEFAULT',
    isAssigneeTypeValid: true,
    project: project?.facts.key,
    projectId: project?.facts.id,
  };
}

export function renderStatus(site: Site, name: string) {
  const status = STATUSES.find((candidate) => candidate.name === name);
  if (!status) throw new Error(`no status ${name}`);
  return {
    self: `${site.url}/rest/api/3/status/${status.id}`,
    description: '',
    iconUrl: `${site.url}/`,
    name,
    id: status.id,
    statusCategory: { self: `${site.url}/rest/api/3/statuscategory/${status.category.id}`, ...status.category },
  };
}

export function renderIssueType(site: Site, name: string) {
  const type = ISSUE_TYPES.find((candidate) => candidate.name === name);
  if (!type) throw new Error(`no issue type ${name}`);
  return {
    self: `${site.url}/rest/api/3/issuetype/${type.id}`,
    id: type.id,
    description: '',
    iconUrl: `${site.url}/`,
    name,
    subtask: type.subtask,
    hierarchyLevel: type.level,
  };
}

export function renderPriority(site: Site, name: string | null) {
  const priority = PRIORITIES.find((candidate) => candidate.name === name);
  if (!priority) return null;
  return { self: `${site.url}/rest/api/3/priority/${priority.id}`, iconUrl: `${site.url}/`, ...priority };
}
