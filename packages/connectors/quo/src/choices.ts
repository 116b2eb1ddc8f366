import type { ChoicePage, SettingChoices } from '@syncline/connector-sdk';
import type { QuoClient } from './client.ts';
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
};
