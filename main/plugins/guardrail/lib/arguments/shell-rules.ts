import type { Rule } from '../detect/rule-set';

const COMMANDS =
  'cat|rm|mv|cp|ls|id|whoami|uname|hostname|env|printenv|curl|wget|nc|ncat|netcat|bash|sh|zsh|dash|ksh|python[23]?|perl|ruby|node|php|chmod|chown|kill|' +
  'sleep|ping|nslookup|dig|ssh|scp|tar|dd|mkfs|touch|tee|echo|printf|find|xargs|crontab|systemctl|service|shutdown|reboot|useradd|passwd|sudo|su|' +
  'powershell|pwsh|cmd|certutil|bitsadmin|reg|net|ifconfig|ip|ps|mount|eval|exec|source|export|base64|openssl|git|npm|pip|docker|kubectl|type|dir|del';

/** Programs that give somebody else a shell here. Nobody needs them in an argument. */
export const REVERSE_SHELLS: readonly Rule[] = [
  {
    id: 'reverse-shell',
    keywords: ['/dev/tcp/', '/dev/udp/'],
    pattern: /(?:\b(?:ba|z|k|da)?sh\b|\bexec\b|[<>&])[^\n]{0,80}\/dev\/(?:tcp|udp)\/[\w.:-]{3,80}\/\d{1,5}/g,
    severity: 'critical',
    score: 0.98,
    message: 'a reverse shell',
  },
  {
    id: 'reverse-shell',
    keywords: ['\\bnc ', 'ncat ', 'netcat '],
    pattern: /\b(?:nc|ncat|netcat)\b[^\n|;]{0,80}\s-(?:e|c)\s+\S{0,20}(?:sh|cmd(?:\.exe)?|powershell)\b/g,
    severity: 'critical',
    score: 0.97,
    message: 'a reverse shell',
  },
  {
    id: 'reverse-shell',
    keywords: ['socket'],
    pattern: /socket\.socket\([^\n]{0,200}?(?:dup2|pty\.spawn|subprocess|\/bin\/(?:ba)?sh)/g,
    severity: 'critical',
    score: 0.97,
    message: 'a reverse shell',
    after: 500,
  },
  {
    id: 'reverse-shell',
    keywords: ['mkfifo'],
    pattern: /mkfifo\s+\S{1,60}[^\n]{0,120}\|\s*(?:nc|ncat|openssl|telnet)\b/g,
    severity: 'critical',
    score: 0.96,
    message: 'a reverse shell',
  },
  {
    id: 'reverse-shell',
    keywords: ['tcpclient'],
    pattern: /New-Object\s+(?:System\.)?Net\.Sockets\.TCPClient\b/gi,
    severity: 'critical',
    score: 0.95,
    message: 'a reverse shell',
  },
];

/** Commands that destroy, or run what they have just fetched. */
export const RUINOUS_COMMANDS: readonly Rule[] = [
  {
    id: 'recursive-delete',
    keywords: ['rm '],
    pattern:
      /\brm\s+(?:-{1,2}[\w-]+\s+){0,4}-(?:[a-z]*r[a-z]*f|[a-z]*f[a-z]*r|-recursive)[a-z]*\s+(?:-{1,2}[\w-]+\s+){0,3}["']?(?:\/(?:\*|etc|usr|var|home|root|bin|boot|lib)?\/?\*?|~\/?\*?|\$HOME\/?\*?|\.\.?\/?\*?|\*)["']?(?=$|[\s;&|)'"`])/g,
    severity: 'critical',
    score: 0.95,
    message: 'the deletion of a whole file system or home',
  },
  {
    id: 'fetch-and-run',
    keywords: ['curl', 'wget', 'iwr', 'invoke-webrequest'],
    pattern:
      /\b(?:curl|wget|iwr|invoke-webrequest)\b[^\n;]{0,300}\|\s*(?:sudo\s+)?(?:\S{0,20}\/)?(?:ba|z|k|da)?(?:sh|python[23]?|perl|ruby|node|php|iex)\b/gi,
    severity: 'high',
    score: 0.85,
    message: 'a command that runs what it fetches',
  },
  {
    id: 'decode-and-run',
    keywords: ['base64'],
    pattern: /base64\s+(?:-d|-D|--decode)\b[^\n]{0,80}\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/g,
    severity: 'high',
    score: 0.92,
    message: 'a command that runs what it decodes',
  },
  {
    id: 'file-upload',
    keywords: ['curl', 'wget'],
    pattern:
      /\b(?:curl\b[^\n]{0,300}?(?:-d|--data(?:-binary|-raw)?|-F|--form|-T|--upload-file)\s*=?\s*["']?(?:\w{1,30}=)?@|wget\b[^\n]{0,300}?--post-file[= ])["']?(?:\/etc\/|~\/|\$HOME|\/root\/|\/home\/|\.env\b|[^\s"']{0,60}(?:id_rsa|\.ssh|\.aws|credentials|passwd|shadow))/g,
    severity: 'critical',
    score: 0.95,
    message: 'a command that sends private files away',
  },
  {
    id: 'fork-bomb',
    keywords: [':()', ':(){', '(){'],
    pattern: /(\S{1,20})\s?\(\)\s?\{\s?\1\s?\|\s?\1\s?&\s?\}\s?;\s?\1/g,
    severity: 'critical',
    score: 0.99,
    message: 'a fork bomb',
  },
  {
    id: 'disk-overwrite',
    keywords: ['mkfs', 'of=/dev/', '/dev/sd', '/dev/nvme'],
    pattern:
      /\bmkfs(?:\.\w+)?\s+[^\n]{0,60}\/dev\/|\bdd\b[^\n]{0,120}\bof=\/dev\/(?:sd|nvme|hd|vd|disk)|>\s*\/dev\/(?:sd|nvme|hd|vd)/g,
    severity: 'critical',
    score: 0.96,
    message: 'the overwriting of a disk',
  },
  {
    id: 'open-permissions',
    keywords: ['chmod'],
    pattern:
      /\bchmod\s+(?:-R\s+|--recursive\s+)?(?:0?777|a\+rwx|u\+s|4755)\s+(?:-R\s+)?\/(?:$|\s|etc|usr|bin|root|var)/g,
    severity: 'high',
    score: 0.8,
    message: 'permissions for everybody on system files',
  },
  {
    id: 'persistence',
    keywords: ['authorized_keys', 'crontab', '/etc/cron'],
    pattern: />>?\s*\S{0,60}authorized_keys|\|\s*crontab\b|>>?\s*\/etc\/cron/g,
    severity: 'high',
    score: 0.85,
    message: 'a command that leaves a way back in',
  },
];

/** A second command behind a value that should name one thing. */
export const SECOND_COMMANDS: readonly Rule[] = [
  {
    id: 'second-command',
    keywords: [';', '&', '|', '\n'],
    pattern: new RegExp(
      `(?:;|&&?|\\|\\|?|\\r?\\n)\\s{0,5}(?:sudo\\s+)?(?:/(?:usr/)?(?:s?bin)/)?(?:${COMMANDS})(?:\\.exe)?(?=$|\\s|[;&|<>/])(?![.,]?\\s+(?:is|are|was|the|and|or|for|to|of|in)\\b)`,
      'g',
    ),
    severity: 'high',
    score: 0.9,
    message: 'a second command in a value',
  },
  {
    id: 'command-substitution',
    keywords: ['$('],
    pattern: new RegExp(`\\$\\(\\s{0,3}(?:/\\S{0,30}/)?(?:${COMMANDS})\\b[^)\\n]{0,200}\\)?`, 'g'),
    severity: 'high',
    score: 0.92,
    message: 'a command substitution in a value',
  },
  {
    id: 'command-substitution',
    keywords: ['`'],
    pattern: new RegExp(`\`\\s{0,3}(?:/\\S{0,30}/)?(?:${COMMANDS})(?:\\s[^\`\\n]{0,200})?\``, 'g'),
    severity: 'high',
    score: 0.85,
    message: 'a command substitution in a value',
  },
  {
    id: 'word-separator-trick',
    keywords: ['${ifs}', '$ifs'],
    pattern: /\$\{?IFS\b\}?/g,
    severity: 'high',
    score: 0.93,
    message: 'a shell trick in a value',
  },
  {
    id: 'redirection',
    keywords: ['>'],
    pattern: /\s>{1,2}\s?\/(?:etc|root|usr|bin|boot|var|home)\/\S{1,100}/g,
    severity: 'high',
    score: 0.8,
    message: 'a redirection to a system file in a value',
  },
];

/** Options that make well-known programs run others. */
export const DANGEROUS_OPTIONS: readonly Rule[] = [
  {
    id: 'option-injection',
    keywords: [
      '--checkpoint-action',
      '--use-compress-program',
      '--to-command',
      '--run-script',
      '--enable-local-file-access',
      '--upload-pack',
      '--receive-pack',
      'proxycommand',
      '--rsh',
      '--post-file',
      '--script-args',
      '--eval',
      '--interpreter',
      '--rcfile',
      '--init-file',
      '--run-cmd',
    ],
    pattern:
      /(?:^|[\s'"=])(?:--(?:checkpoint-action|use-compress-program|to-command|run-script|enable-local-file-access|upload-pack|receive-pack|rsh|post-file|script-args|eval|interpreter|rcfile|init-file|run-cmd)\b|-o\s?ProxyCommand)[= ]?\S{0,200}/gi,
    severity: 'high',
    score: 0.92,
    message: 'an option that makes a program run another',
  },
  {
    id: 'option-injection',
    keywords: ['-exec', '-ok', '-delete', '-fprintf'],
    pattern: /(?:^|\s)-(?:exec(?:dir)?|ok(?:dir)?)\s+\S{1,60}|(?:^|\s)-(?:delete|fprintf\s+\S+)(?=\s|$)/g,
    severity: 'high',
    score: 0.85,
    message: 'an option that makes a search run or delete something',
  },
];
