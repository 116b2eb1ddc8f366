/** What is known of a person, as connectors and imports normalised it. Lists may be empty, texts null. */
export interface PersonTraits {
  readonly id: string;
  /** In any script and order. */
  readonly name: string | null;
  /** As `normaliseEmail` of core spells them. */
  readonly emails: readonly string[];
  /** E.164. */
  readonly phones: readonly string[];
  readonly employer: string | null;
  readonly city: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** ISO date. */
  readonly birthDate: string | null;
  /** Ids that never change, by the vendor's name: two different ones of one vendor are two records. */
  readonly keys: Readonly<Record<string, string>>;
}

/** What is known of a company. */
export interface CompanyTraits {
  readonly id: string;
  readonly name: string | null;
  /** Registrable domains, as `normaliseDomain` of core spells them. */
  readonly domains: readonly string[];
  readonly phones: readonly string[];
  readonly city: string | null;
  readonly country: string | null;
  /** A number of a register, such as of value added tax, letters and digits only. */
  readonly register: string | null;
  readonly keys: Readonly<Record<string, string>>;
}

/** How common a value is: the share of all records that hold it, above 0 and at most 1. */
export interface Commonness {
  /** How many records there are. */
  readonly total: number;
  share(trait: CommonTrait, value: string): number;
}

export type CommonTrait = 'name_word' | 'email' | 'phone' | 'employer' | 'domain' | 'city' | 'company_word';
