const JWT = /^[A-Za-z0-9_-]+\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*$/;
const MAX_LETTERS = 32_000;

/** Whether a text is built like a signed token, or like one that lacks its signature. */
export function isJwtShaped(text: string): boolean {
  return text.length <= MAX_LETTERS && JWT.test(text);
}

/** The issuer that a token names. Proves nothing; says whose token it would be. */
export function unprovedIssuer(text: string): string | undefined {
  const payload = text.length <= MAX_LETTERS ? JWT.exec(text)?.[1] : undefined;
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const issuer = typeof claims === 'object' && claims !== null && 'iss' in claims ? claims.iss : undefined;
    return typeof issuer === 'string' ? issuer : undefined;
  } catch {
    return undefined;
  }
}
