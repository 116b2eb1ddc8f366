import { projectTerm } from './scopes.ts';

const MINUTE_MS = 60_000;
const YEAR_MINUTES = 366 * 24 * 60;

/**
 * All issues of a project. By key: an edit moves nothing to another page, and what is made meanwhile comes last.
 * (Jira refuses a query that is bounded by nothing.)
 */
export function allIssuesJql(scope: string): string {
  return `project = ${projectTerm(scope)} ORDER BY key ASC`;
}

/**
 * Issues changed at or after a time, oldest change first. JQL reads a date in the time zone of the account that asks,
 * and both forms only to the minute; an age has no zone. So it is an age, by Jira's own clock, rounded up.
 */
export function changedIssuesJql(scope: string, since: Date, jiraNow: Date): string {
  return `project = ${projectTerm(scope)} AND updated >= "${age(since, jiraNow)}" ORDER BY updated ASC, key ASC`;
}

/** The newest issues that were made before a time. */
export function issuesMadeBeforeJql(scope: string, before: Date, jiraNow: Date): string {
  return `project = ${projectTerm(scope)} AND created <= "${age(before, jiraNow)}" ORDER BY created DESC, key DESC`;
}

function age(time: Date, now: Date): string {
  const minutes = Math.ceil((now.getTime() - time.getTime()) / MINUTE_MS) + 1;
  if (minutes <= 0) return `${-minutes}m`;
  // Minutes since 1970 are more than Jira counts.
  return minutes > YEAR_MINUTES ? `-${Math.ceil(minutes / (24 * 60))}d` : `-${minutes}m`;
}
