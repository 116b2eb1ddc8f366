import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json, Reference } from '@syncline/core';
import type { OpenProjectClient } from '../client.ts';
import { newestFirst, PAGE_SIZE, parseElements } from '../collection.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, idOf, rawText, requireText, takeFlag, takeTime, textOf, utcTime, wrongType } from '../item.ts';
import { linkedId, linkOf } from '../links.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { leftOutProject, namedProjects, readProject } from '../project-list.ts';
import { checkedId } from '../scopes.ts';

const { read, ...counted } = newestFirst(async () => ({ path: '/projects', query: { filters: [] } }));

/** Projects: those that the settings name, or all that the account can see, archived ones where it is an administrator. */
export const projects: Stream<OpenProjectClient> = {
  name: 'projects',
  title: 'Projects',
  kind: 'project',
  scopeKind: 'site',
  backfill: 'fan_out',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'identifier', type: 'text', writable: 'no' },
    { name: 'description', type: 'rich_text', writable: 'no' },
    { name: 'status', type: 'choice', writable: 'no' },
    { name: 'status_explanation', type: 'rich_text', writable: 'no' },
    { name: 'parent', type: 'reference', writable: 'no', references: 'projects' },
    { name: 'public', type: 'boolean', writable: 'no' },
    { name: 'archived', type: 'boolean', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  ...counted,
  async probe(client, scope, signal) {
    const named = client.settings.projects;
    if (!named) return counted.probe(client, scope, signal);
    return { count: named.length, head: null, observedAt: new Date(), followOnly: true };
  },
  async readPage(client, request, signal) {
    const named = client.settings.projects;
    if (!named) return read(client, request.scope, request.cursor, signal);
    const found = await namedProjects(client, named, signal);
    return { raw: Buffer.from(JSON.stringify(found)), next: null, observedAt: new Date() };
  },
  // 404 is what OpenProject says of projects that may not be seen, too.
  fetchOne: (client, key, signal) =>
    fetchRecord({
      name: `project ${key.locator ?? key.externalId}`,
      async read() {
        const detail = await leftOutProject(client, key.externalId, signal);
        if (detail !== null) return { outcome: 'out_of_scope', detail };
        return { outcome: 'found', raw: (await readProject(client, checkedId(key.externalId), signal)).raw };
      },
    }),
  parsePage: parseElements,
  normalize: normalizeProject,
};

function normalizeProject(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a project');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics);
  requireText(fields, item, 'identifier', diagnostics);
  takeFlag(fields, item, 'public', diagnostics);
  if (typeof item['active'] === 'boolean') fields['archived'] = !item['active'];
  else if (item['active'] !== undefined) diagnostics.push(wrongType('active', 'true or false'));
  for (const [key, as] of [
    ['description', 'description'],
    ['statusExplanation', 'status_explanation'],
  ] as const) {
    const text = item[key] === undefined ? undefined : rawText(item[key]);
    if (text !== undefined) fields[as] = text === '' ? null : text;
    else if (item[key] !== undefined) diagnostics.push(wrongType(key, 'a formatted text'));
  }
  const status = asItem(linkOf(item, 'status'));
  if (status) fields['status'] = textOf(status['title']);
  takeTime(fields, item, 'createdAt', diagnostics, 'created_at');
  const references: Reference[] = [];
  const parent = linkedId(item, 'parent');
  if (parent.shown) fields['parent'] = parent.id;
  if (parent.id !== null) references.push({ relation: 'child_of', stream: 'projects', externalId: parent.id });
  return recordResult(
    {
      kind: 'project',
      stream: 'projects',
      externalId,
      locator: textOf(item['identifier']),
      fields,
      references,
      relations: parent.shown ? ['child_of'] : [],
      remoteUpdatedAt: utcTime(item['updatedAt']),
      url: null,
    },
    diagnostics,
  );
}
