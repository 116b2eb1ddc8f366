export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const PART = /<\?xml[^?]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+="[^"<&]*")*)\s*(\/?)>|([^<]+)/y;

/** The one element of a document of elements and texts. Throws for what is not well formed. */
export function parseXml(source: string): XmlElement {
  const root = { name: '', children: [] as XmlElement[], text: '' };
  const open = [root];
  PART.lastIndex = 0;
  while (PART.lastIndex < source.length) {
    const at = PART.lastIndex;
    const [, closes, name, , isEmpty, text] = PART.exec(source) ?? fail(source, at);
    const current = open.at(-1) ?? fail(source, at);
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) fail(source, at);
      current.text += text;
    } else if (closes) {
      if (open.length < 2 || current.name !== name) fail(source, at);
      open.pop();
    } else if (name !== undefined) {
      const element = { name, children: [], text: '' };
      current.children.push(element);
      if (!isEmpty) open.push(element);
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '' || !only) fail(source, source.length);
  return only as XmlElement;
}

/** The text of a child; undefined when there is none. */
export function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

function fail(source: string, at: number): never {
  throw new Error(`not well formed at ${at}: ${source.slice(at, at + 40)}`);
}
