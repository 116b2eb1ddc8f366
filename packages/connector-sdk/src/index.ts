export * from './connector.ts';
export { defineConnector } from './define-connector.ts';
