import { type Item, itemTakers } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { splitOwnKey } from './own-key.ts';
import { rearmQuickActions } from './quick-actions.ts';

export { asItem, type Item, numericIdOf as idOf, textOf, utcTime } from '@syncline/connector-sdk';

export const { takeText, takeFlag, takeNumber, takeTime, takeDate, requireText, requireChoice } = itemTakers({
  id: 'gitlab',
  title: 'GitLab',
});

type Fields = Record<string, Json>;

/** A Markdown text that may carry our key, which is returned and no part of the field. */
export function takeKeyedText(
  fields: Fields,
  item: Item,
  key: string,
  diagnostics: Diagnostic[],
): { readonly ownKey?: string } {
  takeText(fields, item, key, diagnostics);
  const value = fields[key];
  if (typeof value !== 'string') return {};
  const { text, ownKey } = splitOwnKey(value);
  fields[key] = text === null ? null : rearmQuickActions(text);
  return ownKey === null ? {} : { ownKey };
}
