import { GatewayError } from '../../../shared/errors/gateway-error';
import { parseUrl } from '../../../shared/text/is-url';

const LONGEST = 4_000;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** The address of a web page, as it will be opened: https, or http on this machine, with no name or password in it; throws `invalid_params` for every other. */
export function readExternalUrl(address: string): string {
  if (address.length > LONGEST) throw refused('is longer than 4,000 characters');
  const url = parseUrl(address);
  if (url === undefined) throw refused('is no address');
  if (url.username !== '' || url.password !== '') throw refused('holds a name or a password');
  const isOwn = url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
  if (url.protocol !== 'https:' && !isOwn) throw refused(`begins with ${url.protocol}, and only https: is opened`);
  return url.href;
}

const refused = (why: string): GatewayError =>
  new GatewayError('invalid_params', `The address is not opened: it ${why}`);
