import type { FileNames, Json, References } from '@syncline/core';
import { type AuthorRow, type EntityState, type FileLinkRow, findLinks, type LinkRow, type Sql } from '@syncline/store';
import { type FilesByText, fileNamesOf, loadFiles } from '../files/file-names.ts';
import { type Authors, loadAuthors } from './bylines.ts';
import type { PlanMember, PlanRule, SyncPlan } from './sync-plan.ts';

/** Who is linked to whom, as far as some entities' reference fields need it. */
export class LinkedReferences {
  readonly #entities = new Map<string, string>();
  readonly #externals = new Map<string, LinkRow>();
  readonly #authors = new Map<string, readonly AuthorRow[]>();
  #plan: SyncPlan | undefined;
  readonly #files = new Map<string, readonly FileLinkRow[]>();

  /** Who wrote the entities. */
  get authors(): Authors {
    return this.#authors;
  }

  addAuthors(authors: Authors): void {
    for (const [entityId, rows] of authors) this.#authors.set(entityId, rows);
  }

  addFiles(plan: SyncPlan, files: FilesByText): void {
    this.#plan = plan;
    for (const [entityId, links] of files) this.#files.set(entityId, links);
  }

  /** How texts of an entity name files at a member; undefined: there is none that they could name. */
  fileNames(member: PlanMember, rule: PlanRule, entityId: string): FileNames | undefined {
    const links = rule.type === 'rich_text' ? this.#files.get(entityId) : undefined;
    return links && this.#plan && fileNamesOf(this.#plan, member, rule, links);
  }

  add(link: LinkRow): void {
    this.#entities.set(`${link.connectionId} ${link.stream} ${link.externalId}`, link.entityId);
    this.#externals.set(`${link.connectionId} ${link.stream} ${link.entityId}`, link);
  }

  /** Seen from one connection. */
  of(connectionId: number): References {
    return {
      entityOf: (stream, externalId) => this.#entities.get(`${connectionId} ${stream} ${externalId}`),
      externalIdOf: (stream, entityId) => this.#externals.get(`${connectionId} ${stream} ${entityId}`)?.externalId,
    };
  }

  linkOf(connectionId: number, stream: string, entityId: string): LinkRow | undefined {
    return this.#externals.get(`${connectionId} ${stream} ${entityId}`);
  }
}

/**
 * Loads the links that the reference fields of these entities name, on any side: what the remotes show, what
 * they are about to show (`incoming`), and what the hub holds.
 */
export async function loadReferences(
  tx: Sql,
  plan: SyncPlan,
  states: readonly EntityState[],
  incoming: readonly { readonly member: PlanMember; readonly fields: Readonly<Record<string, Json>> }[] = [],
): Promise<LinkedReferences> {
  const records = new Map<string, { connectionId: number; stream: string; externalId: string }>();
  const entityIds = new Set<string>();
  const noteRemote = (member: PlanMember, fields: Readonly<Record<string, Json>>): void => {
    for (const rule of member.rules) {
      if (rule.references === undefined) continue;
      for (const externalId of idsIn(fields[rule.remote]))
        records.set(`${member.connectionId} ${rule.references} ${externalId}`, {
          connectionId: member.connectionId,
          stream: rule.references,
          externalId,
        });
    }
  };
  for (const { member, fields } of incoming) noteRemote(member, fields);
  for (const state of states) {
    for (const member of plan.membersOfKind(state.kind))
      for (const rule of member.rules)
        if (rule.references !== undefined) for (const id of idsIn(state.fields[rule.field])) entityIds.add(id);
    for (const mapping of state.mappings) {
      const member = plan.memberOf(mapping.connectionId, mapping.stream);
      if (member) noteRemote(member, mapping.shadow.seen);
    }
  }
  const references = new LinkedReferences();
  references.addAuthors(await loadAuthors(tx, plan, states));
  references.addFiles(plan, await loadFiles(tx, plan, states, incoming));
  if (records.size === 0 && entityIds.size === 0) return references;
  const wanted = { records: [...records.values()], entityIds: [...entityIds].filter(isUuid) };
  for (const link of await findLinks(tx, plan.workspaceId, wanted)) references.add(link);
  return references;
}

function idsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text);
}
