import type { Rule } from '../detect/rule-set';

// `logo@2x.png`, `user@host.local`, `pkg@1.2.3.tgz`: what ends like a file is no address.
const NO_DOMAIN =
  /\.(?:png|jpe?g|gif|svg|webp|ico|css|s?css|js|mjs|cjs|jsx|ts|tsx|json|md|txt|html?|py|rb|go|rs|java|kt|sh|ya?ml|xml|toml|lock|tgz|gz|zip|tar|whl|jar|exe|dll|so|log|conf|cfg|ini|vue|php|sql|csv|pdf|map|service|socket|target|timer|mount)$/i;
const RESERVED =
  /(?:^|[@.])(?:example\.(?:com|org|net|edu)|[\w-]+\.(?:example|test|invalid|localhost|local|internal|lan))$/i;
/** Real domains, which manuals borrow; who has a first and a last name there may be real too. */
const BORROWED = /@(?:domain|email|company|acme|foo|bar|test|mycompany|yourcompany)\.com$/i;
const FULL_NAME = /^(?!(?:john|jane|joe|max|first|your|user|test|some)[._])[a-z]{2,20}[._][a-z]{3,20}\d{0,4}@/i;
const STAND_IN =
  /^(?:your|my|user|name|email|mail|me|you|foo|bar|test|someone|somebody|anyone|username|example|xxx+)(?:[-_.]?(?:name|e?mail|address|user|account|\d{1,3}))?(?:\+[\w.-]+)?@/i;
const NOBODY =
  /^(?:no-?reply|do-?not-?reply|git|mailer-daemon|postmaster|info|support|hello|contact|security|sales|admin|help|abuse|webmaster|team)(?:\+[\w.-]+)?@/i;

/** RFC 5321 without quoted local parts, which nobody has. */
export const EMAIL: Rule = {
  id: 'email',
  message: 'an e-mail address',
  keywords: ['@'],
  pattern:
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_%+&-][\p{L}\p{N}_%+'&-]{0,39}(?:\.[\p{L}\p{N}_%+'&-]{1,40}){0,6}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,5}(?:[A-Za-z]{2,24}|xn--[a-z0-9-]{2,30})(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}]|@)/gu,
  severity: 'medium',
  score: 0.95,
  before: 130,
  after: 260,
  accept: (match, text) => {
    const [address] = match;
    const domain = address.slice(address.indexOf('@') + 1);
    if (NO_DOMAIN.test(domain)) return false;
    if (BORROWED.test(address)) return FULL_NAME.test(address) ? 0.55 : 0.3;
    // Nobody reads mail there, but who wants addresses replaced wants made-up ones replaced too.
    if (RESERVED.test(address) && !STAND_IN.test(address)) return 0.55;
    if (STAND_IN.test(address) || /users\.noreply\.github\.com$/.test(domain)) return 0.3;
    // `ssh://git@host`, `git@github.com:owner/name`: a login, and not a mailbox.
    const lead = text.slice(Math.max(0, match.index - 60), match.index);
    const rest = text.slice(match.index + address.length, match.index + address.length + 60);
    if (/:\/\/[^\s"'<>?#]{0,60}$/.test(lead) || /^:(?:[~/.\d]|[\w.-]{1,50}\/)/.test(rest)) return 0.35;
    return NOBODY.test(address) ? 0.6 : 0.95;
  },
};
