import type { Instance } from '../model/instance.ts';
import type { SandboxActivity } from '../model/records.ts';
import { formattable, href, linkTo, shownTime } from './common.ts';
import { principalLink } from './render-principal.ts';

export function renderActivity(instance: Instance, activity: SandboxActivity) {
  const { id, workPackageId, userId, notes, internal, details, version, createdAt, updatedAt } = activity;
  // One in which nothing is left, neither words nor changes, is shown as a comment that says so.
  const isRetracted = notes === '' && details.length === 0;
  return {
    _type: notes !== '' || isRetracted ? 'Activity::Comment' : 'Activity',
    _links: {
      self: { href: href(`/activities/${id}`) },
      workPackage: linkTo('work_packages', workPackageId, instance.workPackages.get(workPackageId)?.subject),
      user: { href: principalLink(instance, userId).href },
      update: { href: href(`/activities/${id}`), method: 'patch' },
    },
    id,
    comment: formattable(isRetracted ? '_The changes were retracted._' : notes),
    details: details.map((raw) => ({ format: 'custom', raw, html: raw })),
    version,
    internal,
    createdAt: shownTime(createdAt),
    updatedAt: shownTime(updatedAt),
  };
}
