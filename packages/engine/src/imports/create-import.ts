import { newId } from '@syncline/core';
import {
  answerQuestions,
  fingerprintOf,
  inspectFile,
  type LayoutWords,
  type Manifest,
  manifestSchema,
  openPoints,
  type Proposal,
  proposalSchema,
} from '@syncline/imports';
import {
  findImport,
  findImportProfile,
  findProfileFor,
  type ImportRecord,
  insertImport,
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
  await insertImport(ctx.store, {
    id,
    workspaceId,
    fileId,
    name,
    proposal,
    manifest: known ? reused(known.manifest, proposal) : proposal.manifest,
    profile: known?.name ?? null,
    replayOf: null,
    createdBy: actor,
  });
  return id;
}

/** What columns mean is the profile's; how this file is written down is its own. */
function reused(saved: unknown, proposal: Proposal): Manifest {
  return { ...manifestSchema.parse(saved), layout: proposal.manifest.layout };
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
  | { readonly outcome: 'refused'; readonly reason: string };

const alreadyApplied: ChangeOutcome = {
  outcome: 'refused',
  reason: 'It was applied; what it means stays. Bring the file once more.',
};

/** Says what a file means, before it is applied. */
export async function changeImport(ctx: EngineContext, change: ImportChange): Promise<ChangeOutcome> {
  const found = await findImport(ctx.store, change.importId);
  if (found?.workspaceId !== change.workspaceId) return { outcome: 'not_found' };
  if (found.state !== 'proposed') return alreadyApplied;
  let meaning = meaningOf(found);
  if (change.layout !== undefined) {
    const { rows } = await ctx.store.query<{ size: number }>('select size from import_files where id = $1', [
      found.fileId,
    ]);
    const source = evidenceSource(ctx, found.fileId, rows[0]!.size);
    const proposal = await inspectFile(source, found.name, change.layout, ctx.importProposers);
    meaning = { proposal, manifest: proposal.manifest, profile: null };
  }
  if (change.answers !== undefined) {
    const { proposal, problems } = answerQuestions(meaning.proposal, change.answers);
    if (problems.length > 0)
      return {
        outcome: 'refused',
        reason: problems.map(({ question, problem }) => `${question}: ${problem}`).join(' '),
      };
    meaning = { proposal, manifest: proposal.manifest, profile: null };
  }
  if (change.profile !== undefined) {
    const known = await findImportProfile(ctx.store, found.workspaceId, change.profile);
    if (!known) return { outcome: 'refused', reason: `There is no profile “${change.profile}”.` };
    const manifest = reused(known.manifest, meaning.proposal);
    const open = openPoints(manifest);
    if (open.length > 0)
      return { outcome: 'refused', reason: `The profile “${known.name}” does not fit the file. ${open.join(' ')}` };
    meaning = { ...meaning, manifest, profile: known.name };
  }
  if (change.manifest !== undefined) {
    const open = openPoints(change.manifest);
    if (open.length > 0) return { outcome: 'refused', reason: open.join(' ') };
    meaning = { ...meaning, manifest: change.manifest, profile: null };
  }
  // It may have been applied while the file was looked at.
  return (await setImportMeaning(ctx.store, found.id, meaning)) ? { outcome: 'changed' } : alreadyApplied;
}

interface Meaning {
  readonly proposal: Proposal;
  readonly manifest: Manifest;
  readonly profile: string | null;
}

export function meaningOf({ proposal, manifest, profile }: ImportRecord): Meaning {
  return { proposal: proposalSchema.parse(proposal), manifest: manifestSchema.parse(manifest), profile };
}

/** What has to be answered before it can be applied: questions of the proposal, unless a person or a profile wrote the manifest. */
export function openQuestions({ proposal, manifest, profile }: Meaning): string[] {
  const isOwn = profile !== null || JSON.stringify(manifest) !== JSON.stringify(proposal.manifest);
  const asked = isOwn ? [] : proposal.questions.filter(({ answer }) => answer === null).map(({ text }) => text);
  return asked.length > 0 ? asked : openPoints(manifest);
}
