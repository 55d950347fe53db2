import { isUrl } from '../../../../../shared/text/is-url';
import type { Hit, Passage, TextDetector } from '../detect/detector';
import type { LocalOptions } from '../local-options';
import { entropy } from '../secrets/entropy';

type Hosts = Pick<LocalOptions, 'allowedHosts'>;

/** Finds ways out for data: pictures that load an address with it, addresses that carry it. */
export function createExfiltrationDetector({ allowedHosts }: Hosts): TextDetector {
  const isAllowed = (host: string) => allowedHosts.some((one) => host === one || host.endsWith(`.${one}`));
  const isUnknown = (host: string) => allowedHosts.length > 0 && !isAllowed(host);
  return {
    detector: 'exfiltration',
    phases: new Set(['server', 'listing', 'input', 'output']),
    forms: new Set(['plain', 'decoded']),
    detect(passage) {
      const { text } = passage;
      if (!text.includes('://')) return [];
      return [...pictures(text, isAllowed, isUnknown), ...carriers(passage, isAllowed)];
    },
  };
}

type Test = (host: string) => boolean;

const PICTURE =
  /!\[[^\]\n]{0,200}\]\(\s*<?(https?:\/\/[^\s)>]{1,2000})|<img\b[^>]{0,200}?\bsrc\s*=\s*["']?(https?:\/\/[^\s"'>]{1,2000})/gi;
/** Parameters that say where data goes rather than how a badge looks. */
const DATA_PARAMETER =
  /^(?:d|data|q|payload|content|text|msg|message|body|secret|secrets|token|key|api_?key|password|pw|session|cookie|context|history|conversation|chat|leak|exfil|info|stolen|user|email|c)$/i;
const MAX_FOUND = 200;

/** A client that shows a picture fetches it, and whatever the address says goes with it. */
function pictures(text: string, isAllowed: Test, isUnknown: Test): readonly Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(PICTURE)) {
    const address = match[1] ?? match[2] ?? '';
    if (hits.length >= MAX_FOUND || !isUrl(address)) continue;
    const url = new URL(address);
    if (isAllowed(url.hostname)) continue;
    const start = match.index + match[0].indexOf(address);
    const place = { start, end: start + address.length };
    if (carriesData(url, address)) {
      hits.push({
        rule: 'picture-with-data',
        severity: 'high',
        score: 0.85,
        message: 'a picture whose address carries data',
        ...place,
      });
    } else if (isUnknown(url.hostname)) {
      hits.push({
        rule: 'picture-from-unknown-host',
        severity: 'medium',
        score: 0.6,
        message: 'a picture from an unknown host',
        ...place,
      });
    }
  }
  return hits;
}

function carriesData(url: URL, address: string): boolean {
  // Something is to be filled in: braces, or a placeholder of ours.
  if (/\{[^}]{0,60}\}|%7B|<[A-Z][A-Z0-9_]+_\d+>|\[[A-Z_ ]{3,40}\]|\$[A-Z_]{3,}/.test(address.slice(url.origin.length)))
    return true;
  const isBadge = BADGES.test(url.hostname);
  return [...url.searchParams].some(
    ([name, value]) =>
      DATA_PARAMETER.test(name) &&
      (value.length >= 8 || value === '') &&
      !(isBadge && BADGE_TOKEN.test(`${name}=${value}`)),
  );
}

/** Services that draw badges of projects, told apart by a token of theirs: what is sent there nobody else can read. */
const BADGES =
  /(?:^|\.)(?:codecov\.io|coveralls\.io|openbase\.com|circleci\.com|travis-ci\.com|shields\.io|snyk\.io|deepsource\.(?:io|com))$/;
const BADGE_TOKEN = /^token=[\w+/=-]{8,64}$/;

const CARRIER = /https?:\/\/[^\s"'<>`)\]]{8,4000}/gi;
/** Request bins and the servers of testing tools: anybody can read there what is sent. */
const COLLECTORS =
  /(?:^|\.)(?:webhook\.site|requestbin\.(?:com|net)|pipedream\.net|beeceptor\.com|hookbin\.com|oast(?:ify)?\.(?:com|fun|me|pro|live|site|online)|interact\.sh|interactsh\.com|burpcollaborator\.net|dnslog\.cn|ceye\.io|requestcatcher\.com|postb\.in|mockbin\.org|canarytokens\.com|transfer\.sh|file\.io|0x0\.st)$/;
/** Signatures and states of well-known protocols are long and random too. */
const ORDINARY_PARAMETER =
  /^(?:x-amz-.*|sig|signature|se|sp|sv|st|code|state|nonce|code_challenge|id_token|access_token|jwt|hash|integrity|v|ver|version|sha|commit|cursor|page_?token|continuation|etag|expires|policy|key-pair-id|utm_.*|gclid|fbclid|_ga|ei|ved|sxsrf|pp|sca_esv)$/i;
const MIN_CARRIED = 40;
const MIN_ENTROPY = 4;

/** Addresses in arguments with long random values, or names of hosts that are data themselves. */
function carriers({ text, phase }: Passage, isAllowed: Test): readonly Hit[] {
  if (phase !== 'input') return [];
  const hits: Hit[] = [];
  for (const match of text.matchAll(CARRIER)) {
    const [address] = match;
    if (hits.length >= MAX_FOUND || !isUrl(address)) continue;
    const url = new URL(address);
    if (isAllowed(url.hostname)) continue;
    const place = { start: match.index, end: match.index + address.length };
    if (COLLECTORS.test(url.hostname)) {
      const message = 'a host that collects whatever it is sent';
      hits.push({ rule: 'collector-host', severity: 'high', score: 0.8, message, ...place });
    } else if (url.hostname.split('.').some((label) => label.length >= 40 && /^[a-z0-9]+$/.test(label))) {
      hits.push({
        rule: 'data-in-host',
        severity: 'high',
        score: 0.8,
        message: 'a host name that carries data',
        ...place,
      });
    } else if ([...url.searchParams].some(([name, value]) => isCarried(name, value))) {
      hits.push({
        rule: 'data-in-query',
        severity: 'medium',
        score: 0.65,
        message: 'an address that carries a long random value',
        ...place,
      });
    }
  }
  return hits;
}

function isCarried(name: string, value: string): boolean {
  if (ORDINARY_PARAMETER.test(name) || value.length < MIN_CARRIED || /\s|^https?:/.test(value)) return false;
  return entropy(value) >= MIN_ENTROPY;
}
