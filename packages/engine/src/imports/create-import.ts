import { canonicalJson, type Json, newId } from '@syncline/core';
import {
  answerQuestions,
  askAboutKeys,
  fingerprintOf,
  inspectFile,
  isAboutKey,
  type LayoutWords,
  type Manifest,
  manifestSchema,
  openPoints,
  type Proposal,
  proposalSchema,
  withoutCounting,
} from '@syncline/imports';
import {
  findImport,
  findImportProfile,
  findProfileFor,
  type ImportProfile,
  type ImportRecord,
  insertImport,
  type Sql,
  setImportMeaning,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { evidenceSource, keepEvidence } from './keep-evidence.ts';

export interface NewFile {
  readonly workspaceId: number;
  /** The file's name: it tells tab-separated files, and people which one it is. */
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly words?: LayoutWords;
  readonly actor: string;
}

/**
 * Takes a file in: keeps it as evidence, finds out how it is laid out and what it may mean. A profile that was saved for its
 * header is taken before any proposal. Throws UnreadableFileError for what can't be read.
 */
export async function createImport(ctx: EngineContext, file: NewFile): Promise<string> {
  const { workspaceId, name, actor } = file;
  const { fileId, size } = await keepEvidence(ctx, workspaceId, file.pieces);
  const proposal = await inspectFile(evidenceSource(ctx, fileId, size), name, file.words, ctx.importProposers);
  const known = await findProfileFor(ctx.store, workspaceId, fingerprintOf(proposal.manifest.layout));
  const id = newId();
  const meaning = known ? reused(known, proposal) : { proposal, manifest: proposal.manifest, profile: null };
  await insertImport(ctx.store, {
    id,
    workspaceId,
    fileId,
    name,
    ...meaning,
    replayOf: null,
    createdBy: actor,
  });
  return id;
}

/** What columns mean is the profile's; how this file is written down is its own. */
function reused({ name, manifest: saved }: Pick<ImportProfile, 'name' | 'manifest'>, proposal: Proposal): Meaning {
  const manifest = { ...manifestSchema.parse(saved), layout: proposal.manifest.layout };
  const others = proposal.questions.filter((each) => !isAboutKey(each));
  return {
    proposal: { ...proposal, questions: [...others, ...askAboutKeys(manifest, proposal, name)] },
    manifest,
    profile: name,
  };
}

export interface ImportChange {
  readonly workspaceId: number;
  readonly importId: string;
  /** By the ids of questions. */
  readonly answers?: Readonly<Record<string, string>> | undefined;
  /** How the file is laid out, where that was found out wrongly: it is looked at anew. */
  readonly layout?: LayoutWords | undefined;
  /** The name of a profile whose meaning it takes. */
  readonly profile?: string | undefined;
  /** The whole meaning, as a person has written it. */
  readonly manifest?: Manifest | undefined;
}

export type ChangeOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'refused'; readonly reason: string };

const alreadyApplied: ChangeOutcome = {
  outcome: 'refused',
  reason: 'It was applied; what it means stays. Bring the file once more.',
};

/**
 * Says what a file means, before it is applied: a change of what stands, with the row locked. `check` looks at that first,
 * and may throw. `stale`: the file was looked at anew, and somebody has said meanwhile what it means.
 */
export async function changeImport(
  ctx: EngineContext,
  change: ImportChange,
  check: (standing: ImportRecord) => void = () => {},
): Promise<ChangeOutcome> {
  const { workspaceId, importId, layout } = change;
  const found = await findImport(ctx.store, importId);
  if (found?.workspaceId !== workspaceId) return { outcome: 'not_found' };
  if (found.state !== 'proposed') return alreadyApplied;
  check(found);
  // Reading a file may take long: nobody waits for it.
  const looked = layout === undefined ? null : await inspectAnew(ctx, found, layout);
  return ctx.store.transaction(async (tx): Promise<ChangeOutcome> => {
    const standing = await findImport(tx, importId, true);
    // It may have been applied while the file was looked at.
    if (standing?.state !== 'proposed') return alreadyApplied;
    check(standing);
    const isSame = canonicalJson(saidOf(standing)) === canonicalJson(saidOf(found));
    if (looked !== null && !isSame) return { outcome: 'stale' };
    const changed = await changedMeaning(tx, change, looked ?? meaningOf(standing));
    if ('outcome' in changed) return changed;
    return (await setImportMeaning(tx, importId, changed)) ? { outcome: 'changed' } : alreadyApplied;
  });
}

/** What is said of a file's meaning so far: another one after each change. */
export function saidOf({ proposal, manifest, profile }: ImportRecord): Record<string, Json> {
  return { proposal, manifest, profile } as Record<string, Json>;
}

async function inspectAnew(ctx: EngineContext, { fileId, name }: ImportRecord, layout: LayoutWords): Promise<Meaning> {
  const { rows } = await ctx.store.query<{ size: number }>('select size from import_files where id = $1', [fileId]);
  const proposal = await inspectFile(evidenceSource(ctx, fileId, rows[0]!.size), name, layout, ctx.importProposers);
  return { proposal, manifest: proposal.manifest, profile: null };
}

async function changedMeaning(
  tx: Sql,
  { workspaceId, answers, profile, manifest }: ImportChange,
  standing: Meaning,
): Promise<Meaning | Extract<ChangeOutcome, { readonly outcome: 'refused' }>> {
  const refused = (reason: string) => ({ outcome: 'refused', reason }) as const;
  let meaning = standing;
  if (answers !== undefined) {
    const { proposal, problems } = answerQuestions(meaning.proposal, answers);
    if (problems.length > 0)
      return refused(problems.map(({ question, problem }) => `${question}: ${problem}`).join(' '));
    const isOfProfile = proposal.questions.filter(({ id }) => Object.hasOwn(answers, id)).every(isAboutKey);
    meaning = isOfProfile
      ? await answeredProfile(tx, workspaceId, { ...meaning, proposal })
      : { proposal, manifest: proposal.manifest, profile: null };
  }
  if (profile !== undefined) {
    const known = await findImportProfile(tx, workspaceId, profile);
    if (!known) return refused(`There is no profile “${profile}”.`);
    meaning = reused(known, meaning.proposal);
    const open = openPoints(meaning.manifest);
    if (open.length > 0) return refused(`The profile “${known.name}” does not fit the file. ${open.join(' ')}`);
  }
  if (manifest === undefined) return meaning;
  const open = openPoints(manifest);
  return open.length > 0 ? refused(open.join(' ')) : { ...meaning, manifest, profile: null };
}

/** The meaning of its profile, as the answers about its keys have it; an answer may be changed. */
async function answeredProfile(tx: Sql, workspaceId: number, meaning: Meaning): Promise<Meaning> {
  const known = meaning.profile === null ? null : await findImportProfile(tx, workspaceId, meaning.profile);
  const manifest = known ? reused(known, meaning.proposal).manifest : meaning.manifest;
  return { ...meaning, manifest: withoutCounting(manifest, meaning.proposal.questions) };
}

interface Meaning {
  readonly proposal: Proposal;
  readonly manifest: Manifest;
  readonly profile: string | null;
}

export function meaningOf({ proposal, manifest, profile }: ImportRecord): Meaning {
  return { proposal: proposalSchema.parse(proposal), manifest: manifestSchema.parse(manifest), profile };
}

/**
 * What has to be answered before it can be applied: questions of the proposal, unless a person or a profile wrote the
 * manifest, and those about the keys of a profile.
 */
export function openQuestions({ proposal, manifest, profile }: Meaning): string[] {
  const isOwn = profile === null && JSON.stringify(manifest) !== JSON.stringify(proposal.manifest);
  const asked = proposal.questions
    .filter((each) => !isOwn && each.answer === null && isAboutKey(each) === (profile !== null))
    .map(({ text }) => text);
  return asked.length > 0 ? asked : openPoints(manifest);
}
