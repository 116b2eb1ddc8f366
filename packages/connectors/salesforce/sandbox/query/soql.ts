/** The part of SOQL that is understood: a list of fields, COUNT() or aggregates with names, one object, conditions, order and limit. */
export interface Soql {
  readonly fields: readonly string[];
  readonly isCount: boolean;
  readonly aggregates: readonly Aggregate[];
  readonly object: string;
  readonly where: Condition | null;
  readonly orderBy: readonly { readonly field: string; readonly isDescending: boolean }[];
  readonly limit: number | null;
}

export type Literal = string | number | boolean | null | { readonly time: number };
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN';
export type Condition =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly is: 'not'; readonly part: Condition }
  | {
      readonly is: 'compare';
      readonly field: string;
      readonly operator: Operator;
      readonly values: readonly Literal[];
    };

/** `MIN(CreatedDate) earliest`. */
export interface Aggregate {
  readonly of: 'COUNT' | 'MIN' | 'MAX';
  readonly field: string;
  readonly name: string;
}
