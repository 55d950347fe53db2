/** RFC 6749 §3.3: neither spaces nor quotes, and nothing that a terminal would obey. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;
export const MOST_SCOPES = 100;

/** Scopes in the words of others: those that are some, once each, and no more than anybody reads. */
export function soundScopes(given: readonly string[]): string[] {
  return [...new Set(given.filter((one) => SCOPE.test(one)))].slice(0, MOST_SCOPES);
}
