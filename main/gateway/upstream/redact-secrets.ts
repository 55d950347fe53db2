import { redact } from '../../../shared/text/redact';

/** Shorter values would blot out half of what a server says. */
const SHORTEST = 4;

/** Masks every occurrence of a known secret value, and what looks like a secret. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST);
  return redact(known.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text));
}
