import { readFileSync } from 'node:fs';
import { GatewayError } from '../../../shared/errors/gateway-error';

const REFERENCE = /\$\{(env|file|secret):([^}]*)\}/g;

/**
 * Replaces `${env:NAME}` and `${file:/path}` in a configured text. Throws `server_config_invalid` naming the
 * reference that cannot be resolved, never a value.
 */
export function resolveReferences(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  return text.replace(REFERENCE, (reference, kind: string, name: string) => {
    if (kind === 'secret') throw unresolved(reference, 'no secret store is configured');
    if (kind === 'file') return readReferencedFile(reference, name);
    const value = environment[name];
    if (value === undefined) throw unresolved(reference, `the environment variable ${name} is not set`);
    return value;
  });
}

/** Resolves the text of one place in a server’s configuration; a refusal names the place. */
export function resolveAt(place: string, text: string, resolveValue: (text: string) => string): string {
  try {
    return resolveValue(text);
  } catch (failure) {
    if (!(failure instanceof GatewayError)) throw failure;
    throw new GatewayError(
      failure.code,
      `${place}: ${failure.message}`,
      { ...failure.detail, place },
      { cause: failure },
    );
  }
}

function readReferencedFile(reference: string, path: string): string {
  if (!path.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(path)) throw unresolved(reference, 'the path must be absolute');
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (failure) {
    throw unresolved(
      reference,
      `the file cannot be read (${(failure as NodeJS.ErrnoException).code ?? 'unknown cause'})`,
    );
  }
}

function unresolved(reference: string, cause: string): GatewayError {
  return new GatewayError('server_config_invalid', `${reference} cannot be resolved: ${cause}`, { reference });
}
