import type { Rule } from '../detect/rule-set';

/** Where credentials and the keys of a system lie. */
const CREDENTIAL_PLACES =
  '(?:\\/etc\\/(?:shadow|gshadow|sudoers|ssl\\/private|krb5\\.keytab)|(?:[~\\/\\\\]|^)\\.ssh[\\/\\\\](?:id_|authorized_keys|.{0,40}key)|\\bid_(?:rsa|dsa|ecdsa|ed25519)\\b(?!\\.pub)|\\.aws[\\/\\\\]credentials|\\.gnupg[\\/\\\\]|\\.kube[\\/\\\\]config|' +
  '\\.docker[\\/\\\\]config\\.json|\\.netrc\\b|\\.pypirc\\b|\\.git-credentials|\\/proc\\/(?:self|\\d+)\\/(?:environ|mem|fd)|(?:System32|winnt)[\\/\\\\]config[\\/\\\\](?:SAM|SYSTEM|SECURITY)|ntds\\.dit|' +
  '(?:[~\\/\\\\]|^)\\.(?:ssh|aws|gnupg|kube)[\\/\\\\]?(?=$|["\'\\s])|Login Data\\b|key[34]\\.db|logins\\.json|Library\\/Keychains|\\.vault-token|\\.azure[\\/\\\\]|gcloud[\\/\\\\](?:credentials|application_default)|wallet\\.dat)';

/** Steps upwards, plain or disguised. */
const UP =
  '(?:\\.\\.[\\/\\\\]|\\.\\.%2f|\\.\\.%5c|%2e%2e(?:%2f|%5c|[\\/\\\\])|\\.\\.%c0%af|\\.\\.%252f|%252e%252e%252f|\\.{4}[\\/\\\\]{2}|\\.\\.;\\/)';

const KEYWORDS_UP = [
  '../',
  '..\\',
  '..%2f',
  '..%5c',
  '%2e%2e',
  '..%c0',
  '..%252f',
  '%252e',
  '....//',
  '....\\\\',
  '..;/',
];

/** Looked for in values and commands. */
export const PATH_RULES: readonly Rule[] = [
  {
    id: 'credential-file',
    keywords: [
      'shadow',
      'sudoers',
      '.ssh',
      'id_rsa',
      'id_dsa',
      'id_ecdsa',
      'id_ed25519',
      '.aws',
      '.gnupg',
      '.kube',
      '.docker',
      '.netrc',
      '.pypirc',
      '.git-credentials',
      '/proc/',
      'system32',
      'winnt',
      'ntds.dit',
      'login data',
      'key4.db',
      'key3.db',
      'logins.json',
      'keychains',
      '.vault-token',
      '.azure',
      'gcloud',
      'wallet.dat',
      '/etc/ssl/private',
      'krb5',
    ],
    pattern: new RegExp(CREDENTIAL_PLACES, 'gi'),
    severity: 'high',
    score: 0.9,
    message: 'a path to credentials',
  },
  {
    id: 'system-file',
    keywords: [
      '/etc',
      '/root',
      '/boot',
      '/usr/',
      '/bin/',
      '/sbin',
      '/var/',
      '/lib',
      'c:\\windows',
      'c:/windows',
      'system32',
      '/dev/',
      '/sys/',
      '/proc',
    ],
    pattern:
      /(?:^|[\s"'=:@(]|:\/\/)(?:\/etc\/(?:passwd|group|hosts|crontab|cron\.\w+|ssh\/|pam\.d|profile|ld\.so|systemd|init\.d|rc\.local|environment)\S{0,100}|\/root(?:\/\S{0,100}|$)|\/boot\/\S{0,100}|\/usr\/(?:local\/)?s?bin\/\S{1,100}|\/s?bin\/\S{1,60}|\/var\/(?:spool\/cron|log\/auth|lib\/docker|run\/docker)\S{0,80}|\/(?:sys|proc)\/\S{1,80}|\/etc\/?(?=$|["'\s])|[cC]:[\\/]+[wW]indows(?:[\\/]\S{0,100}|$))/g,
    severity: 'high',
    score: 0.7,
    message: 'a path into the system',
    before: 40,
  },
  {
    id: 'start-up-file',
    keywords: [
      '.bashrc',
      '.zshrc',
      '.profile',
      '.bash_profile',
      '.bash_history',
      '.zsh_history',
      '.gitconfig',
      'launchagents',
      'startup',
      'autostart',
      '.ssh/rc',
      'authorized_keys',
    ],
    pattern:
      /(?:~|\/home\/[^/\s]{1,40}|\/Users\/[^/\s]{1,40}|\/root|%USERPROFILE%|\$HOME)[/\\]\.?(?:\.bashrc|bashrc|zshrc|profile|bash_profile|bash_history|zsh_history|gitconfig|config[/\\]autostart|Library\/LaunchAgents|ssh[/\\](?:rc|authorized_keys|config))\b|(?:^|[\s"'])\.(?:bashrc|zshrc|bash_profile|bash_history|zsh_history)\b|Start Menu[/\\]Programs[/\\]Startup/gi,
    severity: 'high',
    score: 0.75,
    message: 'a file that runs or records what a person does',
  },
  {
    id: 'path-traversal',
    keywords: KEYWORDS_UP,
    pattern: new RegExp(
      `(?:${UP}){3,}|(?:%2e%2e|\\.\\.%2f|\\.\\.%5c|\\.\\.%252f|%252e|\\.\\.%c0|\\.{4}\\/\\/|\\.\\.;\\/)[^\\s]{0,200}`,
      'gi',
    ),
    severity: 'high',
    score: 0.85,
    message: 'a path that climbs out of its directory',
  },
  {
    id: 'path-traversal',
    keywords: KEYWORDS_UP,
    pattern: new RegExp(
      `(?:${UP}){1,30}[^\\s]{0,60}?(?:etc[\\/\\\\](?:passwd|shadow|hosts|cron)|root[\\/\\\\]|\\.ssh|id_rsa|windows[\\/\\\\]|system32|proc[\\/\\\\]self|\\.aws|\\.env\\b|boot\\.ini|win\\.ini)`,
      'gi',
    ),
    severity: 'critical',
    score: 0.97,
    message: 'a path that climbs to a system file',
  },
  {
    id: 'null-byte-path',
    keywords: ['\u0000', '%00'],
    pattern: /[\w./\\-]{1,200}(?:\u0000|%00)[\w./\\-]{0,60}/g,
    severity: 'high',
    score: 0.9,
    message: 'a path with a null byte',
  },
];

/** What an archive or a listing that a server hands out should not name. */
export const RESULT_PATH_RULES: readonly Rule[] = [
  {
    id: 'path-traversal',
    keywords: ['../', '..\\'],
    pattern:
      /(?:\.\.[/\\]){2,20}(?:etc[/\\](?:passwd|shadow|cron|sudoers|ssh)|root[/\\]|(?:home|Users)[/\\][^\s/\\]{1,40}[/\\]\.|\.ssh|\.bashrc|(?:usr[/\\])?(?:local[/\\])?s?bin[/\\]|windows[/\\]|var[/\\](?:spool|www))\S{0,100}/gi,
    severity: 'high',
    score: 0.75,
    message: 'an entry that climbs to a system directory',
  },
];
