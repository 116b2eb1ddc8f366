import { dismissFinding, findInsight, writeAudit } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import type { ActedBy, ActionOutcome } from '../sync/item-action.ts';
import { withdrawProposals } from './propose-finding.ts';

/** Somebody says that nothing is to be done about a finding: it stays so until what its rule watches is another. */
export async function dismissInsight(ctx: EngineContext, id: number, by: ActedBy): Promise<ActionOutcome> {
  const { workspaceId, actor, why } = by;
  return ctx.store.transaction(async (tx) => {
    const finding = await findInsight(tx, workspaceId, id);
    if (!finding) return { outcome: 'not_found' };
    if (finding.state !== 'open') return { outcome: 'refused', reason: `Finding ${id} is ${finding.state}.` };
    await dismissFinding(tx, finding, by);
    await withdrawProposals(tx, [finding], { actor, reason: 'The finding that it was proposed for was dismissed.' });
    const { rule, entityId, summary, evidence } = finding;
    const subject = `finding ${id}: ${summary}`;
    const details = { rule, evidence };
    await writeAudit(tx, [{ workspaceId, actor, action: 'insight.dismissed', subject, entityId, why, details }]);
    return { outcome: 'done' };
  });
}
