/**
 * GitLab carries out lines such as `/close` of a text that is written to it, and drops them. A text of another side
 * must command nothing, so that such lines go out as `\/close`, which shows the same; reading takes the stroke off again.
 * Code is left as it is: GitLab commands nothing there.
 */
export function disarmQuickActions(text: string): string {
  return outsideCode(text, (line) => (/^\/[a-z_]/i.test(line) ? `\\${line}` : line));
}

export function rearmQuickActions(text: string): string {
  return outsideCode(text, (line) => (/^\\\/[a-z_]/i.test(line) ? line.slice(1) : line));
}

function outsideCode(text: string, change: (line: string) => string): string {
  if (!text.includes('/')) return text;
  let fence: string | null = null;
  return text
    .split('\n')
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/s.exec(line);
      if (fence === null) {
        // Back-ticks may not stand in what follows the ones that open a block.
        if (mark && !(mark[1]?.startsWith('`') && mark[2]?.includes('`'))) fence = mark[1] ?? null;
        else return change(line);
      } else if (mark?.[1]?.startsWith(fence) && mark[2]?.trim() === '') fence = null;
      return line;
    })
    .join('\n');
}
