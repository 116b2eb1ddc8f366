export type OAuthGrant = 'authorization_code' | 'client_credentials';

/** Where a connection's vendor is, as the connection is set up. */
export interface OAuthPlace<Settings = unknown> {
  readonly baseUrl: string;
  readonly settings: Settings;
}

/**
 * How a vendor gives out access tokens (RFC 6749). The engine has the tokens: it asks for them, keeps them in the vault,
 * renews them (one worker at a time), and gives the client one that stands as the secret `tokenSecret`; when the vendor
 * refuses that with `auth`, the call is made once more with a new one. The application is named by the secrets `clientId`
 * and `clientSecret`, which the client is not given then.
 */
export interface OAuthProvider<Settings = unknown> {
  readonly grants: readonly OAuthGrant[];
  /** The secret that the client reads the access token as. */
  readonly tokenSecret: string;
  authorizationEndpoint(place: OAuthPlace<Settings>): string;
  tokenEndpoint(place: OAuthPlace<Settings>): string;
  /** Where the vendor's tokens are asked for with scopes. */
  readonly scopes?: readonly string[];
  /** What the vendor's page wants besides what RFC 6749 and 7636 say. */
  readonly authorizationParameters?: Readonly<Record<string, string>>;
  /** How the application proves itself: in the body, which most vendors take, or by basic authentication. */
  readonly clientAuthentication?: 'body' | 'basic';
}
