export { quo } from './connector.ts';
export type { QuoSettings } from './settings.ts';
