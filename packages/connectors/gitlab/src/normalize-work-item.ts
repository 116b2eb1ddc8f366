import type { NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord, Reference, RelationType } from '@syncline/core';
import { addUser } from './embedded-user.ts';
import { numberInGid } from './global-id.ts';
import { isIssueType } from './issue-links.ts';
import {
  asItem,
  type Item,
  idOf,
  requireChoice,
  requireText,
  takeDate,
  takeFlag,
  takeKeyedText,
  takeTime,
  textOf,
  utcTime,
} from './item.ts';
import { notARecord, recordResult } from './normal-result.ts';
import { takeParent, typeWord } from './parent-item.ts';
import type { Place } from './place.ts';
import { distinct } from './work-record.ts';

/** GraphQL's names of states; ours are those that the issues have. */
const STATES: Readonly<Record<string, string>> = { OPEN: 'opened', CLOSED: 'closed' };

/** A task, objective or key result, as GraphQL shows it. */
export function normalizeWorkItem(value: unknown, place: Place): NormalizeResult {
  const shown = asItem(value);
  const id = numberInGid(shown?.['id']);
  if (!shown || id === null) return notARecord('a work item');
  const type = textOf(asItem(shown['workItemType'])?.['name']);
  if (type !== null && isIssueType(typeWord(type)))
    return { outcome: 'ignored', reason: 'an issue: it comes with its own stream' };
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  const widgets = widgetsOf(shown);
  const ownKey = takePlain(shown, widgets, fields, diagnostics);
  const edges = takeEdges(shown, widgets, fields, place);
  if (type !== null) fields['issue_type'] = type;
  return recordResult(
    {
      kind: 'work_item',
      stream: 'work_items',
      externalId: String(id),
      locator: `${place.path}/work_items/${String(shown['iid'])}`,
      fields,
      references: edges.references,
      relations: edges.relations,
      remoteUpdatedAt: utcTime(shown['updatedAt']),
      url: textOf(shown['webUrl']),
      ...(ownKey !== undefined && { ownKey }),
    },
    diagnostics,
    edges.embedded,
  );
}

/** All members of all widgets: their names do not clash. */
function widgetsOf(shown: Item): Item {
  const widgets = shown['widgets'];
  return Object.assign({}, ...(Array.isArray(widgets) ? widgets : []).map((widget) => asItem(widget) ?? {})) as Item;
}

function takePlain(
  shown: Item,
  widgets: Item,
  fields: Record<string, Json>,
  diagnostics: Diagnostic[],
): string | undefined {
  requireText(fields, shown, 'title', diagnostics);
  const { ownKey } = takeKeyedText(fields, widgets, 'description', diagnostics);
  const state = STATES[textOf(shown['state']) ?? ''] ?? shown['state'];
  requireChoice(fields, { state }, 'state', Object.values(STATES), diagnostics);
  if (/^\d{1,15}$/.test(String(shown['iid']))) fields['number'] = Number(shown['iid']);
  takeFlag(fields, shown, 'confidential', diagnostics);
  takeTime(fields, shown, 'createdAt', diagnostics, 'created_at');
  takeTime(fields, shown, 'closedAt', diagnostics, 'closed_at');
  takeDate(fields, { start_date: widgets['startDate'] }, 'start_date', diagnostics);
  takeDate(fields, { due_date: widgets['dueDate'] }, 'due_date', diagnostics);
  return ownKey;
}

function takeEdges(shown: Item, widgets: Item, fields: Record<string, Json>, place: Place) {
  const references: Reference[] = [{ relation: 'belongs_to', stream: 'projects', externalId: place.id }];
  const relations: RelationType[] = ['belongs_to', 'created_by'];
  const embedded: NormalisedRecord[] = [];
  addUser(personIn(shown['author']), 'created_by', references, embedded);
  const assignees = nodesOf(widgets['assignees'])?.map(personIn);
  if (assignees) {
    relations.push('assigned_to');
    fields['assignees'] = distinct(assignees.map(idOf));
    for (const assignee of assignees) addUser(assignee, 'assigned_to', references, embedded);
  }
  const labels = nodesOf(widgets['labels']);
  if (labels) {
    relations.push('labelled');
    fields['labels'] = distinct(labels.map((label) => textOf(asItem(label)?.['title'])));
    for (const label of labels) addEdge('labelled', 'labels', label, references);
  }
  if (widgets['milestone'] !== undefined) {
    relations.push('in_milestone');
    fields['milestone'] = addEdge('in_milestone', 'milestones', widgets['milestone'], references);
  }
  const type = textOf(asItem(shown['workItemType'])?.['name']) ?? '';
  takeParent(widgets['parent'], type, fields, { references, relations });
  return { references, relations, embedded };
}

function addEdge(relation: RelationType, stream: string, value: unknown, references: Reference[]): string | null {
  const id = numberInGid(asItem(value)?.['id']);
  if (id === null) return null;
  references.push({ relation, stream, externalId: String(id) });
  return String(id);
}

function nodesOf(connection: unknown): readonly unknown[] | null {
  const nodes = asItem(connection)?.['nodes'];
  return Array.isArray(nodes) ? nodes : null;
}

/** A user of GraphQL's in the words of the REST API. */
function personIn(value: unknown): Item | null {
  const user = asItem(value);
  if (!user) return null;
  return { ...user, id: numberInGid(user['id']), avatar_url: user['avatarUrl'], web_url: user['webUrl'] };
}
