export { zoho } from './connector.ts';
