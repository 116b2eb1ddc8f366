/** A detail of a refusal, as HubSpot lists them. */
export interface Detail {
  readonly message: string;
  readonly code: string;
  readonly property?: string;
}

/** A request, or an entry of a batch, that HubSpot would refuse. */
export class Refusal extends Error {
  readonly status: number;
  readonly category: string;
  readonly details: readonly Detail[];
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly subCategory: string | undefined;

  constructor(
    status: number,
    category: string,
    message: string,
    more: {
      readonly details?: readonly Detail[];
      readonly context?: Readonly<Record<string, readonly string[]>>;
      readonly subCategory?: string;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.category = category;
    this.details = more.details ?? [];
    this.context = more.context ?? {};
    this.subCategory = more.subCategory;
  }
}

export function invalidValue(property: string, code: string, words: string): Refusal {
  const message = `Property values were not valid: [{"isValid":false,"message":"${words}","error":"${code}","name":"${property}"}]`;
  return new Refusal(400, 'VALIDATION_ERROR', message, { details: [{ message: words, code, property }] });
}

export function noObject(id: string): Refusal {
  return new Refusal(404, 'OBJECT_NOT_FOUND', `Object not found.  objectId are usually numeric. ${id}`, {
    context: { ids: [id] },
  });
}

/** As an entry of a batch's `errors`. */
export function entryOf(refusal: Refusal, traceId?: string): Record<string, unknown> {
  const { correlationId: _, errors = [], ...body } = bodyOf(refusal);
  const context = { ...refusal.context, ...(traceId !== undefined && { objectWriteTraceId: [traceId] }) };
  return { ...body, context, errors, links: {} };
}

/** As an answer. */
export function bodyOf(refusal: Refusal): Record<string, unknown> {
  const { message, category, details, context, subCategory } = refusal;
  return {
    status: 'error',
    message,
    correlationId: 'a3c5e7f9-0b1d-4f2a-8c6e-9d0b1a2c3e4f',
    category,
    ...(subCategory !== undefined && { subCategory }),
    ...(details.length > 0 && {
      errors: details.map((detail) => ({
        message: detail.message,
        code: detail.code,
        ...(detail.property !== undefined && { context: { propertyName: [detail.property] } }),
      })),
    }),
    ...(Object.keys(context).length > 0 && { context }),
  };
}
