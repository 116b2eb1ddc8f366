import type { Json } from '../json.ts';
import { isCommonDomain, isRoleAddress } from './common-values.ts';
import { normaliseDomain, normaliseEmail, normalisePhone } from './normalise.ts';

/** What kind of value a match field holds: it says how two spellings of one value are told to be equal. */
export type MatchKind = (typeof MATCH_KINDS)[number];

export const MATCH_KINDS = ['domain', 'email', 'phone', 'text'] as const;

/** A field of the entity that its records are recognised by. */
export interface MatchField {
  readonly field: string;
  readonly as: MatchKind;
  /** False: it supports what another field says, and alone it only proposes. */
  readonly identifies: boolean;
  /** ISO 3166 code of the country that telephone numbers without one are of; null: such numbers say nothing. */
  readonly region: string | null;
}

/** One thing that a record or an entity can be recognised by, in the spelling that is compared. */
export interface MatchValue {
  /** `domain`, `email` or `phone`, whichever field it came from; of a text the name of the field. */
  readonly key: string;
  readonly value: string;
  /** `id`: it says outright who it is. */
  readonly as: MatchKind | 'id';
  /** False where many who have nothing to do with each other share such a value: `gmail.com`, `info@…`. */
  readonly identifies: boolean;
}

/** How a field is compared when the config does not say: by what its name says it holds. */
export function matchKindOf(field: string): MatchKind {
  if (/^(domain|website)$/.test(field)) return 'domain';
  if (/^(email|.+_email)$/.test(field)) return 'email';
  return /^(phone|mobile|.+_phone)$/.test(field) ? 'phone' : 'text';
}

/** What a value is recognised by; empty for what means nothing. Of a list, each member. */
export function matchValuesOf(match: MatchField, value: Json | undefined): MatchValue[] {
  if (Array.isArray(value)) return value.flatMap((member: Json) => matchValuesOf(match, member));
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return [];
  const { as } = match;
  const spelled = spell(match, String(value));
  if (spelled === null) return [];
  const isCommon = as === 'domain' ? isCommonDomain(spelled) : as === 'email' && isRoleAddress(spelled);
  const key = as === 'text' ? match.field : as;
  return [{ key, value: spelled, as, identifies: match.identifies && !isCommon }];
}

function spell({ as, region }: MatchField, text: string): string | null {
  switch (as) {
    case 'domain':
      return normaliseDomain(text);
    case 'email':
      return normaliseEmail(text);
    case 'phone':
      return normalisePhone(text, region);
    case 'text':
      return text.normalize('NFKC').trim().toLowerCase().slice(0, 500) || null;
    default:
      return as satisfies never;
  }
}
