import { words } from '../format/format.ts';

type Tone = 'good' | 'busy' | 'wait' | 'bad' | 'dim';

const tones: Readonly<Record<string, Tone>> = {
  ok: 'good',
  'on time': 'good',
  'on track': 'good',
  synced: 'good',
  linked: 'good',
  completed: 'good',
  processed: 'good',
  resolved: 'good',
  done: 'good',
  merged: 'good',
  approved: 'good',
  live: 'good',
  busy: 'busy',
  'in progress': 'busy',
  processing: 'busy',
  initializing: 'busy',
  counting: 'busy',
  queuing_pages: 'busy',
  completing: 'busy',
  retrying: 'busy',
  received: 'busy',
  applied: 'good',
  corrected: 'good',
  applying: 'busy',
  undoing: 'busy',
  'waits for approval': 'wait',
  paused: 'wait',
  delayed: 'wait',
  silent: 'wait',
  attention: 'wait',
  open: 'wait',
  waiting: 'wait',
  completed_with_errors: 'wait',
  needs_reauth: 'bad',
  misconfigured: 'bad',
  error: 'bad',
  failed: 'bad',
  malformed: 'bad',
  'action required': 'bad',
  broken: 'bad',
};

/** The colour that a status word goes with. The word always stands beside it. */
export function toneOf(state: string): Tone {
  return tones[state] ?? 'dim';
}

/** A status word behind a dot of its colour. */
export function State({ is, children }: { readonly is: string; readonly children?: React.ReactNode }) {
  return (
    <span className={`state ${toneOf(is)}`}>
      <i aria-hidden="true" />
      {children ?? words(is)}
    </span>
  );
}
