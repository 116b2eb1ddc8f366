import { endOf, withItemCatalogue } from '../catalogue/catalogue.ts';
import { itemsOf, textOf } from '../item.ts';

/** The items of a stored page, each with what its fields are called; those past the end of its window left out. */
export function parsePage(raw: Uint8Array): readonly unknown[] {
  const page: unknown = JSON.parse(new TextDecoder().decode(raw));
  const end = Date.parse(endOf(page));
  return itemsOf(page).flatMap((item) => {
    const isPast = Date.parse(textOf(item['update_time']) ?? '') >= end;
    return isPast ? [] : [withItemCatalogue(page, item)];
  });
}
