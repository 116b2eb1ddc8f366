/** Where what hangs at a work package is: `12/activities/34`, the work package's id and its own. */
export function attachedLocator(workPackageId: string, kind: 'activities' | 'attachments', id: string): string {
  return `${workPackageId}/${kind}/${id}`;
}

export function workPackageOfLocator(locator: string | null): string | null {
  return /^(\d{1,18})\/[a-z]+\/\d+$/.exec(locator ?? '')?.[1] ?? null;
}
