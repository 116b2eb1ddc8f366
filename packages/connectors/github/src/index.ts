export { gitHub } from './connector.ts';
export type { GitHubSettings } from './settings.ts';
