import type { QuoSandbox } from '@syncline/connector-quo/sandbox';
import type { Random } from '../shared/random.ts';

/** Somebody who calls and texts. */
export interface Party {
  readonly phone: string;
  /** What the CRMs know them by; null for a stranger. */
  readonly lastName: string | null;
}

/** A call or text as it happened, which every CRM is to hold once. */
export interface Happened {
  readonly id: string;
  readonly type: 'call' | 'sms';
  readonly direction: 'inbound' | 'outbound';
  readonly party: Party;
  /** Stands in its text, and in no other. */
  readonly token: string;
  readonly occurredAt: number;
  readonly durationSeconds: number | null;
}

/** Half calls, half texts, in both directions; what a call was about is told some time after it. */
export function happen(quo: QuoSandbox, parties: readonly Party[], count: number, random: Random): Happened[] {
  const happened: Happened[] = [];
  const summaries: (() => void)[] = [];
  for (let at = 0; at < count; at += 1) {
    const party = random.pick(parties);
    const isIncoming = random.below(2) === 0;
    const direction = isIncoming ? 'incoming' : 'outgoing';
    const token = `token-${String(at).padStart(4, '0')}.`;
    const common = {
      direction: isIncoming ? ('inbound' as const) : ('outbound' as const),
      party,
      token,
    };
    if (random.below(2) === 0) {
      const { id, createdAt } = quo.text({ party: party.phone, direction, text: `What was written, ${token}` });
      happened.push({ ...common, id, type: 'sms', occurredAt: createdAt, durationSeconds: null });
    } else {
      const seconds = random.below(4) === 0 ? 0 : 1 + random.below(900);
      const { id, createdAt } = quo.call({ party: party.phone, direction, seconds });
      happened.push({ ...common, id, type: 'call', occurredAt: createdAt, durationSeconds: seconds });
      summaries.push(() => void quo.summarise(id, [`What was said, ${token}`]));
    }
  }
  for (const summarise of summaries) summarise();
  return happened;
}
