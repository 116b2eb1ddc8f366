export { openProject } from './connector.ts';
export type { OpenProjectSettings } from './settings.ts';
