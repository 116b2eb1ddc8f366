import { words } from '../../format/format.ts';
import { State } from '../state.tsx';

type Check =
  | { readonly outcome: 'ok'; readonly account: string; readonly detail?: string | null }
  | { readonly outcome: 'failed'; readonly message: string; readonly place: string; readonly fix: string };

const places: Readonly<Record<string, string>> = {
  address: 'the address',
  credentials: 'the credentials',
  access: 'what the account may do',
  settings: 'the settings',
  vendor: 'the vendor',
};

/** What the vendor said of us: who we are, or why it did not, where to look and what to do. */
export function CheckResult({ check }: { readonly check: Check }) {
  if (check.outcome === 'ok')
    return (
      <p role="status" className="check-result">
        <State is="ok">works, as {check.account}</State>
        {check.detail && check.detail !== check.account && <span className="dim"> {check.detail}</span>}
      </p>
    );
  return (
    <div role="alert" className="trouble">
      <strong>{check.message}</strong>
      <p>{check.fix}</p>
      <p className="dim small">Look at {places[check.place] ?? words(check.place)}</p>
    </div>
  );
}
