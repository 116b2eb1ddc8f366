/** JSON texts as one JSON array, without parsing them. */
export function joinArray(bodies: readonly Uint8Array[]): Uint8Array {
  const parts = bodies.flatMap((body, i) => (i === 0 ? [body] : [Buffer.from(','), body]));
  return Buffer.concat([Buffer.from('['), ...parts, Buffer.from(']')]);
}
