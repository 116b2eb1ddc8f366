export { composio } from './connector.ts';
