import type { DeliveryDetail } from '@syncline/store';

const MAX_BODY_BYTES = 1024 * 1024;
/** GitLab sends its token as it is; a signature is of use to whoever has the body. */
const provesOrigin = /token|secret|signature|auth|key|password|cookie/i;

/** Headers and body of a delivery as they may be shown. */
export function deliveryContent({ headers, body }: Pick<DeliveryDetail, 'headers' | 'body'>) {
  const shown = body.subarray(0, MAX_BODY_BYTES);
  const bodyCut = shown.length < body.length;
  const text = textOf(shown, bodyCut);
  return {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, provesOrigin.test(name) ? '(struck out)' : value]),
    ),
    body: text ?? shown.toString('base64'),
    bodyEncoding: text === null ? ('base64' as const) : ('utf8' as const),
    bodyCut,
  };
}

/** Null for what is no text. A cut may go through a character, which is then left out. */
function textOf(bytes: Buffer, isCut: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return null;
  }
}
