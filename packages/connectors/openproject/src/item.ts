import { asItem, itemTakers } from '@syncline/connector-sdk';

export { asItem, type Item, numericIdOf as idOf, sortedSet, textOf, utcTime } from '@syncline/connector-sdk';

export const { takeText, takeFlag, takeNumber, takeTime, takeDate, requireText, missing, wrongType } = itemTakers({
  id: 'openproject',
  title: 'OpenProject',
});

/** The source of a formatted text: `{ format, raw, html }`; null when it holds nothing, undefined when it is none. */
export function rawText(value: unknown): string | null | undefined {
  const raw = value === null ? null : asItem(value)?.['raw'];
  if (raw === null) return null;
  return typeof raw === 'string' ? raw : undefined;
}
