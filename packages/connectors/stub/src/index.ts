export { stub } from './connector.ts';
