export type { SalesforceSandboxControl } from './control/control.ts';
export type { Row, Value } from './model/row.ts';
export type { SalesforceSandboxOptions } from './options.ts';
export { createSalesforceSandbox, type SalesforceSandbox } from './salesforce-sandbox.ts';
export { type Callout, type CalloutAttempt, signedCallout } from './webhooks/callouts.ts';
export { type OutboundMessageAction, outboundMessage } from './webhooks/outbound-messages.ts';
