import type { ChoicePage, SettingChoices } from '@syncline/connector-sdk';
import type { QuoClient } from './client.ts';
import { CUSTOM } from './contacts/contact-fields.ts';
import { asItem, itemsIn, textOf } from './item.ts';
import { listNumbers } from './phone-numbers.ts';

/** What the workspace has, for settings and sync configs to name. */
export const quoChoices: Readonly<Record<string, SettingChoices<QuoClient>>> = {
  phoneNumbers: {
    title: 'Numbers of the workspace whose calls and texts are read',
    async read(client, _, signal): Promise<ChoicePage> {
      const { phoneNumbers: __, ...settings } = client.settings;
      const numbers = await listNumbers({ ...client, settings }, signal);
      const choices = numbers.map(({ id, number, name }) => ({ value: id, title: name ?? number, detail: number }));
      return { choices, next: null };
    },
  },
  fields: { title: 'Custom fields of contacts, for field maps', ofStream: true, read: readFields },
};

/** The first version alone lists them (`/v1/contact-custom-fields`). */
async function readFields(
  client: QuoClient,
  { stream }: { readonly stream: string | null },
  signal: AbortSignal,
): Promise<ChoicePage> {
  if (stream !== 'contacts') return { choices: [], next: null };
  const { raw } = await client.send({ path: '/v1/contact-custom-fields' }, signal);
  const choices = itemsIn(raw).flatMap((value) => {
    const item = asItem(value);
    const key = textOf(item?.['key']);
    const type = textOf(item?.['type']);
    if (!key) return [];
    return [{ value: CUSTOM + key, title: textOf(item?.['name']) ?? key, ...(type !== null && { detail: type }) }];
  });
  return { choices, next: null };
}
