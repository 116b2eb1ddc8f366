/** Our names of Jira's fields, where they differ. */
const OURS: ReadonlyMap<string, string> = new Map([
  ['issuetype', 'issue_type'],
  ['duedate', 'due_date'],
  ['fixVersions', 'fix_versions'],
  ['comment', 'body'],
  ['startDate', 'start_date'],
  ['releaseDate', 'release_date'],
]);

/** The field of ours that Jira's word for it means, as in an error: `duedate` is `due_date`. Others keep their name. */
export function fieldNameOf(jiraName: string): string {
  return OURS.get(jiraName) ?? jiraName;
}
