import type { SandboxSprint, SandboxVersion } from '../model/records.ts';
import type { Site } from '../model/site.ts';

export function renderVersion(site: Site, version: SandboxVersion) {
  return {
    self: `${site.url}/rest/api/3/version/${version.id}`,
    id: String(version.id),
    ...(version.description !== null && { description: version.description }),
    name: version.name,
    archived: version.archived,
    released: version.released,
    ...(version.startDate !== null && { startDate: version.startDate }),
    ...(version.releaseDate !== null && { releaseDate: version.releaseDate }),
    projectId: site.projects[version.projectIndex]?.facts.id,
  };
}

export function renderBoard(site: Site, boardId: number) {
  const project = site.projects[boardId - 1];
  return {
    id: boardId,
    self: `${site.url}/rest/agile/1.0/board/${boardId}`,
    name: `${project?.facts.key} board`,
    type: 'scrum',
    location: {
      projectId: project?.facts.id,
      displayName: project?.facts.name,
      projectName: project?.facts.name,
      projectKey: project?.facts.key,
      projectTypeKey: 'software',
      name: project?.facts.name,
    },
  };
}

export function renderSprint(site: Site, sprint: SandboxSprint) {
  const time = (value: number | null) => (value === null ? undefined : new Date(value).toISOString());
  return {
    id: sprint.id,
    self: `${site.url}/rest/agile/1.0/sprint/${sprint.id}`,
    state: sprint.state,
    name: sprint.name,
    startDate: time(sprint.startAt),
    endDate: time(sprint.endAt),
    completeDate: time(sprint.completeAt),
    originBoardId: sprint.boardId,
    ...(sprint.goal !== null && { goal: sprint.goal }),
  };
}

/** As the sprint field of an issue shows it. */
export function renderIssueSprint(sprint: SandboxSprint) {
  return {
    id: sprint.id,
    name: sprint.name,
    state: sprint.state,
    boardId: sprint.boardId,
    goal: sprint.goal ?? '',
  };
}
