import { SaxesParser } from 'saxes';
import { UnreadableFileError } from '../../limits.ts';

export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads a part of a workbook; names come without their prefix. Entities of its own are refused. Yields after each piece. */
export async function* parseXml(texts: AsyncIterable<string>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false });
  parser.on('doctype', () => {
    throw new UnreadableFileError('xml', 'The workbook declares entities of its own, which is not read.');
  });
  parser.on('error', (error) => {
    throw new UnreadableFileError('xml', `A part of the workbook is damaged: ${error.message}.`);
  });
  parser.on('opentag', (tag) => handlers.open?.(local(tag.name), tag.attributes as Record<string, string>));
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)));
  for await (const text of texts) {
    parser.write(text);
    yield;
  }
  parser.close();
  yield;
}

/** To its end, for parts that are read whole. */
export async function readXml(texts: AsyncIterable<string>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(texts, handlers));
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
