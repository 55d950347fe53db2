import { findPlaintextSecrets, type LookForSecrets } from './admin/plaintext-secrets';
import { formatPath } from './gateway/config/config-problem';
import type { Logger } from './gateway/ports/logger';
import { createSecretsDetector } from './plugins/guardrail/lib/secrets/secrets-detector';

/** In a configuration nearly everything under such a name is one. */
const LEAST_FOR_WHOLE = 0.4;
const LEAST = 0.6;

/** Looks with the detector of the local guardrail. */
export function createLook(): LookForSecrets {
  const { detect } = createSecretsDetector();
  return (text, member) =>
    detect({ text, form: 'plain', phase: 'input', at: '', member, isKey: false })
      .filter(({ start, end, score }) => score >= (start === 0 && end === text.length ? LEAST_FOR_WHOLE : LEAST))
      .map(({ start, end }) => ({ start, end }));
}

/** Tells whoever started the gateway, without a value, where secrets stand that belong into the vault. */
export function warnOfPlaintext(config: unknown, log: Logger): void {
  const places = findPlaintextSecrets(config, createLook()).map(({ path }) => formatPath([...path]));
  if (places.length === 0) return;
  log.warn('Secrets stand in the configuration as plaintext; move them: secure-mcp-gateway secret adopt', {
    places: [...new Set(places)].sort(),
  });
}
