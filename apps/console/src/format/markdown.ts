/** A run of text in a line. */
export type Span =
  | { readonly is: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly is: 'link'; readonly text: string; readonly href: string };

export type Block =
  | { readonly is: 'heading'; readonly level: number; readonly text: readonly Span[] }
  | { readonly is: 'paragraph'; readonly text: readonly Span[] }
  | { readonly is: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'table'; readonly rows: readonly (readonly (readonly Span[])[])[] };

const spanPattern = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** The text of a line with its code, emphasis and links. */
export function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of line.matchAll(spanPattern)) {
    if (match.index > at) spans.push({ is: 'text', text: line.slice(at, match.index) });
    const [whole, code, strong, text, href] = match;
    if (code !== undefined) spans.push({ is: 'code', text: code });
    else if (strong !== undefined) spans.push({ is: 'strong', text: strong });
    else spans.push({ is: 'link', text: text!, href: href! });
    at = match.index + whole.length;
  }
  if (at < line.length) spans.push({ is: 'text', text: line.slice(at) });
  return spans;
}

const item = /^\s*(?:[-*]|(\d+)\.) (.*)$/;

/** Markdown as our own runbooks use it: headings, paragraphs, flat lists, fenced code, tables. What is none of these is text. */
export function blocksOf(markdown: string): Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    const takeWhile = (test: (text: string) => boolean): string[] => {
      const taken: string[] = [];
      while (at < lines.length && test(lines[at]!)) taken.push(lines[at++]!);
      return taken;
    };
    if (line.trim() === '') at++;
    else if (heading) {
      blocks.push({ is: 'heading', level: heading[1]!.length, text: spansOf(heading[2]!) });
      at++;
    } else if (line.startsWith('```')) {
      at++;
      blocks.push({ is: 'code', text: takeWhile((text) => !text.startsWith('```')).join('\n') });
      at++;
    } else if (line.startsWith('|')) {
      const rows = takeWhile((text) => text.startsWith('|')).filter((text) => !/^\|[\s|:-]+\|$/.test(text));
      blocks.push({
        is: 'table',
        rows: rows.map((row) =>
          row
            .split('|')
            .slice(1, -1)
            .map((cell) => spansOf(cell.trim())),
        ),
      });
    } else if (item.test(line)) {
      const ordered = item.exec(line)![1] !== undefined;
      const items = takeWhile((text) => item.test(text)).map((text) => spansOf(item.exec(text)![2]!));
      blocks.push({ is: 'list', ordered, items });
    } else {
      const text = takeWhile((each) => each.trim() !== '' && !/^(#{1,6} |```|\|)/.test(each) && !item.test(each));
      blocks.push({ is: 'paragraph', text: spansOf(text.join(' ')) });
    }
  }
  return blocks;
}
