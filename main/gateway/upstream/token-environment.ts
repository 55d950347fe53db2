import type { OAuth } from '../../../shared/config/oauth';
import type { AccessToken } from './upstream-authorization';

/** What a process gets beside what is configured for it. */
export interface TokenInjection {
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/**
 * The variables, and for programs such as `mcp-remote` the argument, by which processes learn their token. The argument
 * names a variable, so that the token stands on no command line. Names as in the base product.
 */
export function injectToken(token: AccessToken, inject: OAuth['inject']): TokenInjection {
  const header = `${token.scheme} ${token.value}`;
  const args = inject === 'environment' ? [] : ['--header', 'authorization:${AUTH_HEADER}'];
  if (inject === 'header') return { env: { AUTH_HEADER: header }, args };
  return {
    env: {
      ENKRYPT_ACCESS_TOKEN: token.value,
      AUTHORIZATION: header,
      OAUTH_ACCESS_TOKEN: token.value,
      OAUTH_TOKEN_TYPE: token.scheme,
      HTTP_HEADER_Authorization: header,
      HTTP_HEADER_AUTHORIZATION: header,
      AUTH_HEADER: header,
    },
    args,
  };
}
