import type { Instance } from '../model/instance.ts';
import type { SandboxProject, SandboxVersion } from '../model/records.ts';
import { formattable, href, linkTo, shownTime } from './common.ts';

export function renderProject(instance: Instance, project: SandboxProject) {
  const { id, identifier, name, description, active, parentId } = project;
  const self = href(`/projects/${id}`);
  const parent = parentId === null ? undefined : instance.projects.get(parentId);
  return {
    _type: 'Project',
    _links: {
      self: { href: self, title: name },
      categories: { href: `${self}/categories` },
      types: { href: `${self}/types` },
      versions: { href: `${self}/versions` },
      memberships: { href: href('/memberships') },
      workPackages: { href: `${self}/work_packages` },
      parent: linkTo('projects', parent?.id, parent?.name),
      status: { href: href('/project_statuses/on_track'), title: 'On track' },
      ancestors: parent ? [linkTo('projects', parent.id, parent.name)] : [],
    },
    id,
    identifier,
    name,
    active,
    public: project.public,
    description: formattable(description),
    statusExplanation: formattable(''),
    createdAt: shownTime(project.createdAt),
    updatedAt: shownTime(project.updatedAt),
  };
}

export function renderVersion(instance: Instance, version: SandboxVersion) {
  const { id, projectId, name, description, startDate, endDate, status, sharing } = version;
  const self = href(`/versions/${id}`);
  return {
    _type: 'Version',
    _links: {
      self: { href: self, title: name },
      definingProject: linkTo('projects', projectId, instance.projects.get(projectId)?.name),
      availableInProjects: { href: `${self}/projects` },
    },
    id,
    name,
    description: formattable(description, 'plain'),
    startDate,
    endDate,
    status,
    sharing,
    createdAt: shownTime(version.createdAt),
    updatedAt: shownTime(version.updatedAt),
  };
}
