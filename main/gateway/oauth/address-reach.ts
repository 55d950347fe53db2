import { BlockList, isIP } from 'node:net';

/** How near an address is: `machine` is this one, or what only its neighbours reach; `network` a private one. */
export type Reach = 'public' | 'network' | 'machine';

const MACHINE = listOf(['127.0.0.0/8', '0.0.0.0/8', '169.254.0.0/16', '::/128', '::1/128', 'fe80::/10']);
const NETWORK = listOf(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fec0::/10']);
/** IPv4 in the words of IPv6: mapped, compatible, translated (RFC 4291 §2.5.5, RFC 6052). */
const EMBEDDED = /^(?:::(?:ffff:(?:0:)?)?|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** By what stands in the URL; names are not looked up. URLs spell an address in one way, however it was written. */
export function reachOf({ hostname }: URL): Reach {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return 'machine';
  const [, high, low] = EMBEDDED.exec(host) ?? [];
  const address = high === undefined || low === undefined ? host : dotted(parseInt(high, 16), parseInt(low, 16));
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0) return 'public';
  if (MACHINE.check(address, family)) return 'machine';
  return NETWORK.check(address, family) ? 'network' : 'public';
}

const NEARNESS: Readonly<Record<Reach, number>> = { public: 0, network: 1, machine: 2 };

/** Whether one address is further inside than the other. */
export const isNearer = (one: URL, other: URL): boolean => NEARNESS[reachOf(one)] > NEARNESS[reachOf(other)];

const dotted = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.');

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    list.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
