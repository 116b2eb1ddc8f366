import { text } from '../fields/codec.ts';
import { derived } from '../fields/make-field.ts';
import { idOf } from '../item.ts';

export const idField = derived('id', text, (item) => idOf(item['id']) ?? undefined);
