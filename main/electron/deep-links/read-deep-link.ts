import { z } from 'zod';
import {
  type DeepLink,
  deepLinks,
  LINK_SCHEME,
  type LinkIntent,
  LONGEST_LINK,
} from '../../../shared/contract/deep-links';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { parseUrl } from '../../../shared/text/is-url';

const VERSION = 'v1';

/** Reads an address that somebody opened with this program; throws `invalid_params` for whatever is not exactly a link. */
export function readDeepLink(address: string): DeepLink {
  if (address.length > LONGEST_LINK) throw refused(`is longer than ${LONGEST_LINK} characters`);
  // Parsers of addresses leave blanks and line ends out; nobody who writes a link puts them in.
  if (/[\s\p{C}]/u.test(address)) throw refused('holds blanks or control characters');
  const url = parseUrl(address);
  if (url?.protocol !== `${LINK_SCHEME}:`) throw refused(`does not begin with ${LINK_SCHEME}://`);
  if (url.host !== VERSION) throw refused(`is of another version than ${VERSION}`);
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    throw refused('holds more than intent and members');
  const intent = url.pathname.slice(1).replace(/\/$/, '');
  if (!Object.hasOwn(deepLinks, intent))
    throw refused(`has an intent that is none of ${Object.keys(deepLinks).join(', ')}`);
  const members = [...url.searchParams];
  if (new Set(members.map(([name]) => name)).size < members.length) throw refused('names a member twice');
  const known = intent as LinkIntent;
  const parsed = deepLinks[known].safeParse(Object.fromEntries(members));
  if (!parsed.success) throw refused(`does not fit ${known}: ${z.prettifyError(parsed.error)}`);
  return { intent: known, ...parsed.data } as DeepLink;
}

/** What was in it is not repeated: it was written by somebody else. */
const refused = (why: string): GatewayError => new GatewayError('invalid_params', `The link was not opened: it ${why}`);
