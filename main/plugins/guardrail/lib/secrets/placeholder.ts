const STAND_IN =
  /example|fake|placeholder|change[-_ ]?(?:me|it|this)|changeit|your[-_ ]?|insert|replace[-_ ]?(?:me|with|this)|redacted|dummy|[-_ ]here\b|_goes_|fill[-_]?(?:me|in)|(?:put|enter|add|set)[-_](?:your|the|my|a)|to[-_]?be[-_]|lorem|ipsum|not[-_]?(?:a[-_])?(?:real|secret|set)|masked|^mock|hidden|removed|sanitized|^todo|^tbd|^n\/a$|(?:^|[-_ .])(?:sample|demo)(?:$|[-_ .\d])/i;
const REPEATED = /([xX*.#•●?_-])\1{3}|([^A])\2{9}/;
const REFERENCE =
  /^\$|^%[\w ]+%$|^<[^>]{0,80}>?|^\{\{|^\[[\w .:-]*\]$|^#\{|^@\{|\$\{[\w.:/ -]{1,60}\}|\{\{[^{}]{0,60}\}\}|\$\([^)]{0,80}\)|<%|%>|^%[sdv]$|%\([\w]+\)s|^\{[\w.]*\}$|^@@?[\w.-]+@@?$|^%%\w+%%$|^\{(?:bcrypt|pbkdf2|scrypt|argon2|s?sha\d{0,3}|s?md5|crypt)[\w@.-]{0,20}\}|^&|^!\w|process\.env|os\.environ|getenv|System\.|ENV\[|(?:^|\W)env\.|^__\w+__$|secrets?\.|^(?:arn|vault|ref|secret|op|file|ssm|env|keyring|azurekeyvault|keychain|https?):/i;

/** What a machine enciphered for a repository: sealed secrets, KMS, Fernet. */
const ENCIPHERED = /^(?:Ag[A-C][A-Za-z0-9+/]{100}|AQICAH[A-Za-z0-9+/]{60}|gAAAAA[\w-]{60}|\{cipher\})/;

/** Whether a value only stands where a secret would: `<your-token>`, `xxxx`, `${VAR}`, `…EXAMPLE`. */
export function isPlaceholder(value: string): boolean {
  return isStandIn(value) || REFERENCE.test(value) || ENCIPHERED.test(value);
}

/** For a token of a known format, where dollar signs and words cannot be. */
export function isStandIn(value: string): boolean {
  return standsIn(value) || REPEATED.test(value) || countsUp(value);
}

/** Dice that throw a word throw it as `yoUr`. */
const WRITTEN = /^(?:[^A-Z]+|[^a-z]+|(?:[A-Z]?[a-z]+[-_ .]?)+)$/;

function standsIn(value: string): boolean {
  const word = STAND_IN.exec(value)?.[0];
  return word !== undefined && WRITTEN.test(word);
}

/** `abcdefghijklmn`, `0123456789…`: a run that nobody’s dice threw. */
function countsUp(value: string): boolean {
  let run = 1;
  for (let index = 1; index < value.length; index += 1) {
    run = value.charCodeAt(index) === value.charCodeAt(index - 1) + 1 ? run + 1 : 1;
    if (run >= 12) return true;
  }
  return false;
}
