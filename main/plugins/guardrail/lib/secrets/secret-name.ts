/** What a name promises about the value beside it: a password, which people choose, or a key, which machines make. */
export type SecretKind = 'password' | 'key';

const PASSWORDS =
  'password passwd passwords pwd pswd passphrase passcode passwort kennwort contraseña contrasena senha wachtwoord hasło haslo lösenord пароль 密码 密碼 パスワード motdepasse passe palavrapasse heslo salasana adgangskode jelszó parola şifre';
const KEYS =
  'secret secrets secrete token apikey apikeys authkey accesskey secretkey privatekey credential credentials apitoken authtoken accesstoken bearer';
/** Words that make a key of what follows or stands before `key`. */
const KEY_MAKERS =
  'api access secret private auth account encryption encrypt signing sign signature master admin service license licence security shared client app application server deploy integration webhook write writer ssh hmac jwt session consumer storage subscription registration bot';
/** After such a word the name speaks of something about the secret, and not of the secret. */
const ABOUT =
  'id ids name names url urls uri path file files filename dir directory folder field fields type types kind length len size hash hashed digest policy policies expiry expires expiration expire expired ttl timeout duration age count limit limits max min regex pattern label labels prompt hint placeholder message messages error errors title text form input inputs validator validation reset forgot forgotten change changed generator generate manager provider providers service endpoint algorithm alg version public pub csrf xsrf required enabled disabled strength rotation format prefix suffix index status store source scope scopes level mode class selector ref refs reference location arn attribute attributes property column option options env variable var param params parameter key_id usage issuer audience column_name role roles group list description help link button page view screen template vault mount issued address contract symbol decimals balance supply created updated at on by for if is has count_tokens';
/** Before the secret word, these make it something harmless. */
const HARMLESS =
  'non not no invalid wrong fake mock dummy example sample bad mismatched to in from store where how authenticity verification public pub csrf xsrf page next previous continuation continue cursor sync pagination nextpage max min total prompt completion input output num number count cancellation design special eos bos pad unk mask stop start end delimiter separator lexer parser syntax cache sort primary foreign partition composite publishable idempotency device push registration captcha cancel request snapshot resume resumption lock lease fencing correlation trace tracking';

const VENDORS =
  'adafruit adobe airtable algolia alibaba asana atlassian aws azure beamer bitbucket bittrex cisco cloudflare cloudant codecov cohere coinbase confluent contentful datadog digitalocean discord docker dropbox duffel dynatrace easypost elastic etsy facebook fastly figma finicity finnhub flickr flutterwave freshbooks github gitlab gitter google grafana harness heroku hubspot ibm infura intercom jenkins jfrog jira kraken kucoin launchdarkly linear linkedin lob looker mailchimp mailgun mapbox mattermost maxmind meraki messagebird mistral mongo mongodb mysql netlify newrelic notion npm nvidia nytimes octopus okta openai opsgenie pagerduty paypal plaid planetscale postgres postman pulumi pypi rapidapi redis salesforce scalingo segment sendbird sendgrid sentry shopify slack snowflake snyk softlayer sonar sonarqube spotify splunk square squarespace stripe sumo sumologic supabase telegram terraform travis trello twilio twitch twitter typeform vault vercel vonage yandex zendesk zoom bird relic';

const words = (list: string) => new Set(list.split(' '));
const passwords = words(PASSWORDS);
const keys = words(KEYS);
const keyMakers = words(KEY_MAKERS);
const about = words(ABOUT);
const harmless = words(HARMLESS);
const vendors = words(VENDORS);

/** What `DB_PASSWORD`, `clientSecret` or `x-api-key` promises; `undefined` where a name only speaks about secrets. */
export function secretKindOf(name: string): SecretKind | undefined {
  const parts = splitName(name);
  let kind: SecretKind | undefined;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    const found = kindOfPart(parts, index);
    if (found !== undefined) kind = kind === 'password' ? kind : found;
    else if (kind !== undefined && about.has(part)) return undefined;
    else if (kind === undefined && harmless.has(part) && !isKeyStore(parts, index)) return undefined;
  }
  return kind;
}

const isKeyStore = (parts: readonly string[], index: number): boolean =>
  parts[index] === 'store' && /^(?:key|trust)$/.test(parts[index - 1] ?? '');

function kindOfPart(parts: readonly string[], index: number): SecretKind | undefined {
  const part = parts[index]!;
  if (passwords.has(part)) return 'password';
  if (keys.has(part)) return 'key';
  const before = parts[index - 1];
  if (part === 'pass' || part === 'pw') return index === parts.length - 1 ? 'password' : undefined;
  if (part === 'auth') return index === parts.length - 1 && before?.startsWith('_') === true ? 'key' : undefined;
  if (part !== 'key' && part !== 'keys') {
    if (/.passw(?:or)?d$/.test(part)) return 'password';
    if (/.apikey$/.test(part)) return 'key';
    const joined = /^(.+)(?:token|secret|key)$/.exec(part)?.[1];
    return joined !== undefined && (keyMakers.has(joined) || vendors.has(joined)) ? 'key' : undefined;
  }
  return before !== undefined && (keyMakers.has(before) || parts.some((word) => vendors.has(word))) ? 'key' : undefined;
}

/** Whether a text is the word for a password and nothing more, in one of the languages known here. */
export const isPasswordWord = (text: string): boolean => passwords.has(text.toLowerCase());

/** `myAPIKey-v2` in words, lower case. */
export function splitName(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
}

/** Whether a name says whose secret it is; then it needs less to be believed. */
export function namesVendor(name: string): boolean {
  return splitName(name).some((part) => vendors.has(part));
}

/** What to look for in a text: every name that `secretKindOf` knows holds one of these. */
export const SECRET_WORDS = [
  ...[
    'passw',
    'pwd',
    'pswd',
    '_pass',
    '-pass',
    '.pass',
    'dbpass',
    'userpass',
    'pass:',
    'pass=',
    'pass =',
    'pass"',
    "pass'",
    'passphrase',
    'passcode',
    'kennwort',
  ],
  ...['contraseña', 'contrasena', 'senha', 'wachtwoord', 'hasło', 'haslo', 'lösenord', 'пароль', '密码', '密碼'],
  ...[
    'mot de passe',
    'motdepasse',
    'mot_de_passe',
    'palavra-passe',
    'heslo',
    'salasana',
    'adgangskode',
    'jelszó',
    'parola',
    'şifre',
  ],
  ...[
    'パスワード',
    '_pw',
    '-pw',
    'pw:',
    'pw=',
    'pw =',
    'api key',
    'access key',
    'secret',
    'token',
    'credential',
    'key',
    '_auth',
  ],
];
