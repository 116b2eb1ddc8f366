export {
  type AddressFilter,
  type AddressFilterOptions,
  ALLOWED_ADDRESSES_VARIABLE,
  createAddressFilter,
} from './address-filter.ts';
export * from './choices.ts';
export * from './connector.ts';
export type * from './content.ts';
export type * from './crm.ts';
export { type CutWindows, cutWindows, type Window, type WindowsCut } from './cut-windows.ts';
export { defineConnector } from './define-connector.ts';
export { cutVendorMessage, describeUrl, routeOf } from './describe-call.ts';
export * from './described-fields.ts';
export type { Feed, FeedPlace, FeedRead } from './feed.ts';
export {
  asItem,
  type Item,
  type ItemTakers,
  itemTakers,
  numericIdOf,
  sortedSet,
  type Taker,
  textOf,
  utcTime,
} from './item-takers.ts';
export type { GateCall, LimitReport, QuotaGate } from './limits.ts';
export { linkNumber, linkParameter, parseLinkHeader } from './link-header.ts';
export type { Cannot, Capability, ConnectorCategory } from './minimum.ts';
export { type FieldPart, type MultipartBody, multipartOf } from './multipart.ts';
export * from './oauth.ts';
export { sourceRevision } from './source-revision.ts';
export { createVendorFetch, type VendorCall, type VendorCallTrace, type VendorFetchOptions } from './vendor-fetch.ts';
export { createVendorTransfer } from './vendor-transfer.ts';
export { createVendorTransport, type VendorTransport } from './vendor-transport.ts';
export { type HmacScheme, signHmac, verifyHmacSignature } from './webhook-schemes/hmac-signature.ts';
export { isSameSecret } from './webhook-schemes/same-secret.ts';
export * from './webhooks.ts';
export * from './writing.ts';
