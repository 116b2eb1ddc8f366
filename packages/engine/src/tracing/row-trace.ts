import { activeCorrelationId, activeTraceparent } from '@syncline/observability';

/** Which work a row came from: kept with it, so that what follows from it is a part of that, whichever job does it. */
export interface RowTrace {
  readonly traceparent: string | null;
  readonly correlationId: string | null;
}

/** Rows as what is under way leaves them behind. */
export function traced<Row extends object>(
  rows: readonly (Row & { readonly correlationId?: string | null })[],
): (Row & RowTrace)[] {
  const [traceparent, correlationId] = [activeTraceparent(), activeCorrelationId()];
  return rows.map((row) => ({ ...row, traceparent, correlationId: row.correlationId ?? correlationId }));
}

/** What all that follows from a delivery is called by: the vendor's own id for it, where people find it there too. */
export function correlationOfDelivery(deliveryId: string): string {
  return `delivery-${deliveryId.replace(/[^\x21-\x7e]/g, '_').slice(0, 100)}`;
}
