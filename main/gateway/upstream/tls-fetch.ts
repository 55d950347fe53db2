import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { Tls } from '../../../shared/config/oauth';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Fetch } from './bounded-fetch';
import { resolveAt, type ResolveReferences } from './resolve-references';

/** PEM texts, with the references resolved. */
export interface TlsMaterial {
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  readonly passphrase?: string | undefined;
  readonly ca?: string | undefined;
}

/** Resolves what `tls` names and tries it out: a certificate that cannot be used is an error, never left away. */
export async function resolveTls(place: string, tls: Tls, resolve: ResolveReferences): Promise<TlsMaterial> {
  const at = async (name: keyof Tls): Promise<string | undefined> => {
    const text = tls[name];
    return text === undefined ? undefined : resolveAt(`${place}.${name}`, text, resolve);
  };
  const [certificate, key, passphrase, ca] = await Promise.all([
    at('certificate'),
    at('key'),
    at('passphrase'),
    at('ca'),
  ]);
  const material = { certificate, key, passphrase, ca };
  requireUsable(place, material);
  return material;
}

/** SHA-256 of the certificate, base64url, as `x5t#S256` names it (RFC 8705 §3.1). */
export function thumbprintOf(certificate: string): string {
  return Buffer.from(new X509Certificate(certificate).fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
}

/** A fetch over connections with this material; the ordinary one where there is none. */
export async function createTlsFetch(material: TlsMaterial | undefined): Promise<Fetch> {
  const { certificate: cert, key, passphrase, ca } = material ?? {};
  if (cert === undefined && ca === undefined) return (url, init) => fetch(url, init);
  // Loaded when it is needed: Node’s own fetch knows no certificates.
  const { Agent, fetch: fetchWith } = await import('undici');
  const connect = Object.fromEntries(
    Object.entries({ cert, key, passphrase, ca }).filter(([, value]) => value !== undefined),
  );
  const dispatcher = new Agent({ connect });
  return (url, init) => fetchWith(url, { ...(init as object), dispatcher }) as unknown as Promise<Response>;
}

function requireUsable(place: string, { certificate: cert, key, passphrase, ca }: TlsMaterial): void {
  try {
    createSecureContext({ cert, key, passphrase, ca });
  } catch (cause) {
    // The message of OpenSSL names the mistake, never the material.
    const why = cause instanceof Error ? cause.message : 'unknown cause';
    throw unusable(place, `cannot be used: ${why}`);
  }
  if (cert === undefined) return;
  const { validFrom, validTo } = new X509Certificate(cert);
  const now = Date.now();
  if (Date.parse(validTo) < now) throw unusable(place, `holds a certificate that was valid until ${validTo}`);
  if (Date.parse(validFrom) > now) throw unusable(place, `holds a certificate that is valid from ${validFrom}`);
}

const unusable = (place: string, what: string): GatewayError =>
  new GatewayError('server_config_invalid', `${place} ${what}`, { place });
