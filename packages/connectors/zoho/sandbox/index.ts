export type { Truth, ZohoSandboxControl } from './control/control.ts';
export type { ZohoSandboxOptions } from './options.ts';
export { type Channel, type ChannelDelivery, notificationBody } from './webhooks/channels.ts';
export { createZohoSandbox, type ZohoSandbox } from './zoho-sandbox.ts';
