import { PIPELINES } from './schemas.ts';

/** What HubSpot makes of a deal's stage. */
export function dealFacts(stage: string | null): Record<string, string | null> {
  const known = PIPELINES.flatMap(({ stages }): readonly (readonly [string, string, number])[] => stages);
  const share = known.find(([id]) => id === stage)?.[2];
  if (share === undefined) return {};
  return {
    hs_deal_stage_probability: String(share),
    hs_is_closed: String(share === 0 || share === 1),
    hs_is_closed_won: String(share === 1),
  };
}
