import type { Html } from 'mdast';

/** GitHub folds `<details>` as Jira folds an expand. */
export function detailsStart(title: string): Html {
  const text = title.replace(/\s+/g, ' ').replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return { type: 'html', value: `<details><summary>${text.trim()}</summary>` };
}

export const detailsEnd: Html = { type: 'html', value: '</details>' };

const start = /^\s*<details(?:\s+open(?:="[^"]*")?)?\s*>\s*<summary>([^<>]*)<\/summary>\s*$/i;

export function detailsTitle(html: string): string | null {
  const title = start.exec(html)?.[1];
  if (title === undefined) return null;
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return title
    .replace(/&#(\d{1,6});|&(amp|lt|gt|quot);/g, (_, code: string | undefined, name: string) =>
      code === undefined ? named[name]! : String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
    )
    .replace(/\s+/g, ' ')
    .trim();
}

export function isDetailsEnd(html: string): boolean {
  return /^\s*<\/details\s*>\s*$/i.test(html);
}
