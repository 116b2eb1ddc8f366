export { createHubspotSandbox, type HubspotSandbox } from './hubspot-sandbox.ts';
export type { HubspotRecord, Properties } from './model/object-store.ts';
export type { HubspotSandboxOptions } from './options.ts';
export { signedHeaders } from './webhooks/events.ts';
