export { pipedrive } from './connector.ts';
export { type PipedriveSettings, pipedriveSettings } from './settings.ts';
