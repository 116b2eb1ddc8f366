export { type ComposioSandbox, type ComposioSandboxOptions, createComposioSandbox } from './composio-sandbox.ts';
