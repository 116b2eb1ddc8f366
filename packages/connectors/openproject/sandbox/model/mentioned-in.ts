import type { SandboxPrincipal } from './records.ts';

const FORMS = [
  /<mention[^>]*\bdata-id="(?<id>\d+)"[^>]*>/gi,
  /\bdata-id="(?<id>\d+)"[^>]*\bdata-type="(?:user|group)"/gi,
  /\b(?:user|group)#(?<id>\d+)\b/gi,
  /\buser:"(?<login>[^"\n]+)"/gi,
];

/** Ids of those whom a text mentions. OpenProject looks for its forms in the text as it was typed, code included. */
export function mentionedIn(text: unknown, principals: readonly SandboxPrincipal[]): readonly string[] {
  if (typeof text !== 'string') return [];
  const found = FORMS.flatMap((form) => [...text.matchAll(form)]).flatMap(({ groups }) =>
    principals.filter(({ id, login }) => String(id) === groups?.['id'] || login === groups?.['login']),
  );
  return [...new Set(found.map(({ id }) => String(id)))];
}
