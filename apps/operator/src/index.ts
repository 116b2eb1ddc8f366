export { isLoopbackHost } from './access/loopback.ts';
export { createOperatorApp, type OperatorAppOptions } from './create-operator-app.ts';
export type { App } from './operator-deps.ts';
