import { COMPANY_THRESHOLDS, PEOPLE_THRESHOLDS, type Thresholds } from '@syncline/identity';
import { listConfigResources, type Sql } from '@syncline/store';
import { type IdentityKind, type IdentityRuleSettings } from '../configuration/identity-schema.ts';

/** What becomes of two of a kind that are likely to be one. */
export interface IdentityRule {
  readonly thresholds: Thresholds;
  /** Whether those above the upper threshold are merged without asking. */
  readonly automatic: boolean;
  /** Whether records that are kept in step are written what a merge came to. */
  readonly announce: boolean;
}

export type IdentitySettings = Readonly<Record<IdentityKind, IdentityRule>>;

const thresholdsOf: Readonly<Record<IdentityKind, Thresholds>> = {
  account: COMPANY_THRESHOLDS,
  contact: PEOPLE_THRESHOLDS,
};

export async function readIdentitySettings(sql: Sql, workspaceId: number): Promise<IdentitySettings> {
  const rows = await listConfigResources(sql, workspaceId);
  const ruleOf = (kind: IdentityKind): IdentityRule => {
    const row = rows.find((each) => each.kind === 'identity' && each.name === kind);
    const said = (row?.value ?? {}) as IdentityRuleSettings;
    const own = thresholdsOf[kind];
    return {
      thresholds: { link: said.link ?? own.link, propose: said.propose ?? own.propose },
      automatic: said.automatic ?? true,
      announce: said.announce ?? true,
    };
  };
  return { account: ruleOf('account'), contact: ruleOf('contact') };
}
