import { readFile } from 'node:fs/promises';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { SECRET_NAME } from '../ports/secret-store';

const REFERENCE = /\$\{(env|file|secret):([^}]*)\}/g;

export type ResolveReferences = (text: string) => Promise<string>;

export interface ReferenceNeeds {
  readonly environment?: NodeJS.ProcessEnv;
  /** Resolves `undefined` for a secret that is not there. Absent: there is no secret store. */
  readonly readSecret?: (name: string) => Promise<string | undefined>;
}

/**
 * Makes a function that replaces `${env:NAME}`, `${file:/path}` and `${secret:NAME}` in a configured text. It throws
 * naming the reference that cannot be resolved, never a value.
 */
export function createReferenceResolver({ environment = process.env, readSecret }: ReferenceNeeds): ResolveReferences {
  const valueOf = (reference: string, kind: string, name: string): Promise<string> | string => {
    if (kind === 'secret') return secretOf(reference, name, readSecret);
    if (kind === 'file') return readReferencedFile(reference, name);
    return environment[name] ?? refuse(unresolved(reference, `the environment variable ${name} is not set`));
  };
  return async (text) => {
    let resolved = '';
    let end = 0;
    for (const found of text.matchAll(REFERENCE)) {
      const [reference, kind = '', name = ''] = found;
      const value = await valueOf(reference, kind, name);
      resolved += text.slice(end, found.index) + withoutNul(reference, value);
      end = found.index + reference.length;
    }
    return resolved + text.slice(end);
  };
}

/** Resolves the text of one place in a server’s configuration; a refusal names the place. */
export async function resolveAt(place: string, text: string, resolveValue: ResolveReferences): Promise<string> {
  try {
    return await resolveValue(text);
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

async function secretOf(reference: string, name: string, readSecret: ReferenceNeeds['readSecret']): Promise<string> {
  if (!SECRET_NAME.test(name)) throw unresolved(reference, 'this is no name of a secret');
  if (readSecret === undefined) throw unresolved(reference, 'there is no secret store here');
  const value = await readSecret(name).catch((failure: unknown) => {
    if (!(failure instanceof GatewayError)) throw failure;
    const message = `${reference} cannot be resolved: ${failure.message}`;
    throw new GatewayError(failure.code, message, { ...failure.detail, reference }, { cause: failure });
  });
  if (value !== undefined) return value;
  const message = `${reference} cannot be resolved: there is no such secret. Set it: secure-mcp-gateway secret set ${name}`;
  throw new GatewayError('secret_missing', message, { reference, name });
}

// Neither an environment nor a header can carry it, and the error of the system would repeat the value.
function withoutNul(reference: string, value: string): string {
  if (!value.includes('\0')) return value;
  throw unresolved(reference, 'the value holds a NUL character');
}

async function readReferencedFile(reference: string, path: string): Promise<string> {
  if (!path.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(path)) throw unresolved(reference, 'the path must be absolute');
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
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

function refuse(error: GatewayError): never {
  throw error;
}
