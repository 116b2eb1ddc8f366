export { type ComposioSandbox, type ComposioSandboxOptions, createComposioSandbox } from './composio-sandbox.ts';
export { signatureHeaders } from './triggers.ts';
