import type { Instance } from '../model/instance.ts';
import type { SandboxProject, SandboxVersion } from '../model/records.ts';
import { type Body, rawOf } from './body.ts';
import { invalid, type Problem, Refusal } from './refusal.ts';

type Patch = { -readonly [Name in keyof SandboxVersion]?: SandboxVersion[Name] };

export function createVersion(instance: Instance, project: SandboxProject, body: Body): SandboxVersion {
  const now = instance.nowMs();
  const blank: SandboxVersion = {
    id: 0,
    projectId: project.id,
    name: '',
    description: '',
    startDate: null,
    endDate: null,
    status: 'open',
    sharing: 'none',
    createdAt: now,
    updatedAt: now,
  };
  const version = { ...blank, ...checkVersion(instance, { name: '', ...body }, blank), id: instance.takeId() };
  instance.versions.set(version.id, version);
  return version;
}

export function editVersion(instance: Instance, before: SandboxVersion, body: Body): SandboxVersion {
  const edited = { ...before, ...checkVersion(instance, body, before), updatedAt: instance.nowMs() };
  instance.versions.set(before.id, edited);
  return edited;
}

/** Work packages lose it. */
export function deleteVersion(instance: Instance, version: SandboxVersion): void {
  instance.versions.delete(version.id);
  for (const workPackage of instance.workPackages.values())
    if (workPackage.versionId === version.id) instance.put({ ...workPackage, versionId: null });
}

function checkVersion(instance: Instance, body: Body, before: SandboxVersion): Patch {
  const problems: Problem[] = [];
  const patch: Patch = {};
  const { name, description, status } = body;
  if (name !== undefined) {
    const isTaken = [...instance.versions.values()].some(
      (other) => other.id !== before.id && other.projectId === before.projectId && other.name === name,
    );
    if (typeof name !== 'string' || name.trim() === '') problems.push(invalid('name', "Name can't be blank."));
    else if (name.length > 60) problems.push(invalid('name', 'Name is too long (maximum is 60 characters).'));
    else if (isTaken) problems.push(invalid('name', 'Name has already been taken.'));
    else patch.name = name;
  }
  if (description !== undefined) patch.description = rawOf(description) ?? '';
  if (status !== undefined) {
    if (status === 'open' || status === 'locked' || status === 'closed') patch.status = status;
    else problems.push(invalid('status', 'Status is not set to one of the allowed values.'));
  }
  for (const attribute of ['startDate', 'endDate'] as const) {
    const value = body[attribute];
    if (value === undefined) continue;
    if (value === null || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))) patch[attribute] = value;
    else
      problems.push({
        identifier: 'PropertyFormatError',
        message: `Invalid format for property '${attribute}': Expected format like 'YYYY-MM-DD (ISO 8601 date only)'.`,
        attribute,
      });
  }
  const { startDate, endDate } = { ...before, ...patch };
  if (startDate && endDate && endDate < startDate)
    problems.push(invalid('endDate', 'Finish date must be greater than start date.'));
  if (problems.length > 0) throw new Refusal(422, ...problems);
  return patch;
}
