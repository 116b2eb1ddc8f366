import type { Losses } from '../loss.ts';

export function tameHtml(html: string, _losses: Losses): string {
  return html;
}
