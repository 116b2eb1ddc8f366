import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { WEBHOOK_SECRET } from '../shared/bench-engine.ts';
import { askSandbox, type SandboxProcess } from '../shared/sandbox-process.ts';

/** An edit whose webhook was sent. */
export interface SentEdit {
  readonly externalId: string;
  readonly title: string;
  readonly deliveryId: string;
  /** By the clock of this machine, in ms since 1970. */
  readonly sentAt: number;
}

export interface EditPlan {
  readonly sandbox: SandboxProcess;
  readonly repository: { readonly id: number; readonly full_name: string; readonly owner: unknown };
  readonly ingressUrl: string;
  readonly connectionId: number;
  /** Issue numbers from here on are edited, one after another. */
  readonly firstIssue: number;
  readonly perSecond: number;
  readonly isOver: (sent: number) => boolean;
}

/** Edits issues at the vendor at a steady rate, and sends for each the webhook that GitHub would send. */
export async function editAndDeliver(plan: EditPlan): Promise<SentEdit[]> {
  const edits: Promise<SentEdit>[] = [];
  const started = performance.now();
  while (!plan.isOver(edits.length)) {
    edits.push(editOne(plan, plan.firstIssue + edits.length));
    await delay(Math.max(0, started + (edits.length * 1_000) / plan.perSecond - performance.now()));
  }
  return Promise.all(edits);
}

async function editOne(plan: EditPlan, number: number): Promise<SentEdit> {
  const { sandbox, repository } = plan;
  const title = `Edited ${randomUUID()}`;
  await askSandbox(sandbox, `/_sandbox/issues/${encodeURIComponent(repository.full_name)}/${number}`, {
    method: 'PATCH',
    body: JSON.stringify({ title }),
  });
  const issue = await askSandbox<{ id: number }>(sandbox, `/repos/${repository.full_name}/issues/${number}`);
  const body = JSON.stringify({ action: 'edited', issue, repository });
  const deliveryId = randomUUID();
  const sentAt = performance.timeOrigin + performance.now();
  const response = await fetch(`${plan.ingressUrl}/webhooks/${plan.connectionId}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': deliveryId,
      'x-hub-signature-256': `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')}`,
    },
  });
  if (response.status !== 202) throw new Error(`The ingress answered ${response.status}`);
  await response.arrayBuffer();
  return { externalId: String(issue.id), title, deliveryId, sentAt };
}
