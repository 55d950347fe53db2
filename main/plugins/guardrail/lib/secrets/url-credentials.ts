import type { Rule } from '../detect/rule-set';
import { randomness } from './entropy';
import { isPlaceholder } from './placeholder';
import { secretKindOf } from './secret-name';

// Words that say where a password would stand; a manual writes them, a person in a hurry too.
const STAND_INS =
  /^(?:p(?:ass)?w(?:or)?d|pass(?:word|wd|phrase)?|passwort|secret|token|key|api_?key|user(?:name)?|login|foo|bar|baz|test(?:ing)?|xxx+|yyy+|\*+|\.+|abc|123|hunter2?|me|you|tiger|some.*|my.*|the_.*)$/i;

const urlScore = (match: RegExpExecArray): boolean | number => {
  const password = match.groups?.['hit'] ?? '';
  const user = match.groups?.['user'] ?? '';
  if (isPlaceholder(password) || /^[{[(<$%]/.test(password)) return false;
  if (STAND_INS.test(password)) return 0.4;
  if (password === user) return 0.55;
  return randomness(password) > 0.5 || /\d/.test(password) ? 0.9 : 0.7;
};

/** `scheme://user:password@host`, and commands that take `user:password`. */
const IN_URLS: readonly Rule[] = [
  {
    id: 'url-password',
    message: 'a password in a URL',
    keywords: ['://'],
    pattern:
      /:\/\/(?<=[a-z][a-z0-9+.-]{1,20}:\/\/)(?<user>[^\s:/@?#"'<>`,;{}[\]|\\]{0,80}):(?<hit>[^\s/?#"'<>`|\\@]{3,120}|[^\s/"'<>`|\\]{3,60}(?=@[\w.-]{1,80}(?:[:/?#"'\s]|$)))@(?=[\w[$%{])/gi,
    severity: 'critical',
    score: 0.9,
    before: 24,
    after: 240,
    accept: urlScore,
  },
  {
    id: 'url-token',
    message: 'a token in place of a user name in a URL',
    keywords: ['https://'],
    pattern: /https:\/\/(?<hit>[A-Za-z0-9_-]{20,120})(?::x-oauth-basic)?@(?=[\w.-]{4,80}[/:?\s"'])/g,
    severity: 'critical',
    score: 0.85,
    after: 240,
    accept: (match) => randomness(match.groups?.['hit'] ?? '') > 0.5 && !isPlaceholder(match.groups?.['hit'] ?? ''),
  },
  {
    id: 'command-password',
    message: 'a password on a command line',
    keywords: [' -u', ' --user', '--proxy-user'],
    pattern:
      /(?:\s-u|\s--(?:proxy-)?user)[ =]{0,3}(?<quote>["']?)(?<user>[^\s:"'$<{]{0,80}):["']?(?<hit>[^\s"'$<{][^\s"']{2,80}|(?<=')[^\s'"]{3,80})["']?\k<quote>(?=[\s"']|$)/g,
    severity: 'critical',
    score: 0.8,
    before: 4,
    after: 200,
    accept: (match, text) => CALLS.test(text) && urlScore(match),
  },
  {
    id: 'command-password',
    message: 'a key in place of a user name on a command line',
    keywords: [' -u', ' --user'],
    pattern: /\s-(?:u|-user)[ =]{0,3}(?<quote>["']?)(?<hit>[^\s"'$<{:]{10,120}):\k<quote>(?=[\s"']|$)/g,
    severity: 'critical',
    score: 0.8,
    before: 4,
    after: 200,
    accept: (match, text) => CALLS.test(text) && randomness(match.groups?.['hit'] ?? '') > 0.5,
  },
  {
    id: 'command-password',
    message: 'a password on a command line',
    keywords: [
      'sshpass',
      'mysql',
      'mariadb',
      'mongo',
      'redis-cli',
      'docker login',
      'ldapsearch',
      'smbclient',
      'sqlcmd',
      'freerdp',
    ],
    pattern:
      /\b(?:(?:sshpass|mysql(?:dump|admin)?|mariadb|mongo(?:sh|dump)?)\b[^\n|;]{0,100}?\s-p ?|redis-cli\b[^\n|;]{0,80}?\s-a ?|sqlcmd\b[^\n|;]{0,100}?\s-P ?|x?freerdp\b[^\n|;]{0,100}?\s\/p:|docker login\b[^\n|;]{0,100}?\s-p ?|ldapsearch\b[^\n|;]{0,120}?\s-w ?|smbclient\b[^\n|;]{0,80}-U ?[\w.-]{1,40}%)(?<quote>["']?)(?<hit>[^\s"'$<{-][^\s"']{3,80})\k<quote>/g,
    severity: 'critical',
    score: 0.7,
    before: 4,
    after: 260,
    accept: (match) => {
      const password = match.groups?.['hit'] ?? '';
      return (
        !isPlaceholder(password) &&
        !STAND_INS.test(password) &&
        !/^\d{1,5}$|^[\d:.-]*[:.][\d:.-]*$/.test(password) &&
        (/\d|\W/.test(password) ? 0.75 : /[a-z][A-Z]{2}/.test(password) ? 0.6 : 0.4)
      );
    },
  },
];

const passwordScore = (match: RegExpExecArray): boolean | number => {
  const password = match.groups?.['hit'] ?? '';
  return !isPlaceholder(password) && !STAND_INS.test(password) && (/\d|\W/.test(password) ? 0.8 : 0.55);
};

/** Where a statement or a file has a place for a password without calling it so. */
const IN_STATEMENTS: readonly Rule[] = [
  {
    id: 'sql-password',
    message: 'a password in an SQL statement',
    keywords: ['identified by', 'identified with'],
    pattern: /identified (?:with \w{4,30} )?by (?:password )?(?<quote>["'])(?<hit>[^"'\n]{3,100})\k<quote>/gi,
    severity: 'critical',
    score: 0.8,
    accept: passwordScore,
  },
  {
    id: 'code-password',
    message: 'a password among the arguments of a call',
    keywords: ['securestring', 'networkcredential(', 'getconnection('],
    pattern:
      /(?:ConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?|NetworkCredential\(\s{0,3}["'][^"'\n]{1,60}["'],\s{0,3}|getConnection\([^\n]{1,160}?,\s{0,3}"[^"\n]{1,60}",\s{0,3})(?<quote>["'])(?<hit>[^"'\n]{3,100})\k<quote>/gi,
    severity: 'critical',
    score: 0.8,
    accept: passwordScore,
  },
  {
    id: 'code-password',
    message: 'a password in an answer file',
    keywords: ['password>'],
    pattern: /<\w{0,24}Password>\s{0,20}<Value>(?<hit>[^<\s]{3,100})<\/Value>/gi,
    severity: 'critical',
    score: 0.8,
    accept: passwordScore,
  },
  {
    id: 'command-password',
    message: 'a password on a command line',
    keywords: ['net user ', 'chpasswd', ' pass:', 'htpasswd', 'sudo -s', 'zip '],
    pattern:
      /(?:\bnet user [\w.-]{1,40} (?=\S{4,80}(?: \/|\s*$|\n))|\becho ["']?[\w.-]{1,32}:(?=[^\s"'|]{4,80}["']? ?\| ?(?:sudo )?chpasswd)|\s-pass(?:in|out)? pass:|\bhtpasswd -[a-zA-Z]{0,3}b[a-zA-Z]{0,3} \S{1,80} \S{1,40} |\becho (?=\S{4,80} ?\| ?sudo -S)|\b(?:un)?zip [^\n|;]{0,60}?-P ?)(?<quote>["']?)(?<hit>[^\s"'$<|/-][^\s"'|]{3,80})\k<quote>/gi,
    severity: 'critical',
    score: 0.75,
    before: 100,
    after: 200,
    accept: passwordScore,
  },
  {
    id: 'code-password',
    message: 'a password among the arguments of a call',
    keywords: ['.login(', 'pdo(', 'mysqli(', 'sql_connect(', 'mysqli_connect('],
    pattern:
      /(?:\.login\(\s{0,3}|(?:\bPDO|\bmysqli|\bmysqli?_connect)\([^,\n]{1,80},\s{0,3})["'][^"'\n]{1,60}["'],\s{0,3}(?<quote>["'])(?<hit>[^"'\n]{3,100})\k<quote>/gi,
    severity: 'critical',
    score: 0.7,
    accept: passwordScore,
  },
  {
    id: 'terraform-password',
    message: 'a password as the default of a variable',
    keywords: ['variable "'],
    pattern: /variable "(?<name>[\w-]{4,60})"\s{0,3}\{[^{}]{0,200}?\bdefault\s{0,10}=\s{0,4}"(?<hit>[^"\n]{4,200})"/g,
    severity: 'critical',
    score: 0.75,
    accept: (match) => secretKindOf(match.groups?.['name'] ?? '') !== undefined && passwordScore(match),
  },
  {
    id: 'config-password',
    message: 'a password in the configuration of a server or a device',
    keywords: ['requirepass ', 'masterauth ', 'enable ', 'username ', 'psk='],
    pattern:
      /(?:^|\n)[ \t]{0,8}(?:(?:requirepass|masterauth) "?|enable (?:secret|password) (?:0 )?|username \S{1,40} (?:privilege \d{1,2} )?(?:password|secret) (?:0 )?|psk="?)(?<hit>[^\s"]{4,100})"?(?=[ \t]*(?:\r?\n|$))/g,
    severity: 'critical',
    score: 0.75,
    accept: passwordScore,
  },
  {
    id: 'netrc-password',
    message: 'a password in a netrc file',
    keywords: ['machine '],
    pattern: /\bmachine \S{2,80}\s{1,8}login \S{1,80}\s{1,8}password (?<hit>\S{3,120})/g,
    severity: 'critical',
    score: 0.8,
    accept: passwordScore,
  },
  {
    id: 'docker-auth',
    message: 'a registry login in a Docker configuration',
    keywords: ['"auth'],
    pattern: /\\?"auth\\?"\s{0,3}:\s{0,3}\\?"(?<hit>[A-Za-z0-9+/]{8,400}={0,2})\\?"/g,
    severity: 'critical',
    score: 0.9,
    after: 440,
    accept: (match) => /^[\x20-\x7e]{1,80}:[\x20-\x7e]+$/.test(decoded(match.groups?.['hit'] ?? '')),
  },
];

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}

const CALLS = /\b(?:curl|wget|http|https|svn|hg|rclone|lftp|git|java|cli|jenkins)\b|^/i;

export const URL_CREDENTIALS: readonly Rule[] = [...IN_URLS, ...IN_STATEMENTS];
