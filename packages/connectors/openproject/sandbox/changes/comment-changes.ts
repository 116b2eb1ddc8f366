import type { Instance } from '../model/instance.ts';
import type { SandboxActivity, SandboxAttachment, SandboxWorkPackage } from '../model/records.ts';
import { renderAttachment } from '../render/render-attachment.ts';
import { writeDown } from './journal.ts';
import { invalid, Refusal } from './refusal.ts';

export function createComment(
  instance: Instance,
  workPackage: SandboxWorkPackage,
  notes: string,
  by: { readonly userId: number; readonly internal?: boolean },
): SandboxActivity {
  if (notes.trim() === '') throw new Refusal(422, invalid('comment', "Comment can't be blank."));
  return writeDown(instance, workPackage, { ...by, notes });
}

/** The work package's time of change stays as it is, and nobody is told: only the activity itself shows it. */
export function editComment(instance: Instance, activity: SandboxActivity, notes: string): SandboxActivity {
  const edited = { ...activity, notes, updatedAt: instance.nowMs() };
  instance.putActivity(edited);
  return edited;
}

export function addAttachment(
  instance: Instance,
  workPackage: SandboxWorkPackage,
  from: Pick<SandboxAttachment, 'fileName' | 'fileSize' | 'contentType' | 'description' | 'bytes'>,
  userId: number,
): SandboxAttachment {
  const id = instance.takeId();
  const attachment = { ...from, id, workPackageId: workPackage.id, authorId: userId, createdAt: instance.nowMs() };
  instance.putAttachment(attachment);
  writeDown(instance, workPackage, { userId, details: [`File ${from.fileName} added`] });
  const event = 'attachment:created';
  instance.emit({
    event,
    projectId: workPackage.projectId,
    body: () => ({ action: event, attachment: renderAttachment(instance, attachment) }),
  });
  return attachment;
}

export function removeAttachment(instance: Instance, attachment: SandboxAttachment, userId: number): void {
  const workPackage = instance.workPackages.get(attachment.workPackageId);
  instance.attachments.delete(attachment.id);
  if (workPackage) writeDown(instance, workPackage, { userId, details: [`File ${attachment.fileName} deleted`] });
}
