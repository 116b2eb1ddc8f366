import type { NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference } from '@syncline/core';
import { takeCustomFields } from './custom-fields.ts';
import { accountIdOf, addUser } from './embedded-user.ts';
import { fieldTimesIn } from './field-times.ts';
import { LINK_FIELDS, linkedIds, linkReferences, readLinks } from './issue-links.ts';
import {
  asItem,
  type Item,
  idOf,
  idsOf,
  missing,
  requireText,
  sortedSet,
  takeDate,
  takeName,
  takeTime,
  textOf,
  utcTime,
  wrongType,
} from './item.ts';
import { notARecord, recordResult } from './normal-result.ts';
import { ownKeyIn } from './own-key.ts';
import { embeddedProject } from './project-edge.ts';
import { markdownOf } from './rich-text.ts';

/** An issue as searches and single reads show it, with the types of its custom fields under `schema`. */
export function normalizeIssue(value: unknown, scope: string): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('an issue');
  const shown = asItem(item['fields']) ?? {};
  const key = textOf(item['key']);
  const diagnostics: Diagnostic[] = [];
  const fields = plainFields(shown, diagnostics);
  if (key !== null) fields['key'] = key;
  else diagnostics.push(missing('key', 'text'));
  takeCustomFields(fields, shown, asItem(item['schema']) ?? {}, diagnostics);
  const { references, relations, embedded } = issueEdges(shown, fields, scope);
  const ownKey = ownKeyIn(item['properties']);
  const fieldTimes = fieldTimesIn(item, utcTime(shown['created']));
  return recordResult(
    {
      kind: 'work_item',
      stream: 'issues',
      externalId,
      locator: key,
      fields,
      references,
      relations,
      remoteUpdatedAt: utcTime(shown['updated']),
      url: browseUrl(item['self'], key),
      ...(ownKey !== null && { ownKey }),
      ...(fieldTimes && { fieldTimes }),
    },
    diagnostics,
    embedded,
  );
}

function plainFields(shown: Item, diagnostics: Diagnostic[]): Record<string, Json> {
  const fields: Record<string, Json> = {};
  requireText(fields, shown, 'summary', diagnostics);
  const description = shown['description'];
  if (description === null || asItem(description)) fields['description'] = markdownOf(description);
  else if (description !== undefined) diagnostics.push(wrongType('description', 'a document'));
  const status = asItem(shown['status']);
  const statusName = textOf(status?.['name']);
  if (statusName === null) diagnostics.push(missing('status', 'name'));
  else fields['status'] = statusName;
  const category = textOf(asItem(status?.['statusCategory'])?.['key']);
  if (category !== null) fields['status_category'] = category;
  takeName(fields, shown, 'issuetype', diagnostics, 'issue_type');
  takeName(fields, shown, 'priority', diagnostics);
  takeName(fields, shown, 'resolution', diagnostics);
  if (shown['assignee'] !== undefined) fields['assignee'] = accountIdOf(shown['assignee']);
  if (shown['reporter'] !== undefined) fields['reporter'] = accountIdOf(shown['reporter']);
  if (Array.isArray(shown['labels']))
    fields['labels'] = sortedSet(shown['labels'].filter((label) => typeof label === 'string'));
  takeDate(fields, shown, 'duedate', diagnostics, 'due_date');
  if (Array.isArray(shown['fixVersions'])) fields['fix_versions'] = idsOf(shown['fixVersions']);
  if (Array.isArray(shown['components'])) fields['components'] = idsOf(shown['components']);
  // An issue without a parent has no such field at all, whatever was asked for.
  fields['parent'] = idOf(shown['parent']);
  if (Array.isArray(shown['issuelinks'])) {
    const links = readLinks(shown['issuelinks']);
    for (const field of LINK_FIELDS) fields[field] = linkedIds(links, field);
  }
  takeTime(fields, shown, 'created', diagnostics, 'created_at');
  takeTime(fields, shown, 'resolutiondate', diagnostics, 'resolved_at');
  return fields;
}

function issueEdges(shown: Item, fields: Readonly<Record<string, Json>>, scope: string) {
  const references: Reference[] = [];
  const relations: Reference['relation'][] = ['belongs_to', 'child_of', 'part_of'];
  const embedded: NormalisedRecord[] = [];
  // A moved issue is found under the scope it was known by, and shows where it is now.
  const project = idOf(shown['project']) ?? (/^\d+$/.test(scope) ? scope : null);
  if (project !== null) references.push({ relation: 'belongs_to', stream: 'projects', externalId: project });
  const shownProject = embeddedProject(shown['project']);
  if (shownProject) embedded.push(shownProject);
  const components = fields['components'];
  for (const id of Array.isArray(components) ? components : [])
    references.push({ relation: 'part_of', stream: 'components', externalId: String(id) });
  const { parent, sprint } = fields as Readonly<Record<string, Json | undefined>>;
  if (typeof parent === 'string') references.push({ relation: 'child_of', stream: 'issues', externalId: parent });
  if (typeof sprint === 'string') references.push({ relation: 'part_of', stream: 'iterations', externalId: sprint });
  if (shown['assignee'] !== undefined) {
    relations.push('assigned_to');
    addUser(shown['assignee'], 'assigned_to', references, embedded);
  }
  if (shown['creator'] !== undefined) {
    relations.push('created_by');
    addUser(shown['creator'], 'created_by', references, embedded);
  }
  const versions = fields['fix_versions'];
  if (Array.isArray(versions)) {
    relations.push('in_milestone');
    for (const id of versions)
      references.push({ relation: 'in_milestone', stream: 'versions', externalId: String(id) });
  }
  if (Array.isArray(shown['issuelinks'])) {
    relations.push(...LINK_FIELDS);
    references.push(...linkReferences(readLinks(shown['issuelinks'])));
  }
  return { references, relations, embedded };
}

/** The page for people beside the API's address of an issue; null where the API has a host of its own. */
function browseUrl(self: unknown, key: string | null): string | null {
  const site = /^(https?:\/\/[^/]+)\/rest\/api\//.exec(textOf(self) ?? '')?.[1];
  return site === undefined || key === null ? null : `${site}/browse/${key}`;
}
