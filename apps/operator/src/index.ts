export { createOperatorApp, type OperatorAppOptions } from './create-operator-app.ts';
export { isLoopbackHost } from './guard-access.ts';
export type { App } from './operator-deps.ts';
