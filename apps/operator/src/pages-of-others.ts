/**
 * Content policy of pages that third parties made (API reference, Bull Board): they would ask other servers for fonts
 * and registries, and an operator's browser has no business there.
 */
export const selfOnlyPolicy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src blob:";

/** Their pages ask another company for fonts, which the policy refuses; they do as well with those of the system. */
const foreignFonts = /<link href="https:\/\/fonts\.googleapis\.com[^>]*>/;

/** Says what buttons do that show a picture only: by their picture, or by what they stand beside. */
const nameButtons = `<script>
const nameButtons = () => {
  for (const button of document.querySelectorAll('button:not([aria-label])')) {
    // What it says once it was pressed is hidden before.
    const isCopy = /copy/.test(button.className);
    if (button.title || (button.textContent.trim() && !isCopy)) continue;
    const beside = button.parentElement?.parentElement?.querySelector('a[title]');
    const picture = /lucide-([a-z-]+)/.exec(button.querySelector('svg')?.getAttribute('class') ?? '')?.[1];
    const isMenu = button.getAttribute('aria-haspopup') === 'menu';
    const name = isMenu ? (beside ? 'Actions of ' + beside.title : 'Actions')
      : isCopy ? 'Copy' : /toggle/.test(button.className) ? 'Dark mode' : picture ? picture.replaceAll('-', ' ') : 'Button';
    button.setAttribute('aria-label', name);
  }
};
new MutationObserver(nameButtons).observe(document, { childList: true, subtree: true });
</script>`;

/** A hint of a key is greyer than can be read. */
const readableKeys = '<style>kbd { color: #333 !important; background: #e8ecef !important; }</style>';

/** What such a page lacks for people who do not see it, or not well. */
export function mendPage(html: string): string {
  return html
    .replace(foreignFonts, '')
    .replace(/<html>/i, '<html lang="en">')
    .replace(/<\/head>/i, () => `${readableKeys}${nameButtons}</head>`);
}

/** Colours of the API reference that stand out from their grounds by 4.5 to 1, as WCAG 2.2 wants of text (1.4.3). */
export const readableReference = `
.light-mode { --scalar-color-2: #5a5a5a; --scalar-color-3: #666; --scalar-color-blue: #0062a3; --scalar-color-green: #046b48;
  --scalar-color-red: #b80005; --scalar-color-orange: #a33900; --scalar-color-yellow: #7a5c00; --scalar-color-accent: #0062a3; }
.dark-mode { --scalar-color-2: #b4b4b4; --scalar-color-3: #a0a0a0; --scalar-color-red: #ff6b69; }
`;
