import type { Instance } from '../model/instance.ts';
import type { SandboxActivity, SandboxWorkPackage } from '../model/records.ts';
import { renderActivity } from '../render/render-activity.ts';
import { renderWorkPackage } from '../render/render-work-package.ts';

export interface Entry {
  readonly userId: number;
  readonly details?: readonly string[];
  readonly notes?: string;
  readonly internal?: boolean;
}

/**
 * Writes down what happened to a work package. What one person does within some minutes is one activity, of which only
 * one may say something: a comment can be an activity that stood before it. The work package's time of change moves, its
 * version does not.
 */
export function writeDown(instance: Instance, workPackage: SandboxWorkPackage, entry: Entry): SandboxActivity {
  const now = timeAfter(workPackage, instance.nowMs());
  instance.put({ ...workPackage, updatedAt: now });
  const { userId, details = [], notes = '', internal = false } = entry;
  const all = instance.activitiesOf(workPackage.id);
  const last = all.at(-1);
  const joins =
    last !== undefined &&
    last.userId === userId &&
    now - last.updatedAt < instance.settings.aggregationMs &&
    (last.notes === '' || notes === '') &&
    (notes === '' || !internal);
  const activity: SandboxActivity = joins
    ? { ...last, notes: last.notes || notes, details: [...last.details, ...details], updatedAt: now }
    : {
        id: instance.takeId(),
        workPackageId: workPackage.id,
        userId,
        notes,
        internal,
        details,
        version: (last?.version ?? 0) + 1,
        createdAt: now,
        updatedAt: now,
      };
  instance.putActivity(activity);
  tell(instance, workPackage, activity, notes !== '');
  return activity;
}

/** Times of one work package only grow. */
function timeAfter({ updatedAt }: SandboxWorkPackage, nowMs: number): number {
  return nowMs > updatedAt ? nowMs : updatedAt + 0.001;
}

function tell(instance: Instance, { id, projectId }: SandboxWorkPackage, activity: SandboxActivity, isSaid: boolean) {
  const event = activity.version === 1 ? 'work_package:created' : 'work_package:updated';
  instance.emit({
    event,
    projectId,
    body: () => {
      const newest = instance.workPackages.get(id);
      return newest ? { action: event, work_package: renderWorkPackage(instance, newest) } : null;
    },
  });
  if (!isSaid) return;
  const said = activity.internal ? 'work_package_comment:internal_comment' : 'work_package_comment:comment';
  instance.emit({
    event: said,
    projectId,
    body: () => {
      const newest = instance.activities.get(activity.id);
      return newest ? { action: said, activity: renderActivity(instance, newest) } : null;
    },
  });
}
