import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { access } from '../access/route-access.ts';
import type { App } from '../operator-deps.ts';

/** `/`: one page of plain HTML that shows what runs. */
export function landingRoutes(app: App): void {
  const page = readFileSync(new URL('../landing-page.html', import.meta.url), 'utf8');
  const policy = contentPolicy(page);
  app.get('/', { config: access('viewer', 'status:read'), schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .header('x-content-type-options', 'nosniff')
      .send(page),
  );
}

/** Only the page's own style and script run, named by their hashes; it talks to this origin alone. */
function contentPolicy(page: string): string {
  const hashOf = (tag: string): string => {
    const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? '';
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  };
  return `default-src 'none'; style-src ${hashOf('style')}; script-src ${hashOf('script')}; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}
