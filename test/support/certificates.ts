import 'reflect-metadata';
import { createHash, KeyObject, webcrypto, X509Certificate as NodeCertificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its private key, in PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

/** Names in full: `CN=…` and further attributes. */
interface Wanted {
  readonly name: string;
  readonly extensions: Extension[];
  /** It was valid yesterday only. */
  readonly expired?: boolean;
}

/** A certificate authority of one’s own, in memory. */
export interface Authority {
  /** Its certificate, for `ca`. */
  readonly cert: string;
  /** For `localhost`, 127.0.0.1 and ::1. */
  issueForServer(options?: { readonly expired?: boolean; readonly hosts?: readonly string[] }): Promise<Certified>;
  issueForClient(commonName: string, options?: { readonly expired?: boolean }): Promise<Certified>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

export async function createAuthority(commonName = 'Test authority'): Promise<Authority> {
  const keys = await createKeys();
  const root = await X509CertificateGenerator.createSelfSigned({
    ...validity(false),
    name: `CN=${commonName}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });

  async function issue({ name, extensions, expired = false }: Wanted): Promise<Certified> {
    const own = await createKeys();
    const issued = await X509CertificateGenerator.create({
      ...validity(expired),
      subject: name,
      issuer: root.subjectName,
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions,
    });
    return inPem(issued, own.privateKey);
  }

  return {
    cert: root.toString('pem'),
    issueForServer: ({ expired = false, hosts = ['localhost', '127.0.0.1', '::1'] } = {}) =>
      issue({
        name: `CN=${hosts[0]}`,
        expired,
        extensions: [
          new SubjectAlternativeNameExtension(
            hosts.map((value) => ({ type: /^[\d.]+$|:/.test(value) ? ('ip' as const) : ('dns' as const), value })),
          ),
          new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        ],
      }),
    issueForClient: (client, { expired = false } = {}) =>
      issue({
        name: `CN=${client}`,
        expired,
        extensions: [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])],
      }),
  };
}

/** A client certificate that nobody vouches for: a server must know it beforehand. */
export async function createSelfSigned(commonName: string): Promise<Certified> {
  const keys = await createKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(false),
    name: `CN=${commonName}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])],
  });
  return inPem(certificate, keys.privateKey);
}

/** `x5t#S256` of a certificate: what a token bound to it names (RFC 8705 §3.1). */
export function thumbprintOf(cert: string | Buffer): string {
  return createHash('sha256').update(new NodeCertificate(cert).raw).digest('base64url');
}

function createKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function validity(expired: boolean) {
  const now = Date.now();
  return expired
    ? { notBefore: new Date(now - 2 * DAY_MS), notAfter: new Date(now - DAY_MS) }
    : { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + DAY_MS) };
}

function inPem(certificate: X509Certificate, key: webcrypto.CryptoKey): Certified {
  return {
    cert: certificate.toString('pem'),
    key: KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
