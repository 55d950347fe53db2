/** Shorter values would blot out half of what a server says. */
const SHORTEST = 4;

/** Replaces every occurrence of a known secret value. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (rest, secret) => (secret.length < SHORTEST ? rest : rest.replaceAll(secret, '[redacted]')),
    text,
  );
}
