import { Link } from 'wouter';
import type { Member } from '../api/client.ts';
import { count, duration, percent, words } from '../format/format.ts';
import { groupsOf, shareInStep } from '../format/in-step.ts';
import { Bar } from './bar.tsx';
import { When } from './when.tsx';

/** What is kept in step with what, a bar each way: how much of the side's records have all that the others say. */
export function Sides({ members }: { readonly members: readonly Member[] }) {
  return (
    <div className="sides">
      {groupsOf(members).map((group) => (
        <div key={`${group.config} ${group.kind}`} className="side-group">
          <h3>
            {words(group.kind)} <span className="dim">{group.config}</span>
          </h3>
          <div role="table" aria-label={`${words(group.kind)}, ${group.config}`} className="side-table">
            <div role="row" className="side-head dim small">
              <span role="columnheader">direction</span>
              <span role="columnheader">in step</span>
              <span role="columnheader">waiting</span>
              <span role="columnheader">to decide</span>
              <span role="columnheader">lag p50 · p95</span>
              <span role="columnheader">last sync</span>
            </div>
            {group.members.map((member) => (
              <Side key={member.member} member={member} others={group.members.filter((each) => each !== member)} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function Side({ member, others }: { readonly member: Member; readonly others: readonly Member[] }) {
  const share = shareInStep(member);
  const toDecide = member.conflicts_open + member.errors_open;
  const from = others.map((each) => each.connection_name).join(', ');
  return (
    <div role="row" className="side">
      <span role="cell" className="way">
        <span className="dim">{from} →</span> <Link href={`/connections/${member.connection_id}`}>{member.member}</Link>
      </span>
      <span role="cell" className="share">
        <Bar
          share={share}
          label={`${member.member} in step`}
          tone={toDecide > 0 ? 'wait' : member.writebacks_pending > 0 ? 'busy' : 'good'}
        />
        <span>
          {share === null ? 'none linked' : percent(share)} <span className="dim">of {count(member.mapped)}</span>
        </span>
      </span>
      <span role="cell" data-name="waiting">
        {member.writebacks_pending === 0 ? <span className="dim">none</span> : count(member.writebacks_pending)}
        {member.oldest_waiting_ms !== null && <span className="dim"> oldest {duration(member.oldest_waiting_ms)}</span>}
      </span>
      <span role="cell" data-name="to decide">
        {toDecide === 0 ? (
          <span className="dim">none</span>
        ) : (
          <Link href={`/reconciliation?connection=${member.connection_id}&stream=${encodeURIComponent(member.stream)}`}>
            {count(toDecide)}
          </Link>
        )}
      </span>
      <span role="cell" data-name="lag">
        {member.lag_p50_ms === null ? (
          <span className="dim">no writes lately</span>
        ) : (
          `${duration(member.lag_p50_ms)} · ${duration(member.lag_p95_ms ?? 0)}`
        )}
      </span>
      <span role="cell" data-name="last sync">
        <When at={member.last_sync_at} never="never" />
      </span>
    </div>
  );
}
