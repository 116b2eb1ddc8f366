export * from './create-logger.ts';
export * from './event-names.ts';
export {
  type LogShipping,
  type LogShippingSettings,
  measureLogShipping,
  openLogShipping,
} from './logs/log-shipping.ts';
export * from './metrics/index.ts';
export * from './redact.ts';
export * from './serialize-error.ts';
