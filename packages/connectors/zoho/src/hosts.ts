/**
 * Data centres by the end of their API domain, with the accounts server of each:
 * https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html
 */
const ACCOUNTS: ReadonlyMap<string, string> = new Map([
  ['zohoapis.com', 'https://accounts.zoho.com'],
  ['zohoapis.eu', 'https://accounts.zoho.eu'],
  ['zohoapis.in', 'https://accounts.zoho.in'],
  ['zohoapis.com.au', 'https://accounts.zoho.com.au'],
  ['zohoapis.jp', 'https://accounts.zoho.jp'],
  ['zohoapis.ca', 'https://accounts.zohocloud.ca'],
  ['zohoapis.sa', 'https://accounts.zoho.sa'],
  ['zohoapis.uk', 'https://accounts.zoho.uk'],
  ['zohoapis.com.cn', 'https://accounts.zoho.com.cn'],
]);

/** The address of the API with its host alone; `www.`, `sandbox.` and `developer.` stand before the data centre. */
const BEFORE_DOMAIN = /^(?:www|sandbox|developer)\./;

/** Where the tokens of an API domain are asked for. An address that is none of Zoho's own answers for both itself. */
export function accountsUrlOf(baseUrl: string): string {
  const { hostname, origin } = new URL(baseUrl);
  return ACCOUNTS.get(hostname.replace(BEFORE_DOMAIN, '')) ?? origin;
}

/** The origin of an API domain of Zoho; null for what is none. */
export function zohoApiOrigin(address: unknown): string | null {
  if (typeof address !== 'string' || !URL.canParse(address)) return null;
  const { hostname, origin, protocol } = new URL(address);
  const isZoho = BEFORE_DOMAIN.test(hostname) && ACCOUNTS.has(hostname.replace(BEFORE_DOMAIN, ''));
  return isZoho && protocol === 'https:' && new URL(address).port === '' ? origin : null;
}
