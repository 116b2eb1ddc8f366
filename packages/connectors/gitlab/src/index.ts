export { gitLab } from './connector.ts';
export type { GitLabSettings } from './settings.ts';
