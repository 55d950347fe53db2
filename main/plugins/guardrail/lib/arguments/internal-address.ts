/** What kind of place a host is. */
export type HostKind = 'metadata' | 'loopback' | 'private' | 'rebinding' | 'public';

const METADATA: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '100.100.100.200',
  '192.0.0.192',
  'metadata.google.internal',
  'metadata.goog',
  'metadata',
  'instance-data',
  'fd00:ec2::254',
]);
/** Names anybody can make mean an address of this network. */
const REBINDING =
  /(?:^|\.)(?:nip\.io|sslip\.io|xip\.io|rbndr\.us|1u\.ms|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|yoogle\.com|rebind\.network|rebind\.it)$/;

/** Judges a host as the URL parser gives it: lower case, addresses in their normal form (WHATWG URL §3.5). */
export function hostKind(hostname: string): HostKind {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (METADATA.has(host)) return 'metadata';
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  if (REBINDING.test(host)) return 'rebinding';
  if (host.includes(':')) return kindOfV6(host);
  const octets = host.split('.').map(Number);
  if (octets.length === 4 && octets.every((octet) => Number.isInteger(octet))) return kindOfV4(octets);
  return /(?:^|\.)(?:internal|intranet|corp|lan|local|svc|cluster\.local)$/.test(host) ? 'private' : 'public';
}

function kindOfV4([a = 0, b = 0]: readonly number[]): HostKind {
  if (a === 127 || a === 0) return 'loopback';
  if (a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)) return 'private';
  // Link-local (RFC 3927) and shared address space (RFC 6598).
  return (a === 169 && b === 254) || (a === 100 && b >= 64 && b <= 127) ? 'private' : 'public';
}

function kindOfV6(host: string): HostKind {
  if (host === '::1' || host === '::') return 'loopback';
  const mapped = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  if (mapped !== null) {
    const high = parseInt(mapped[1] ?? '0', 16);
    const low = parseInt(mapped[2] ?? '0', 16);
    return hostKind(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
  }
  return /^f[cd]|^fe[89ab]/.test(host) ? 'private' : 'public';
}
