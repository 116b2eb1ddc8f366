import type { NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference } from '@syncline/core';
import { takeCustomFields } from './custom-fields.ts';
import {
  asItem,
  type Item,
  idOf,
  missing,
  rawText,
  requireText,
  sortedSet,
  takeDate,
  takeNumber,
  takeText,
  takeTime,
  textOf,
  utcTime,
  wrongType,
} from './item.ts';
import { linkedId, linkOf, targetOf } from './links.ts';
import { notARecord, recordResult } from './normal-result.ts';
import { splitOwnKey } from './own-key.ts';
import { addPrincipal } from './principal.ts';
import { LINK_FIELDS, otherIds, RELATION_FIELDS, relationReferences, relationsOf } from './relations.ts';

/** A work package, with what a kept page adds to it: its relations, the closed statuses, the instance's address. */
export function normalizeWorkPackage(value: unknown, scope: string): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a work package');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'subject', diagnostics);
  const ownKey = takeDescription(fields, item, diagnostics);
  takeChoices(fields, item, diagnostics);
  takeDates(fields, item, diagnostics);
  takeText(fields, item, 'estimatedTime', diagnostics, 'estimated_time');
  takeNumber(fields, item, 'percentageDone', diagnostics, 'percentage_done');
  takeCustomFields(fields, item);
  const { references, relations, embedded } = edgesOf(item, externalId, fields, scope);
  const { lockVersion, site } = item;
  return recordResult(
    {
      kind: 'work_item',
      stream: 'work_packages',
      externalId,
      locator: externalId,
      fields,
      references,
      relations,
      remoteUpdatedAt: utcTime(item['updatedAt']),
      url: typeof site === 'string' && site !== '' ? `${site}/work_packages/${externalId}` : null,
      ...(ownKey !== null && { ownKey }),
      ...(typeof lockVersion === 'number' && { version: String(lockVersion) }),
    },
    diagnostics,
    embedded,
  );
}

function takeDescription(fields: Record<string, Json>, item: Item, diagnostics: Diagnostic[]): string | null {
  if (item['description'] === undefined) return null;
  const raw = rawText(item['description']);
  if (raw === undefined) diagnostics.push(wrongType('description', 'a formatted text'));
  if (raw === undefined || raw === null) {
    if (raw === null) fields['description'] = null;
    return null;
  }
  const { text, ownKey } = splitOwnKey(raw);
  fields['description'] = text;
  return ownKey;
}

/** What is chosen from a list is shown as a link, whose title is its name. */
function takeChoices(fields: Record<string, Json>, item: Item, diagnostics: Diagnostic[]): void {
  for (const [link, field] of [
    ['type', 'issue_type'],
    ['priority', 'priority'],
    ['category', 'category'],
  ] as const) {
    if (asItem(linkOf(item, link))) fields[field] = textOf(asItem(linkOf(item, link))?.['title']);
  }
  const status = targetOf(linkOf(item, 'status'));
  if (!status?.title) return void diagnostics.push(missing('status', 'name'));
  fields['status'] = status.title;
  const closed = item['closedStatuses'];
  if (Array.isArray(closed)) fields['closed'] = closed.includes(status.id);
}

/** A milestone has a date instead of two. */
function takeDates(fields: Record<string, Json>, item: Item, diagnostics: Diagnostic[]): void {
  takeDate(fields, item, 'startDate', diagnostics, 'start_date');
  takeDate(fields, item, 'dueDate', diagnostics, 'due_date');
  takeDate(fields, item, 'date', diagnostics, 'due_date');
  takeTime(fields, item, 'createdAt', diagnostics, 'created_at');
}

function edgesOf(item: Item, workPackageId: string, fields: Record<string, Json>, scope: string) {
  const references: Reference[] = [];
  const relations: Reference['relation'][] = ['belongs_to'];
  const embedded: NormalisedRecord[] = [];
  // A moved work package is found under the scope it was known by, and shows where it is now.
  const project = linkedId(item, 'project').id ?? (/^\d+$/.test(scope) ? scope : null);
  if (project !== null) references.push({ relation: 'belongs_to', stream: 'projects', externalId: project });
  const parent = linkedId(item, 'parent');
  if (parent.shown) {
    fields['parent'] = parent.id;
    relations.push('child_of');
    if (parent.id !== null) references.push({ relation: 'child_of', stream: 'work_packages', externalId: parent.id });
  }
  const versions = versionIds(item);
  if (versions !== null) {
    // One where the instance knows of one only; of several there is no one to name.
    if (versions.length < 2) fields['version'] = versions[0] ?? null;
    relations.push('in_milestone');
    for (const externalId of versions) references.push({ relation: 'in_milestone', stream: 'versions', externalId });
  }
  for (const [link, field, relation] of [
    ['assignee', 'assignee', 'assigned_to'],
    ['author', 'author', 'created_by'],
    ['responsible', 'responsible', null],
  ] as const) {
    const { shown, id } = linkedId(item, link);
    if (!shown) continue;
    fields[field] = id;
    if (relation !== null) relations.push(relation);
    addPrincipal(item, link, relation, references, embedded);
  }
  if (Array.isArray(item['relations'])) {
    const found = relationsOf(item['relations'], workPackageId);
    for (const field of RELATION_FIELDS) fields[field] = otherIds(found, field);
    relations.push(...LINK_FIELDS);
    references.push(...relationReferences(found));
  }
  return { references, relations, embedded };
}

/** Instances that allow several versions of a work package show them under another name; null: not shown. */
function versionIds(item: Item): string[] | null {
  const version = linkedId(item, 'version');
  if (version.shown) return version.id === null ? [] : [version.id];
  const several = linkOf(item, 'targetVersions');
  return Array.isArray(several) ? sortedSet(several.flatMap((link) => targetOf(link)?.id ?? [])) : null;
}
