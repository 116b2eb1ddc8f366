export type { ConsoleFile, ConsoleFiles } from './build-console.ts';
export { loadConsole } from './load-console.ts';
