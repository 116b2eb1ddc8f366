import { asItem, type Item, textOf } from './item.ts';

/** What a link of a resource leads to. */
export interface Target {
  /** `users`, `work_packages` … */
  readonly resource: string;
  readonly id: string;
  readonly title: string | null;
}

const RESOURCE = /\/api\/v3\/([a-z_]+)\/(\d{1,18})$/;

/** The target of one link object; null for a link to nothing, to what may not be seen, and for what is none. */
export function targetOf(link: unknown): Target | null {
  const href = textOf(asItem(link)?.['href']);
  const match = RESOURCE.exec(href ?? '');
  if (!match) return null;
  const [, resource = '', id = ''] = match;
  return { resource, id, title: textOf(asItem(link)?.['title']) };
}

/** A link of a resource by its name. */
export function linkOf(item: Item | null, name: string): unknown {
  return asItem(item?.['_links'])?.[name];
}

/** The id that a link leads to. `shown`: whether there is such a link at all, whatever it leads to. */
export function linkedId(item: Item | null, name: string): { readonly shown: boolean; readonly id: string | null } {
  const link = asItem(linkOf(item, name));
  // Of what may not be seen is only said that it is there: it stays as it is.
  const isHidden = textOf(link?.['href'])?.startsWith('urn:openproject-org:api:v3:undisclosed') ?? false;
  return { shown: link !== null && !isHidden, id: targetOf(link)?.id ?? null };
}
