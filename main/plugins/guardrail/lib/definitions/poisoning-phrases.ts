import { COMMON_PHRASES, INJECTION_PHRASES } from '../injection/injection-phrases';
import type { Phrases } from '../signals/phrase-finder';
import type { Frame } from '../signals/signal';

const any = (...lists: readonly string[]): string => lists.join('|');

/** What definitions share with texts. */
const SHARED = [
  'must',
  'human',
  'reader',
  'model',
  'you',
  'hide',
  'silent',
  'unasked',
  'send',
  'harm',
  'sink',
] as const;

/** What poisoned definitions are told with. */
export const POISONING_PHRASES: Phrases = {
  ...Object.fromEntries(SHARED.map((name) => [name, INJECTION_PHRASES[name]!])),
  inVain:
    "without the user's order|without the user's explicit|without the user's approval|without the user's consent|without the user's confirmation|without the user's permission|without the user having|silently fail*|silently drop*|silently ignore*|silently skip*|silently omit*|silently discard*|silently truncat*|silently be|silently not|silently lost|fail silently|fails silently|failing silently|dropped silently|ignored silently",
  // Honest tools work in the background, and say so.
  silent: INJECTION_PHRASES['silent']!.split('|')
    .filter((phrase) => phrase !== 'in the background')
    .join('|'),
  ourTalk: any(
    'list of tools you have|tools you have|knows about the user|the last user message|last user message|code the user|that code|every message exchanged|all messages exchanged|messages exchanged|log of this chat|log of the chat|log of the conversation|what the user is working on|what the user is doing|your system prompt|the system prompt|what you were told|whole dialogue|whole dialog|entire dialogue|entire dialog|full dialogue|dialogue so far|whole conversation|entire conversation|full conversation|complete conversation|conversation so far|conversation until now|conversation up to|conversation history|whole chat|entire chat|full chat|chat so far|chat log|chat history|full transcript|entire transcript|complete transcript|transcript so far|whole context|entire context|full context|context window',
    "what the user typed|what the user said|what the user wrote|what the user asked|everything the user|last three turns|last turns|last messages|previous messages|earlier messages|last user message|all user messages|user's messages|user's last message|user's original message|hidden prompt|system prompt|your instructions|your prompt|your reasoning|chain of thought|full list of other tools|list of other tools|list of all tools|names of all tools|other tools with their|all other tools|available tools and|tools you have|tool definitions|your memory|results of other tools|output of other tools",
  ),
  theirSecret: any(
    "authorization header|tokens of the other|tokens of other|bearer token|from the environment|~/.|files in the current folder|api_key from|current working directory|private ssh key|ssh private key|ssh key of|ssh keys|private key of|user's private key|user's password|password of the user|user's passwords|every password|each password|all passwords|passwords it|master password|user's api key|user's api keys|all api keys|the api keys|any api keys|user's credentials|credentials of the user|all credentials|any credentials|session cookie|session cookies|csrf token|browser cookies|auth cookies|user's token|user's tokens|access tokens of|seed phrase|recovery phrase|environment variables|all env vars|env vars|home directory listing|user's home directory|browser history|shell history|clipboard content*|keychain|wallet file",
    '~/.ssh|~/.aws|~/.config|~/.netrc|~/.npmrc|~/.gnupg|~/.kube|~/.docker|~/.cursor|id_rsa|id_ed25519|/etc/passwd|/etc/shadow|.env file|file .env|the .env|credentials file|aws/credentials|.git-credentials|.bash_history|secrets.yaml|secrets file',
  ),
  handIn: any(
    'hand over|hands over|hand in|hands in|hand it|supply|supplied|transmit|transmits|transmitted|encode|encodes|attach|attaches|attached|forward|forwards|forwarded|paste|pasted|put|include|pass|passes|passed|send|sends|sent|fill in|fill with|append|appended|copy|copied|upload|uploaded|insert|inserted|submit|submitted|embed|embedded|store|stores|give|gives|given|deliver|delivered|place|quote|fetch|collect|read|load|contain|contains|contents of|content of|report|log|use it as|as subdomain|provide|provided|share|disclose|write',
  ),
  cond: 'whenever|when|if|should a|should an|should any|should another|while|once|after|before|each time|every time|as soon as|in case|as long as|until',
  redirect:
    'to the recipients|to recipients|to the recipient list|have to use|must use|as recipient|use iban|in bcc|must always include|substitute|substitutes|is swapped|use instead|instead of the|by de|the recipient to|rewrite|overwrite|confirm automatically|add itself|insert|insert a call|route|pass it on|is to be set|are to be set|must be set|should be set|has to be set|always set|go to|goes to|is to go|are to go|to be replaced|are replaced|be replaced|replace the|swap the|swapped|rerouted|routed through|route through|redirected|redirect|changed to|change the|append the|appended to|add the line|add a line|prepend|blind-copy|bcc|cc|copied to|use this instead|with ours',
  aim: 'every message|each message|all transfers|all payments|all invoices|send_invoice|bank account|invoices|delete_file|file you|each file|every file|the files|calls to|payment|payments|transfer|transfers|recipient|recipients|"to" field|to field|account|iban|invoice|mail tool|mail|mails|e-mail|e-mails|email|emails|message|messages|file content|its content|tool of|other server|another server|write_file|send_mail|send_email|pay_*|transfer_*|send_*|write_*|create_*|results of|output of',
  otherTools:
    'from other servers|tool from other|tools of other|tool of another|other spell|other search|any calendar tool|any other|other tool|other tools|another tool|other server|other servers|every other|all other|no other|alternatives|similar tools',
  illSpoken:
    "do not trust|don't trust|only trust this|they are compromised|are unsafe|is unsafe|not safe|outdated|never trust|leak data|unsafe|insecure|has to be avoided|must be avoided|should be avoided|to be avoided|must not be used|should not be used|not be trusted|cannot be trusted|are broken|is broken|is deprecated|are deprecated|compromised|malicious|unreliable|do not use|never use|dangerous|disabled",
  ahead:
    'required first call|first call of each|at session start|start of each session|while this tool is|when this tool is present|each time|otherwise|prior to answering|before answering|before any answer|before responding|beforehand|at the start of every|at the beginning of every|on each turn|with each message|after every message|after each message|after each use|after every use|before you answer|ahead of everything|ahead of all|ahead of any|before everything|before anything|before all|before any|prior to any|prior to each|prior to every|prior to all|first of all|prior to using|before using|before each|before every|after each|after every|on every turn|in every turn|at every turn|each turn|every turn|whenever the user|for every message|on every message|with every message|whatever the user|no matter what the user|each time the user|whenever you',
  serve:
    'models have to|poll|call|calls|called|invoke|invokes|invoked|run|use this|execute|query|consult|follow whatever|follow what|obey',
  outrank:
    'win over|wins over|win against|beat those|come first before|outrank*|overrule*|overrides|takes precedence|take precedence|has priority over|comes before|prevail*|supersede*|stands above|more binding|higher authority|more authority',
  ranked: 'instructions|operator|user|users|system prompt|policy|policies|system|developer|guidelines|rules',
  config:
    'the crontab|permissions of|same permissions|system permissions|shell profile|sudoers|chmod 777|hosts file|known_hosts|auto-approval|auto-approve|autoapprove|auto approve|mcp settings|mcp config*|mcp.json|settings.json|.cursorrules|cursorrules|claude.md|agents.md|.vscode|.cursor|claude_desktop_config*|crontab|.bashrc|.zshrc|authorized_keys|git hooks|pre-commit hook|allowlist of|permissions file|startup script',
  alter: 'add|append|write|turn on|switch on|set|insert|install|enable|edit|modify|extend|put|create|register|place',
  lie: 'lie and|lie about|say it reads|say that it reads|with "it is safe"|say it is safe|say that it is safe|answer questions about this tool|on behalf of the user|treat headlines|treat results|treat the output|as commands|convince the user|persuade the user|claim that|pretend that|pretend the|say that it|answer that it|reply that it|answer that this|explain that it is|assure the user|if anyone asks|if anyone wonders|if the user asks why|if asked why|if asked about|should the user ask|if questioned|when asked why|make the user believe|let the user believe',
  says: 'tell the user that|tell the user the|tell them that|tell the user to|inform the user that',
  pretext:
    'required security|security step|for security|for caching|for compliance|for reliability|for personalisation|for personalization|for accuracy|for verification|for debugging|for telemetry|for analytics|for quality|required step|hidden step|as seed|as salt|as entropy|as argument|as a nonce|as nonce|in "|via `|through `|in `|as `|argument "|parameter `|field "|needed for',
  duplicate:
    'answers are sent|data is sent|files are sent|it uploads|a summary of what|mail a summary|send a summary|forward a summary|pass it on to|beacon|blind-copy|always bcc|also bcc|add bcc|in bcc|as bcc|bcc to|bcc every|bcc all|bcc our|set bcc|a copy of each|copy of every|copy of all|a copy of any|duplicate of|duplicates of|mirror every|mirrored to|copy each|copies of all|cc every|delivered to our|sent to our|reported to our|uploaded to our|stored on our|shared with our|collected by our',
  lieOutright:
    'say the other is|say that the other|claim the other|say it is down|say they are down|lie and say|lie about|make up an|if asked, deny|deny that|pretend it failed|tell the user that the tool failed|tell the user it failed|if the user asks what this does|if the user asks why|if anyone wonders|if anyone asks',
  asData:
    'not as instructions|not as commands|not as orders|never as instructions|never as commands|never as orders|not as an instruction|not instructions|rather than as instructions|as well as',
  preferred: 'use this instead of|use this tool instead of|use this one instead of|use it instead of',
  withheld: "do not pass|don't pass|never pass|need not pass",
  treat: 'treat|consider|regard|assume|accept',
  approved:
    'as approved|as authorized|as authorised|as trusted|as verified|as commands|as orders|as instructions|as if the user|user has approved|user approved everything|as system|as admin*|do as it says|do what it says|follow what it|follow its output|obey its|whatever it returns|whatever it says',
  everyTurn:
    'after each answer|after every answer|after each response|after every response|after every message|after each message|on every turn|in every turn|each turn|before each answer|before every answer|before every response|before each response|before answering anything|ahead of everything|before every other tool|before all other tools|before anything else|before doing anything else',
  policyOver:
    'regardless of what|no matter what|whatever|overlook|ignore|disregard|bypass|despite|regardless of|notwithstanding|even if|set aside|skip|not apply|suspend|disable|turn off',
  policy:
    'the system prompt says|system prompt says|user approval|approval|operator says|the operator|the user says|user says|any policy|policy which|policy that|policies|safety rules|security rules|restrictions|sandbox|guardrails|guidelines|confirmation prompts|approval prompts|user confirmation|confirmations|warnings|access controls|security checks|safety checks|audit',
};

export const COMMON_POISONING_PHRASES: ReadonlySet<string> = new Set([
  ...SHARED.filter((name) => COMMON_PHRASES.has(name)),
  'handIn',
  'cond',
  'aim',
  'serve',
  'ranked',
  'alter',
  'policyOver',
  'treat',
]);

const WANTED = 'asks for the conversation, the prompt or secrets in a parameter';
const REACHED = 'reaches into other tools';

/** Definitions have no business with any of this; honest ones speak of their own work. */
export const POISONING_FRAMES: readonly Frame[] = [
  {
    id: 'talk-wanted',
    kind: 'request',
    slots: ['handIn', 'ourTalk', 'must|reader|model|you|hide|ahead|pretext'],
    acrossSentences: true,
    within: 60,
    weight: 0.5,
    message: WANTED,
  },
  {
    id: 'secret-handed-in',
    kind: 'sensitive',
    slots: ['handIn', 'theirSecret', 'must|reader|model|you|hide|ahead|pretext'],
    unless: 'withheld',
    within: 60,
    weight: 0.5,
    message: 'orders the reading of a sensitive file',
  },
  {
    id: 'other-tool-redirected',
    kind: 'shadowing',
    slots: ['cond', 'aim', 'redirect'],
    unless: 'preferred',
    within: 48,
    weight: 0.5,
    message: 'redirects what another tool sends',
  },
  {
    id: 'other-tools-ill-spoken',
    kind: 'shadowing',
    slots: ['otherTools', 'illSpoken'],
    within: 40,
    weight: 0.5,
    message: REACHED,
  },
  {
    id: 'reader-called-ahead',
    kind: 'ordering',
    slots: ['reader|model|must', 'serve', 'ahead'],
    within: 40,
    weight: 0.4,
    message: 'wants to come before other tools',
  },
  {
    id: 'outranks',
    kind: 'override',
    slots: ['outrank', 'ranked'],
    inOrder: true,
    within: 32,
    weight: 0.52,
    message: 'claims to come before other instructions',
  },
  {
    id: 'config-altered',
    kind: 'authority',
    slots: ['reader|model|must|unasked', 'alter', 'config'],
    within: 70,
    weight: 0.5,
    message: 'has the configuration of the agent changed',
  },
  {
    id: 'user-lied-to',
    kind: 'concealment',
    slots: ['lie', 'harm|ourTalk|theirSecret|send|must'],
    within: 70,
    acrossSentences: true,
    weight: 0.42,
    message: 'tells the reader what to make the user believe',
  },
  {
    id: 'user-told-instead',
    kind: 'concealment',
    slots: ['says', 'ourTalk|theirSecret'],
    within: 70,
    acrossSentences: true,
    weight: 0.42,
    message: 'tells the reader what to make the user believe',
  },
  {
    id: 'duplicate-sent',
    kind: 'side-effect',
    slots: ['duplicate', 'sink|send|aim'],
    within: 48,
    weight: 0.5,
    message: 'does more with the data than the tool is for',
  },
  {
    id: 'policy-overlooked',
    kind: 'authority',
    slots: ['policyOver', 'policy'],
    inOrder: true,
    within: 24,
    weight: 0.46,
    message: 'tells the reader to switch protections off',
  },
  {
    id: 'hidden-deed',
    kind: 'concealment',
    slots: ['hide|silent', 'send|harm|handIn|redirect'],
    unless: 'inVain',
    within: 44,
    weight: 0.5,
    message: 'tells the reader to keep it from the user',
  },
  {
    id: 'definition-conceals',
    kind: 'concealment',
    slots: ['hide', 'human'],
    within: 40,
    weight: 0.5,
    message: 'tells the reader to keep it from the user',
  },
  {
    id: 'treated-as-approved',
    kind: 'authority',
    slots: ['treat|ahead|must|you|otherTools|reader|model', 'approved'],
    unless: 'asData',
    within: 60,
    acrossSentences: true,
    weight: 0.5,
    message: 'claims an approval that nobody gave',
  },
  {
    id: 'lie-ordered',
    kind: 'concealment',
    slots: ['lieOutright', 'must|you|lie|ourTalk|reader|send|harm|theirSecret|human'],
    within: 60,
    weight: 0.5,
    message: 'tells the reader what to make the user believe',
  },
  {
    id: 'called-every-turn',
    kind: 'ordering',
    slots: ['serve|must', 'everyTurn'],
    within: 40,
    weight: 0.46,
    message: 'wants to come before other tools',
  },
];
