export { jira } from './connector.ts';
export type { JiraSettings } from './settings.ts';
