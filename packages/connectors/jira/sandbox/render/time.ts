/** As Jira writes times: with milliseconds, and an offset without a colon. */
export function jiraTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('Z', '+0000');
}
