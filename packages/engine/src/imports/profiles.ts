import { fingerprintOf } from '@syncline/imports';
import {
  deleteImportProfile,
  findImport,
  findImportProfile,
  type ImportProfile,
  saveImportProfile,
  writeAudit,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { meaningOf, openQuestions } from './create-import.ts';

export interface NewProfile {
  readonly workspaceId: number;
  /** The import whose meaning is kept. */
  readonly importId: string;
  readonly name: string;
  readonly actor: string;
}

export type ProfileOutcome =
  | { readonly outcome: 'saved'; readonly profile: ImportProfile }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly reason: string };

/** Keeps what a file means for those of the same header, in place of a profile of that name. */
export async function saveProfile(ctx: EngineContext, input: NewProfile): Promise<ProfileOutcome> {
  const { workspaceId, importId, name, actor } = input;
  const found = await findImport(ctx.store, importId);
  if (found?.workspaceId !== workspaceId) return { outcome: 'not_found' };
  const meaning = meaningOf(found);
  const open = openQuestions(meaning);
  if (open.length > 0) return { outcome: 'refused', reason: `There are open questions: ${open.join(' ')}` };
  const { manifest } = meaning;
  const fingerprint = fingerprintOf(manifest.layout);
  const profile = await ctx.store.transaction(async (tx) => {
    await writeAudit(tx, [entry(workspaceId, actor, 'import_profile.saved', name, { importId })]);
    return saveImportProfile(tx, { workspaceId, name, fingerprint, manifest, savedBy: actor });
  });
  return { outcome: 'saved', profile };
}

/** Imports that were made by it keep what they mean. False: there is no such profile. */
export async function removeProfile(
  ctx: EngineContext,
  { workspaceId, id, actor }: { readonly workspaceId: number; readonly id: number; readonly actor: string },
): Promise<boolean> {
  return ctx.store.transaction(async (tx) => {
    const found = await findImportProfile(tx, workspaceId, id);
    if (!found || !(await deleteImportProfile(tx, workspaceId, id))) return false;
    const { name, fingerprint } = found;
    await writeAudit(tx, [entry(workspaceId, actor, 'import_profile.deleted', name, { fingerprint })]);
    return true;
  });
}

function entry(workspaceId: number, actor: string, action: string, name: string, details: Record<string, string>) {
  return { workspaceId, actor, action, subject: `import profile ${name}`, entityId: null, why: null, details };
}
