import type { Json } from '@syncline/core';
import { asItem, type Item, rawText, sortedSet, textOf } from './item.ts';
import { targetOf } from './links.ts';

type Fields = Record<string, Json>;

const NAME = /^customField\d{1,9}$/;

export function isCustomField(name: string): boolean {
  return NAME.test(name);
}

/**
 * The instance's own fields of a record, by their API names: plain values as they are, texts as their source, people,
 * versions and options by id, what else is linked by its name.
 */
export function takeCustomFields(fields: Fields, item: Item): void {
  for (const [name, value] of Object.entries(item)) {
    if (!NAME.test(name)) continue;
    const plain = plainValue(value);
    if (plain !== undefined) fields[name] = plain;
  }
  for (const [name, link] of Object.entries(asItem(item['_links']) ?? {})) {
    if (!NAME.test(name)) continue;
    if (Array.isArray(link)) fields[name] = sortedSet(link.flatMap((one) => linkValue(one) ?? []));
    else if (asItem(link)) fields[name] = linkValue(link);
  }
}

function plainValue(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const text = rawText(value);
  return text === '' ? null : text;
}

const BY_ID = ['users', 'groups', 'placeholder_users', 'versions', 'custom_options'];

function linkValue(link: unknown): string | null {
  const target = targetOf(link);
  if (target && BY_ID.includes(target.resource)) return target.id;
  return target ? (target.title ?? target.id) : textOf(asItem(link)?.['title']);
}
