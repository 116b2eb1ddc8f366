import { isFinished, newId } from '@syncline/core';
import {
  findImport,
  findProcess,
  type ImportRecord,
  insertImport,
  insertProcess,
  reopenKept,
  type Sql,
  setImportState,
  writeAudit,
} from '@syncline/store';
import { importDigest, proposeImport } from '../approvals/propose-import.ts';
import type { EngineContext } from '../context.ts';
import { enqueuePlanning } from '../enqueue.ts';
import { meaningOf, openQuestions } from './create-import.ts';
import { saveProfile } from './profiles.ts';

export type StartOutcome =
  | { readonly outcome: 'started'; readonly importId: string; readonly processId: string }
  /** Somebody else has to approve it first. */
  | { readonly outcome: 'waiting'; readonly proposalId: number }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly reason: string };

export interface StartImport {
  readonly workspaceId: number;
  readonly importId: string;
  readonly actor: string;
  /** Keeps what the file means under this name, for others of its header. */
  readonly saveAs?: string | undefined;
}

/** Applies a file, or goes on with one whose process was cancelled or failed; `waiting` where a policy asks for an approval first. */
export async function applyImport(ctx: EngineContext, input: StartImport): Promise<StartOutcome> {
  const asked = await proposeImport(ctx, input);
  const outcome: StartOutcome =
    asked.gate === 'free'
      ? await startApproved(ctx, input, asked.digest)
      : { outcome: 'waiting', proposalId: asked.proposalId };
  // What a file means can be kept whether or not this one is applied in the end.
  if (input.saveAs !== undefined && (outcome.outcome === 'started' || outcome.outcome === 'waiting'))
    await saveProfile(ctx, { ...input, name: input.saveAs });
  return outcome;
}

/** As `applyImport`, with whatever approval it takes; `digest`: of what was approved, null where nobody was asked. */
export async function startApproved(
  ctx: EngineContext,
  input: StartImport,
  digest: string | null,
): Promise<StartOutcome> {
  return start(ctx, input, 'import.applied', (found) => {
    if (found.state !== 'proposed' && found.state !== 'applying') return `It is ${found.state}.`;
    if (digest !== null && importDigest(found) !== digest)
      return 'What the file means has changed since it was proposed. Apply it anew.';
    const open = openQuestions(meaningOf(found));
    return open.length > 0 ? `There are open questions: ${open.join(' ')}` : null;
  });
}

/** Takes back what was applied, also of an import that did not come to its end; once more, what it had to leave. */
export async function undoImport(ctx: EngineContext, input: StartImport): Promise<StartOutcome> {
  return start(ctx, input, 'import.undone', async (found, tx) => {
    const isOpen = found.state === 'undone' ? await reopenKept(tx, found.id) : found.state !== 'proposed';
    return isOpen ? null : `There is nothing to take back: it is ${found.state}.`;
  });
}

/** Imports the evidence once more, with the manifest of then, as an import of its own. */
export async function replayImport(ctx: EngineContext, input: StartImport): Promise<StartOutcome> {
  const found = await findImport(ctx.store, input.importId);
  if (found?.workspaceId !== input.workspaceId) return { outcome: 'not_found' };
  if (found.state === 'proposed') return { outcome: 'refused', reason: 'It was never applied.' };
  const id = newId();
  await insertImport(ctx.store, { ...found, id, replayOf: found.id, createdBy: input.actor });
  return applyImport(ctx, { ...input, importId: id });
}

async function start(
  ctx: EngineContext,
  { workspaceId, importId, actor }: StartImport,
  action: string,
  refuse: (found: ImportRecord, tx: Sql) => string | null | Promise<string | null>,
): Promise<StartOutcome> {
  const processId = newId();
  const outcome = await ctx.store.transaction(async (tx): Promise<StartOutcome> => {
    const found = await findImport(tx, importId, true);
    if (found?.workspaceId !== workspaceId) return { outcome: 'not_found' };
    const last = found.processId === null ? null : await findProcess(tx, found.processId);
    if (last && !isFinished(last.state))
      return { outcome: 'refused', reason: `A process is at work on it: ${last.id}.` };
    const reason = await refuse(found, tx);
    if (reason !== null) return { outcome: 'refused', reason };
    const undo = action === 'import.undone';
    await insertProcess(tx, {
      id: processId,
      workspaceId,
      connectionId: 0,
      parentId: null,
      kind: 'import',
      stream: 'rows',
      params: { importId, undo },
    });
    await setImportState(tx, importId, undo ? 'undoing' : 'applying', processId);
    const subject = `import ${importId}`;
    const details = { file: found.name, fileId: found.fileId, processId };
    await writeAudit(tx, [{ workspaceId, actor, action, subject, entityId: null, why: null, details }]);
    return { outcome: 'started', importId, processId };
  });
  if (outcome.outcome === 'started') await enqueuePlanning(ctx, [processId]);
  return outcome;
}
