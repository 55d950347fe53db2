import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { UrlCondition } from '../../../shared/config/argument-rules';
import { compileGlob } from '../../../shared/text/glob';
import { parseUrl } from '../../../shared/text/is-url';
import { ofText, type ValueCheck } from './value-conditions';

interface Host {
  /** In ASCII and lower case, without the dot at the end; addresses without brackets. */
  readonly name: string;
  readonly port: string;
}

type HostMatch = (host: Host) => boolean;

/**
 * Reads an address as browsers do (WHATWG URL), so that user names, ports, numbers in other bases and names in other
 * scripts do not hide the host; what programs read differently is refused.
 */
export function compileUrlCondition({ allow, deny, schemes }: UrlCondition): ValueCheck {
  const allowed = allow?.map(compileHost);
  const denied = (deny ?? []).map(compileHost);
  const known = new Set(schemes.map((scheme) => `${scheme}:`));
  return ofText((text) => {
    const url = readAddress(text);
    if (url === undefined) return 'is not a web address that everybody reads alike';
    if (url.protocol !== 'host:' && !known.has(url.protocol)) return `must be an address of ${schemes.join(' or ')}`;
    const host = { name: bareName(url.hostname), port: url.port || (PORTS[url.protocol] ?? '') };
    if (host.name === '') return 'names no host';
    if (denied.some((matches) => matches(host))) return 'names a host that is not allowed';
    return allowed?.some((matches) => matches(host)) === false
      ? 'names a host that is not among the allowed ones'
      : undefined;
  });
}

/** Throws a SyntaxError when the configuration names no host. */
function compileHost(pattern: string): HostMatch {
  const network = /^(.+)\/(\d{1,3})$/.exec(pattern);
  if (network !== null) return compileNetwork(pattern, network[1] ?? '', Number(network[2]));
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*(?::[^:]*:.*)?)(?::(\d{1,5}))?$/.exec(pattern) ?? [];
  const hasPort = (given: Host) => port === undefined || given.port === port;
  if (host === '*') return hasPort;
  const isGlob = host.startsWith('*.');
  const plain = isGlob ? host.slice(2) : host;
  const name = isIP(plain) === 6 ? bareName(new URL(`http://[${plain}]/`).hostname) : bareName(asciiName(plain));
  if (name === '' || name.includes('*')) throw new SyntaxError(`"${pattern}" is no host`);
  const matches = isGlob ? compileGlob(`*.${name}`) : (given: string) => given === name;
  return (given) => matches(given.name) && hasPort(given);
}

function asciiName(host: string): string {
  if (!host.startsWith('[')) return domainToASCII(host);
  return parseUrl(`http://${host}/`)?.hostname ?? '';
}

function compileNetwork(pattern: string, address: string, bits: number): HostMatch {
  const kind = isIP(address);
  const list = new BlockList();
  try {
    list.addSubnet(address, bits, kind === 6 ? 'ipv6' : 'ipv4');
  } catch (cause) {
    throw new SyntaxError(`"${pattern}" is no network`, { cause });
  }
  return ({ name }) => isIP(name) !== 0 && list.check(name, isIP(name) === 6 ? 'ipv6' : 'ipv4');
}

const PORTS: Readonly<Record<string, string>> = {
  'http:': '80',
  'https:': '443',
  'ws:': '80',
  'wss:': '443',
  'ftp:': '21',
};

/** A host without a scheme gets the scheme `host:` and no port of its own. */
function readAddress(text: string): Pick<URL, 'protocol' | 'hostname' | 'port'> | undefined {
  // Programs differ in what they do with these.
  if (/[\s\\\p{Cc}]/u.test(text)) return undefined;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  if (hasScheme) return parseUrl(text);
  if (!/^(?:[^/?#@:[\]]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(text)) return undefined;
  // Not of a scheme with a default port, which would swallow that port.
  const url = parseUrl(`https://${text}`);
  return url && { protocol: 'host:', hostname: url.hostname, port: url.port || (/:443$/.test(text) ? '443' : '') };
}

const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** Addresses of IPv4 in the dress of IPv6 are the same hosts. */
function bareName(hostname: string): string {
  const name = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  const mapped = MAPPED.exec(name);
  if (mapped === null) return name;
  const [high, low] = [parseInt(mapped[1] ?? '', 16), parseInt(mapped[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
