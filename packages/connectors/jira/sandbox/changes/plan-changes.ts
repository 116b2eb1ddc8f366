import type { SandboxSprint, SandboxVersion } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { renderSprint, renderVersion } from '../render/render-plan.ts';
import { Refusal } from './refusal.ts';

export type VersionEdit = Partial<Omit<SandboxVersion, 'id' | 'projectIndex'>>;

export function editVersion(site: Site, id: number, edit: VersionEdit): SandboxVersion {
  const version = site.versions.get(id);
  if (!version) throw new Refusal(404, `Could not find version for id '${id}'`);
  const namesake = [...site.versions.values()].find(
    (other) => other.id !== id && other.projectIndex === version.projectIndex && other.name === edit.name,
  );
  if (namesake) throw new Refusal(400, null, { name: 'A version with this name already exists in this project.' });
  const edited = { ...version, ...edit };
  site.versions.set(id, edited);
  tellVersion(site, 'jira:version_updated', edited);
  return edited;
}

export function createVersion(site: Site, projectIndex: number, from: VersionEdit): SandboxVersion {
  const name = from.name?.trim() ?? '';
  if (name === '') throw new Refusal(400, null, { name: 'You must specify a valid version name' });
  if ([...site.versions.values()].some((other) => other.projectIndex === projectIndex && other.name === name))
    throw new Refusal(400, null, { name: 'A version with this name already exists in this project.' });
  const version: SandboxVersion = {
    id: site.takeId(),
    projectIndex,
    name,
    description: null,
    released: false,
    archived: false,
    startDate: null,
    releaseDate: null,
    ...from,
  };
  site.versions.set(version.id, version);
  tellVersion(site, 'jira:version_created', version);
  return version;
}

export function deleteVersion(site: Site, id: number): void {
  const version = site.versions.get(id);
  if (!version) return;
  site.versions.delete(id);
  tellVersion(site, 'jira:version_deleted', version);
}

export function editSprint(site: Site, id: number, edit: Partial<Omit<SandboxSprint, 'id'>>): SandboxSprint {
  const sprint = site.sprints.get(id);
  if (!sprint) throw new Refusal(404, 'The requested sprint was not found.');
  const edited = { ...sprint, ...edit };
  site.sprints.set(id, edited);
  const event = { webhookEvent: 'sprint_updated', timestamp: site.nowMs(), sprint: renderSprint(site, edited) };
  site.emit({ event: 'sprint_updated', projectKey: null, body: event });
  return edited;
}

function tellVersion(site: Site, event: string, version: SandboxVersion): void {
  const body = { timestamp: site.nowMs(), webhookEvent: event, version: renderVersion(site, version) };
  site.emit({ event, projectKey: null, body });
}
