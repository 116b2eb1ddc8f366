import { z } from 'zod';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const otherNames: Readonly<Record<string, string>> = { warning: 'warn', critical: 'fatal', none: 'silent' };

/** In any case, and by the names that other programs have for levels. */
export const logLevel = z
  .string()
  .transform((text) => otherNames[text.toLowerCase()] ?? text.toLowerCase())
  .pipe(z.enum(levels));
