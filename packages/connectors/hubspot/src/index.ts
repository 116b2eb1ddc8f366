export { hubspot } from './connector.ts';
