import { after, before, type Shape } from './shape';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';

/** Before `@` stands who logs in, and not what is installed. */
const LOGIN =
  /(?:\b(?:ssh|scp|sftp|rsync|ping|dig|nslookup)\b[^\n]{0,40}|:\/\/[^\s/]{0,40}|\b(?:root|admin|ubuntu|deploy|ec2-user|user))@$|\d(?::\d{1,5}|\.[a-z]{2,8})? > $/i;

const scoreV4: Shape['score'] = (value, place) => {
  const octets = value.split('.').map(Number);
  const [a, b, c, d] = octets as [number, number, number, number];
  if (value.split('.').some((octet) => octet.length > 1 && octet.startsWith('0'))) return 0;
  const lead = before(place, 48);
  if (
    /(?:version|ver\.?|\bv|release|\boid|section|chapter|build|@|\^|~|[<>]=?)\s{0,2}$/i.test(lead) &&
    !LOGIN.test(lead)
  )
    return 0;
  if (a === 127 || a === 0 || a >= 224) return 0.2;
  // RFC 5737, RFC 3849: for documents only.
  if ((a === 192 && b === 0 && c === 2) || (a === 198 && b === 51 && c === 100) || (a === 203 && b === 0 && c === 113))
    return 0.5;
  // One address written as a net is still one address.
  if (/^\/(?!32)\d{1,2}\b/.test(after(place, 4)) || (a === 169 && b === 254)) return 0.3;
  if (octets.every((octet) => octet < 10) || isResolver(value)) return 0.4;
  const isPrivate = a === 10 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32);
  // The first addresses of a private net are in every manual.
  if (isPrivate) return [0, 1, 2, 10, 100, 254, 255].includes(d) || c < 2 ? 0.5 : 0.55;
  return d === 0 || d === 255 ? 0.5 : 0.9;
};

const isResolver = (value: string) => /^(?:8\.8\.[48]\.[48]|1\.[01]\.[01]\.1|9\.9\.9\.\d{1,2})$/.test(value);

const scoreV6: Shape['score'] = (value) => {
  const groups = value.split(':').filter((group) => group !== '');
  const compressed = value.includes('::');
  if (value.indexOf('::') !== value.lastIndexOf('::')) return 0;
  if (compressed ? groups.length > 7 || groups.length < 2 : groups.length !== 8) return 0;
  if (!/\d/.test(value)) return 0;
  if (/^2001:0?db8:/i.test(value)) return 0.5;
  if (/^(?:fe80|ff0)/i.test(value)) return 0.3;
  if (!compressed) return 0.95;
  return groups.length >= 3 && /^[23f]/i.test(value) && value.length > 8 ? 0.75 : 0.3;
};

const scoreMac: Shape['score'] = (value) => (new Set(value.toLowerCase().replace(/[:-]/g, '')).size < 3 ? 0.2 : 0.75);

export const IP_V4: Shape = {
  id: 'ip-address',
  message: 'an IP address',
  severity: 'low',
  body: new RegExp(`${OCTET}(?:\\.${OCTET}){3}`),
  score: scoreV4,
};

/** With colons or hyphens between hexadecimal digits; their edges are narrower than those of decimal numbers. */
export const COLON_SHAPES: readonly Shape[] = [
  {
    id: 'mac-address',
    message: 'a MAC address',
    severity: 'low',
    body: /[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}/,
    score: scoreMac,
  },
  {
    id: 'ip-address',
    message: 'an IP address',
    severity: 'low',
    body: /[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7}|[0-9A-Fa-f]{1,4}(?::{1,2}[0-9A-Fa-f]{1,4}){1,6}(?:::)?/,
    score: scoreV6,
  },
];
