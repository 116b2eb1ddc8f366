/** A file of an archive. */
export interface TarEntry {
  readonly name: string;
  readonly text: string;
}

const BLOCK = 512;

/** A tar archive (ustar) of text files, made now. Names have at most 100 bytes. */
export function tarOf(entries: readonly TarEntry[], now: Date): Buffer {
  const parts: Buffer[] = [];
  for (const { name, text } of entries) {
    const body = Buffer.from(text);
    parts.push(headerOf(name, body.length, now), body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK));
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function headerOf(name: string, size: number, now: Date): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, 0, 100);
  header.write(octal(0o600, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(Math.floor(now.getTime() / 1_000), 11), 136);
  // The sum counts its own field as spaces.
  header.fill(' ', 148, 156);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
    148,
  );
  return header;
}
