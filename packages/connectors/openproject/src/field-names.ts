/** Our names of OpenProject's attributes, where they differ. */
const OURS: ReadonlyMap<string, string> = new Map([
  ['type', 'issue_type'],
  ['startDate', 'start_date'],
  ['dueDate', 'due_date'],
  ['date', 'due_date'],
  ['endDate', 'end_date'],
  ['comment', 'body'],
  ['notes', 'body'],
  ['targetVersions', 'version'],
]);

/** The field of ours that OpenProject's word for it means, as in an error: `dueDate` is `due_date`. Others keep their name. */
export function fieldNameOf(attribute: string): string {
  const name = attribute.charAt(0).toLowerCase() + attribute.slice(1);
  return OURS.get(name) ?? name;
}
