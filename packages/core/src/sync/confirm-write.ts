import type { Json } from '../json.ts';
import { sameValue } from '../merge.ts';
import type { Fields, Reversals, Shadow } from './shadow.ts';

export interface ConfirmedWrite {
  readonly shadow: Shadow;
  /**
   * Fields that were seen to change while the write was under way: a person was there. Whether they came before our write
   * or after it is for the next read to tell; until then the attempt is in doubt about them, so that our value is known
   * as ours.
   */
  readonly overtaken: readonly string[];
}

/**
 * The shadow after a write was answered (rule 5.3): `seen` is what the vendor shows of it, `base` and `sent` are
 * what we sent. A field that was overtaken is left as it was seen. `patch`: without what a read has shown to have landed
 * already, which is newer than the answer.
 */
export function confirmWrite(
  shadow: Shadow,
  attempt: { readonly patch: Fields; readonly expected: Fields },
  shown: Fields,
): ConfirmedWrite {
  const seen: Record<string, Json> = { ...shadow.seen };
  const base: Record<string, Json> = { ...shadow.base };
  const sent: Record<string, Json> = { ...shadow.sent };
  const reversals: Record<string, Reversals> = { ...shadow.reversals };
  const approved: Record<string, Json> = { ...shadow.approved };
  const overtaken: string[] = [];
  for (const [remote, value] of Object.entries(attempt.patch)) {
    // An approval is for one write.
    if (sameValue(approved[remote], value)) delete approved[remote];
    // An explicit null is shown, too: a vendor that dropped our value says so.
    const stored = remote in shown ? shown[remote]! : value;
    const current = shadow.seen[remote];
    if (!sameValue(current, attempt.expected[remote]) && !sameValue(current, stored)) {
      overtaken.push(remote);
      continue;
    }
    if (!sameValue(current, stored) && current !== undefined)
      reversals[remote] = { before: current, times: reversals[remote]?.times ?? [] };
    seen[remote] = stored;
    base[remote] = value;
    if (sameValue(stored, value)) delete sent[remote];
    else sent[remote] = value;
  }
  return { shadow: { ...shadow, seen, base, sent, reversals, approved }, overtaken };
}
