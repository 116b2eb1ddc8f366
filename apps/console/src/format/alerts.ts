import type { Alert } from '../api/client.ts';

interface Place {
  readonly href: string;
  readonly name: string;
}

/** Where what an alert is about can be seen, and something done. */
export function placeOf({ signal, connectionId }: Pick<Alert, 'signal' | 'connectionId'>): Place {
  const ofConnection = (key: string): string => (connectionId === null ? '' : `${key}connection=${connectionId}`);
  switch (signal) {
    case 'open_conflicts':
    case 'open_items':
      return { href: `/reconciliation${ofConnection('?')}`, name: 'what waits for a decision' };
    case 'failure_rate':
    case 'failed_writebacks':
      return { href: `/timeline?success=false${ofConnection('&')}`, name: 'what failed' };
    case 'failed_processes':
      return { href: `/processes?state=failed${ofConnection('&')}`, name: 'the failed processes' };
    case 'state_freshness':
      return { href: `/inbox?state=received${ofConnection('&')}`, name: 'what was announced and waits' };
    default:
      return connectionId === null
        ? { href: '/connections', name: 'the connections' }
        : { href: `/connections/${connectionId}`, name: 'the connection' };
  }
}

/** The page of the runbooks that an address names; null: it is none of ours. */
export function runbookName(address: string): string | null {
  return /(?:^|\/)runbooks\/([a-z0-9-]+)\.md$/.exec(address)?.[1] ?? null;
}

/** The address, where a browser can go there. */
export function webAddress(address: string): string | null {
  return /^https?:\/\//.test(address) ? address : null;
}
