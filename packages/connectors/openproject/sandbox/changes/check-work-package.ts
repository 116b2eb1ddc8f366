import { categoriesOf, PRIORITIES, STATUSES, TYPES } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxWorkPackage } from '../model/records.ts';
import { type Body, linkedIdOf, member, rawOf } from './body.ts';
import { checkCustomFields } from './check-custom-fields.ts';
import { invalid, type Problem, Refusal } from './refusal.ts';

type Patch = { -readonly [Name in keyof SandboxWorkPackage]?: SandboxWorkPackage[Name] };

const READ_ONLY = ['id', 'createdAt', 'updatedAt', 'percentageDone', 'derivedDueDate'];

/** The body of a create or an edit as a patch, or a refusal that names all that is wrong. */
export function checkWorkPackage(instance: Instance, body: Body, before: SandboxWorkPackage, isNew: boolean): Patch {
  const problems: Problem[] = [];
  for (const name of READ_ONLY)
    if (body[name] !== undefined)
      problems.push({ identifier: 'PropertyIsReadOnly', message: `${name} is read-only.`, attribute: name });
  const patch: Patch = { ...links(instance, body, before, problems), ...members(body, problems) };
  const after = { ...before, ...patch };
  checkDates(body, before, after, patch, problems);
  if (!isNew && patch.statusId !== undefined) checkTransition(instance, before, after, problems);
  if (isNew && patch.subject === undefined) problems.push(invalid('subject', "Subject can't be blank."));
  const custom = checkCustomFields(instance, body, problems);
  if (Object.keys(custom).length > 0) patch.custom = { ...before.custom, ...custom };
  if (problems.length > 0) throw new Refusal(422, ...problems);
  return patch;
}

function members(body: Body, problems: Problem[]): Patch {
  const patch: Patch = {};
  const { subject, description } = body;
  if (subject !== undefined) {
    if (typeof subject !== 'string' || subject.trim() === '')
      problems.push(invalid('subject', "Subject can't be blank."));
    else if (Array.from(subject).length > 255)
      problems.push(invalid('subject', 'Subject is too long (maximum is 255 characters).'));
    else patch.subject = subject;
  }
  if (description !== undefined) {
    const raw = rawOf(description);
    if (raw === null)
      problems.push({
        identifier: 'PropertyFormatError',
        message: "Invalid format for property 'description'.",
        attribute: 'description',
      });
    else patch.description = raw;
  }
  return patch;
}

function links(instance: Instance, body: Body, before: SandboxWorkPackage, problems: Problem[]): Patch {
  const patch: Patch = {};
  const given = (body['_links'] ?? {}) as Body;
  const take = <Name extends keyof Patch>(
    link: string,
    name: Name,
    resources: readonly string[],
    isAllowed: (id: number) => boolean,
    required = false,
  ): void => {
    if (given[link] === undefined) return;
    const id = linkedIdOf(given[link], resources, link);
    if (id === null ? required : !isAllowed(id))
      problems.push(invalid(link, `${link} is not set to one of the allowed values.`));
    else patch[name] = id as Patch[Name];
  };
  const among = (entries: readonly { readonly id: number }[]) => (id: number) => entries.some((one) => one.id === id);
  take('status', 'statusId', ['statuses'], among(STATUSES), true);
  take('type', 'typeId', ['types'], among(TYPES), true);
  take('priority', 'priorityId', ['priorities'], among(PRIORITIES), true);
  take('category', 'categoryId', ['categories'], among(categoriesOf(before.projectId)));
  const isActive = (id: number) => instance.principal(id)?.status === 'active';
  take('assignee', 'assigneeId', ['users', 'groups', 'placeholder_users'], isActive);
  take('responsible', 'responsibleId', ['users', 'groups', 'placeholder_users'], isActive);
  take('version', 'versionId', ['versions'], (id) => {
    const version = instance.versions.get(id);
    if (id === before.versionId) return true;
    return version?.status === 'open' && (version.projectId === before.projectId || version.sharing === 'system');
  });
  take(
    'parent',
    'parentId',
    ['work_packages'],
    (id) => instance.workPackages.has(id) && !isBelow(instance, id, before.id),
  );
  return patch;
}

/** Whether one work package is, or is below, another. */
function isBelow(instance: Instance, id: number, above: number): boolean {
  for (let at: number | null = id; at !== null; at = instance.workPackages.get(at)?.parentId ?? null)
    if (at === above) return true;
  return false;
}

function checkDates(
  body: Body,
  before: SandboxWorkPackage,
  after: SandboxWorkPackage,
  patch: Patch,
  problems: Problem[],
): void {
  const isMilestone = TYPES.some(({ id, isMilestone: is }) => id === after.typeId && is);
  const taken = (attribute: string): string | null | undefined => {
    const value = member(body, attribute);
    if (value === undefined || value === null) return value;
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
    problems.push({
      identifier: 'PropertyFormatError',
      message: `Invalid format for property '${attribute}': Expected format like 'YYYY-MM-DD (ISO 8601 date only)'.`,
      attribute,
    });
    return undefined;
  };
  const [startDate, dueDate, date] = [taken('startDate'), taken('dueDate'), taken('date')];
  if (isMilestone) {
    for (const attribute of ['startDate', 'dueDate'])
      if (body[attribute] !== undefined)
        problems.push({ identifier: 'PropertyIsReadOnly', message: `${attribute} is read-only.`, attribute });
    if (date !== undefined) patch.startDate = patch.dueDate = date;
    // What becomes a milestone is on the day it was due.
    else if (patch.typeId !== undefined) patch.startDate = before.dueDate;
    return;
  }
  if (startDate !== undefined) patch.startDate = startDate;
  if (dueDate !== undefined) patch.dueDate = dueDate;
  const [from, to] = [patch.startDate ?? before.startDate, patch.dueDate ?? before.dueDate];
  if (from && to && to < from && (startDate !== undefined || dueDate !== undefined))
    problems.push(invalid('dueDate', 'Finish date must be greater than or equal to start date.'));
}

function checkTransition(
  instance: Instance,
  before: SandboxWorkPackage,
  after: SandboxWorkPackage,
  problems: Problem[],
): void {
  const nameOf = (id: number) => STATUSES.find((status) => status.id === id)?.name ?? '';
  if (before.statusId === after.statusId) return;
  if ((instance.workflow[nameOf(before.statusId)] ?? []).includes(nameOf(after.statusId))) return;
  problems.push(
    invalid(
      'status',
      "Status is invalid because no valid transition exists from old to new status for the current user's roles.",
    ),
  );
}
