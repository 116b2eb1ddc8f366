export * from './connector.ts';
export { defineConnector } from './define-connector.ts';
export { cutVendorMessage, describeUrl } from './describe-call.ts';
export { linkNumber, linkParameter, parseLinkHeader } from './link-header.ts';
export { sourceRevision } from './source-revision.ts';
export { createVendorFetch, type VendorCall, type VendorFetchOptions } from './vendor-fetch.ts';
export { type HmacScheme, signHmac, verifyHmacSignature } from './webhook-schemes/hmac-signature.ts';
export * from './webhooks.ts';
export * from './writing.ts';
