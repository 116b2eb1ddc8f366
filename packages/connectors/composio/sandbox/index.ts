export {
  type ComposioHubspotOptions,
  type ComposioHubspotSandbox,
  type ComposioSandbox,
  type ComposioSandboxOptions,
  createComposioHubspotSandbox,
  createComposioSandbox,
} from './composio-sandbox.ts';
export { signatureHeaders } from './triggers.ts';
