import type { SynclineError } from '@syncline/core';

/** Why a vendor did not say who we are: the cause, where it is to be looked for, and what to do. */
export interface CheckFailure {
  readonly outcome: 'failed';
  readonly class: string;
  readonly code: string;
  readonly message: string;
  readonly place: FailurePlace;
  readonly fix: string;
}

/** `access`: the account is let in, and not to this. `vendor`: nothing of ours is wrong. */
export type FailurePlace = 'address' | 'credentials' | 'access' | 'settings' | 'vendor';

const unreachable: ReadonlySet<string> = new Set([
  'enotfound',
  'eai_again',
  'econnrefused',
  'ehostunreach',
  'enetunreach',
  'timeout',
  'network',
]);

export function failureOf({ class: errorClass, code, message }: SynclineError): CheckFailure {
  return { outcome: 'failed', class: errorClass, code, message, ...adviceOn(errorClass, code) };
}

function adviceOn(errorClass: string, code: string): { readonly place: FailurePlace; readonly fix: string } {
  if (code.includes('address') || code.startsWith('err_tls') || code.includes('cert'))
    return {
      place: 'address',
      fix: 'Syncline calls public addresses by https alone. A vendor in your own network is let in by SYNCLINE_ALLOWED_ADDRESSES.',
    };
  if (unreachable.has(code))
    return { place: 'address', fix: 'Check the address, and that this machine reaches it: nothing answered there.' };
  switch (errorClass) {
    case 'auth':
      return {
        place: 'credentials',
        fix: 'Enter it anew as the vendor shows it: it may have lapsed, been revoked, or be of another account.',
      };
    case 'permission':
      return {
        place: 'access',
        fix: 'Give the account, or its token, the rights that the page of the connector lists.',
      };
    case 'not_found':
      return { place: 'settings', fix: 'Check the names in the settings, and that the account sees what they name.' };
    case 'invalid':
    case 'mapping':
      return { place: 'settings', fix: 'Check the settings against what the vendor shows.' };
    case 'rate_limited':
      return { place: 'vendor', fix: 'The account has no calls left at the moment. Test it again in a while.' };
    default:
      return { place: 'vendor', fix: 'Test it again; if it stays so, look at the status page of the vendor.' };
  }
}
