import type { FileNames, Json } from '@syncline/core';
import { filesIn, filesInAdf, filesInMarkdown, type KnownFile, mayNameFiles } from '@syncline/rich-text';
import { type EntityState, type FileLinkRow, fileLinks, filesAround, type Sql } from '@syncline/store';
import type { PlanMember, PlanRule, SyncPlan } from '../sync/sync-plan.ts';

/** The files that texts of some entities may name, by the entity's id. */
export type FilesByText = ReadonlyMap<string, readonly FileLinkRow[]>;

/** Loads them, as far as one of the texts could name a file at all. `incoming`: what remotes are about to show. */
export async function loadFiles(
  tx: Sql,
  plan: SyncPlan,
  states: readonly EntityState[],
  incoming: readonly { readonly member: PlanMember; readonly fields: Readonly<Record<string, Json>> }[],
): Promise<FilesByText> {
  const streams = plan.fileStreams;
  const byText = new Map<string, FileLinkRow[]>();
  if (streams.length === 0 || states.length === 0) return byText;
  const mayCome = incoming.some(({ member, fields }) => textsAt(member, fields).some(mayNameFiles));
  const texts = states.flatMap((state) => {
    const shown = [...textsInHub(plan, state), ...textsSeen(plan, state)];
    return mayCome || shown.some(mayNameFiles) ? [{ state, named: shown.flatMap(filesIn) }] : [];
  });
  const around = texts.map(({ state }) => state.id);
  for (const { textId, ...link } of await filesAround(tx, plan.workspaceId, around, streams))
    byText.set(textId, [...(byText.get(textId) ?? []), link]);
  // A text that was carried elsewhere names files of another record.
  const missing = texts.flatMap(({ state, named }) => {
    const known = new Set(byText.get(state.id)?.map(({ entityId }) => entityId));
    return named.filter((id) => !known.has(id)).map((id) => ({ textId: state.id, id }));
  });
  const far = await fileLinks(tx, plan.workspaceId, [...new Set(missing.map(({ id }) => id))], streams);
  for (const { textId, id } of missing)
    byText.set(textId, [...(byText.get(textId) ?? []), ...far.filter(({ entityId }) => entityId === id)]);
  return byText;
}

/** How texts of a field at a member name files. */
export function fileNamesOf(
  plan: Pick<SyncPlan, 'memberOf'>,
  member: PlanMember,
  rule: PlanRule,
  links: readonly FileLinkRow[],
): FileNames {
  const known = knownFiles(plan, member.connectionId, links);
  return rule.declared?.dialect === 'adf' ? filesInAdf(known) : filesInMarkdown(known);
}

function knownFiles(
  plan: Pick<SyncPlan, 'memberOf'>,
  connectionId: number,
  links: readonly FileLinkRow[],
): KnownFile[] {
  return [...Map.groupBy(links, ({ entityId }) => entityId)].map(([id, records]) => {
    const sorted = [...records].sort((a, b) => Number(b.home) - Number(a.home));
    const at = (isHere: boolean): string[] =>
      sorted.flatMap((link) => ((link.connectionId === connectionId) === isHere ? addressesOf(plan, link) : []));
    return { id, here: at(true), elsewhere: at(false).filter((address) => /^https?:/.test(address)) };
  });
}

/** What the texts of its side call a file by. */
export function addressesOf(plan: Pick<SyncPlan, 'memberOf'>, link: FileLinkRow): readonly string[] {
  const member = plan.memberOf(link.connectionId, link.stream);
  return member?.stream.content?.addresses?.(member.baseUrl, { ...link, fields: link.seen }) ?? [];
}

/** The rich texts among what a member's record shows. */
export function textsAt(member: PlanMember, fields: Readonly<Record<string, Json>>): string[] {
  return member.rules.flatMap(({ type, remote }) => {
    const text = type === 'rich_text' ? fields[remote] : undefined;
    return typeof text === 'string' ? [text] : [];
  });
}

function textsSeen(plan: SyncPlan, state: EntityState): string[] {
  return state.mappings.flatMap(({ connectionId, stream, shadow }) => {
    const member = plan.memberOf(connectionId, stream);
    return member ? textsAt(member, shadow.seen) : [];
  });
}

function textsInHub(plan: SyncPlan, state: EntityState): string[] {
  const fields = new Set(
    plan
      .membersOfKind(state.kind)
      .flatMap(({ rules }) => rules.flatMap((r) => (r.type === 'rich_text' ? r.field : []))),
  );
  return [...fields].flatMap((field) => {
    const text = state.fields[field];
    return typeof text === 'string' ? [text] : [];
  });
}
