import type { Severity } from '../../../../../shared/model/verdict';
import { isUrl } from '../../../../../shared/text/is-url';
import type { Hit, Passage, TextDetector } from '../detect/detector';
import type { LocalOptions } from '../local-options';
import { hostKind } from './internal-address';
import { memberUse } from './member-use';

interface Opinion {
  readonly rule: string;
  readonly severity: Severity;
  readonly score: number;
  readonly message: string;
}

const ADDRESS = /\b([a-z][a-z0-9+.-]{1,20}):(?:\/{0,3})[^\s"'<>`]{1,2000}/gi;
const MAX_ADDRESSES = 200;

/** Finds addresses in arguments that lead into this machine or its network, or to where nobody should be sent. */
export function createSsrfDetector({ allowedHosts }: Pick<LocalOptions, 'allowedHosts'>): TextDetector {
  const isAllowed = (host: string) => allowedHosts.some((one) => host === one || host.endsWith(`.${one}`));
  return {
    detector: 'ssrf',
    phases: new Set(['input', 'output']),
    forms: new Set(['plain', 'folded', 'decoded']),
    detect(passage) {
      if (!passage.text.includes(':') && !isBareHost(passage)) return [];
      const smuggled = passage.phase === 'input' ? smuggledLines(passage) : undefined;
      if (smuggled !== undefined) return [smuggled];
      if (passage.phase === 'output') return lures(passage.text);
      return memberUse(passage) === 'prose' ? [] : judgeAddresses(passage, isAllowed);
    },
  };
}

const BARE_MEMBER = /(?:^|_)(?:host|hostname|address|server|ip|domain|target|ur[il]|endpoint)$/i;
const REQUEST_MEMBER = /(?:^|_)(?:ur[il]|headers?|host|hostname|endpoint|target|path)$/i;
/** A line that begins a header or another request (RFC 9112 §2.2). */
const NEXT_LINE =
  /\r?\n\s{0,4}(?:[A-Za-z][A-Za-z-]{1,40}:\s?\S|(?:GET|POST|PUT|DELETE|HEAD|OPTIONS|PATCH|CONNECT)\s\S{1,2000}\sHTTP\/|[A-Z]{3,10}\s\S)/;

/** Lines behind a value that is to become one line of a request make it two requests. */
function smuggledLines({ text, member = '' }: Passage): Hit | undefined {
  if (!REQUEST_MEMBER.test(member) || !text.includes('\n')) return undefined;
  // Several headers in one text are ordinary; an empty line ends them all.
  const pattern = /headers?$/i.test(member) ? /\r?\n\r?\n[^]{0,20}\S/ : NEXT_LINE;
  const match = pattern.exec(text.slice(0, 8_192));
  if (match === null) return undefined;
  const message = 'lines that make a second request';
  return { rule: 'line-break-in-address', severity: 'high', score: 0.9, message, start: match.index, end: text.length };
}

function isBareHost({ member = '', text, phase }: Passage): boolean {
  return phase === 'input' && BARE_MEMBER.test(member) && text.length <= 253;
}

function judgeAddresses(passage: Passage, isAllowed: (host: string) => boolean): readonly Hit[] {
  const { text, member = '' } = passage;
  const hits: Hit[] = [];
  let count = 0;
  for (const match of text.matchAll(ADDRESS)) {
    count += 1;
    if (count > MAX_ADDRESSES) break;
    const opinion = judgeAddress(match[0], member, isAllowed);
    if (opinion !== undefined) hits.push({ ...opinion, start: match.index, end: match.index + match[0].length });
  }
  if (hits.length > 0 || !isBareHost(passage) || text.includes('://')) return hits;
  const opinion = judgeAddress(`http://${text.trim()}/`, member, isAllowed);
  // Names of hosts on this machine are ordinary; with the port of a service behind them, or in disguise, they are not.
  return opinion === undefined || opinion.score < 0.8 ? [] : [{ ...opinion, start: 0, end: text.length }];
}

/** Schemes that make a fetching program speak to something other than a web server. */
const ODD_SCHEMES = /^(?:gopher|dict|ldaps?|tftp|jar|netdoc|phar|expect|php|sftp|imap|smb|telnet)$/;
const SCRIPT_SCHEMES = /^(?:javascript|vbscript)$/;
/** Services that trust whoever reaches them: Redis, Memcached, Elasticsearch, CouchDB, Consul, Docker, Kubernetes, SMTP … */
const INFRASTRUCTURE_PORTS =
  /^(?:22|23|25|110|143|389|445|2375|2376|2379|3306|4444|5432|5984|6379|6443|8500|9200|9300|10250|10255|11211|27017)$/;
const INNER_PATHS =
  /^\/(?:admin|actuator|internal|manage(?:ment)?|server-status|debug|metrics|_cat|v1\/agent|api\/v1\/(?:secrets|pods)|latest\/(?:meta|user)-data|computeMetadata)/i;
const DESTINATION_MEMBER =
  /(?:^|_)(?:remote(?:_url)?|upload_(?:url|to)|webhook(?:_url)?|callback(?:_url)?|target_(?:api|url)|api_endpoint|destination(?:_url)?|export_(?:url|to)|exfil\w*|redirect_ur[il]s?|post_to|send_to)$/i;

function judgeAddress(address: string, member: string, isAllowed: (host: string) => boolean): Opinion | undefined {
  if (/%0[da]|[\r\n]/i.test(address))
    return opinion('line-break-in-address', 'high', 0.9, 'a line break in an address');
  const scheme = (address.split(':', 1)[0] ?? '').toLowerCase();
  if (SCRIPT_SCHEMES.test(scheme)) return opinion('script-address', 'high', 0.85, 'an address that is a script');
  if (scheme === 'data' && /^data:(?:text\/html|application\/xhtml|image\/svg)/i.test(address)) {
    return opinion('data-address', 'medium', 0.7, 'an address that carries a page');
  }
  if (ODD_SCHEMES.test(scheme) && address.includes('://')) {
    return opinion('odd-scheme', 'high', 0.9, `an address of the scheme ${scheme}`);
  }
  if (!/^(?:https?|ftp|wss?)$/.test(scheme) || !isUrl(address)) return undefined;
  if (/^[a-z]+:\/\/[^\s/?]{0,300}[#\\][^\s]{0,300}@|^[a-z]+:\/\/[^\s/?#]{1,300}\\@/i.test(address)) {
    return opinion('two-faced-address', 'high', 0.9, 'an address that programs read differently');
  }
  const url = new URL(address);
  if (/\.[a-z]{2,}$/i.test(url.username) && !url.hostname.endsWith(url.username)) {
    return opinion('two-faced-address', 'high', 0.85, 'an address with another host before the “@”');
  }
  if (isAllowed(url.hostname)) return undefined;
  return judgeHost(url, address) ?? judgeDestination(url, member);
}

function judgeHost(url: URL, address: string): Opinion | undefined {
  const kind = hostKind(url.hostname);
  const written =
    address
      .replace(/^[a-z]+:\/{0,3}/i, '')
      .split(/[/?#]/, 1)[0]
      ?.toLowerCase() ?? '';
  // Decimal, hexadecimal, octal and short forms of an address, and names in front of an "@".
  const isDisguised =
    /@|^0x|^\d{8,10}(?:$|:)|^(?:0\d|0x)|^\d+\.\d+(?:\.\d+)?(?:$|:)|^0(?:$|:)|[%#\\]/.test(written) ||
    /^\[.*ffff/i.test(written);
  if (kind === 'metadata') return opinion('cloud-metadata', 'critical', 0.98, 'an address of cloud metadata');
  if (kind === 'public') return undefined;
  if (isDisguised) return opinion('disguised-address', 'high', 0.95, 'a disguised address of this machine or network');
  if (kind === 'rebinding') return opinion('rebinding-host', 'high', 0.85, 'a host name that can mean any address');
  if (INFRASTRUCTURE_PORTS.test(url.port)) return opinion('internal-service', 'high', 0.8, 'an internal service');
  if (INNER_PATHS.test(url.pathname)) return opinion('internal-page', 'high', 0.7, 'an internal page');
  if (kind === 'private') return opinion('private-address', 'medium', 0.55, 'an address of a private network');
  if (url.hostname.startsWith('[')) return opinion('local-address', 'medium', 0.55, 'an address of this machine');
  // Developers work with servers on their own machine all day.
  return opinion('local-address', 'low', 0.4, 'an address of this machine');
}

function judgeDestination({ hostname }: URL, member: string): Opinion | undefined {
  if (!DESTINATION_MEMBER.test(member) || hostname === '') return undefined;
  return opinion('foreign-destination', 'medium', 0.55, 'a destination that nobody allowed by name');
}

function opinion(rule: string, severity: Severity, score: number, message: string): Opinion {
  return { rule, severity, score, message };
}

/** A result that offers several kinds of internal addresses to fetch is bait. */
function lures(text: string): readonly Hit[] {
  // It takes two kinds.
  if (text.indexOf('://', text.indexOf('://') + 1) <= 0) return [];
  const found = [...text.matchAll(/https?:\/\/[^\s"'<>`)]{3,300}|file:\/\/\/[^\s"'<>`)]{1,300}/gi)].slice(
    0,
    MAX_ADDRESSES,
  );
  const inner = found.flatMap((match) => {
    const [address] = match;
    const kind = address.startsWith('file:') ? 'file' : isUrl(address) ? hostKind(new URL(address).hostname) : 'public';
    const isWorth =
      kind === 'metadata' || kind === 'file' || (kind !== 'public' && INNER_PATHS.test(new URL(address).pathname));
    return isWorth ? [{ kind, start: match.index, end: match.index + address.length }] : [];
  });
  if (new Set(inner.map(({ kind }) => kind)).size < 2) return [];
  const message = 'internal addresses offered to be fetched';
  return [
    {
      rule: 'internal-addresses',
      severity: 'medium',
      score: 0.65,
      message,
      start: inner[0]?.start ?? 0,
      end: inner.at(-1)?.end ?? 0,
    },
  ];
}
