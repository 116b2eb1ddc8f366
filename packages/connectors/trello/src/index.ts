export { trello } from './connector.ts';
export type { TrelloSettings } from './settings.ts';
