import type { Json } from '@syncline/core';
import { expressText } from '../express.ts';
import { withOwnKey } from '../own-key.ts';

/** The source of a text that carries our key. */
export function keyedText(value: Json | undefined, ownKey: string | null): string {
  const text = value === undefined ? null : expressText(value);
  return withOwnKey(typeof text === 'string' ? text : null, ownKey);
}
