import type { Rule } from '../detect/rule-set';

const WORD = String.raw`\p{Lu}[\p{L}'’]{1,20}(?:-\p{Lu}\p{L}{1,20})?`;
const PARTICLE = "(?:van|von|de|del|della|di|da|dos|der|den|ter|la|le|bin|ibn|al|zu|af|O’|O'|Mc|Mac)";
const NAME = String.raw`${WORD}(?: (?:\p{Lu}\.|${PARTICLE}(?: (?:der|den|la))?|${WORD})){0,3}`;
const FULL_NAME = String.raw`${WORD}(?: (?:\p{Lu}\.|${PARTICLE}(?: (?:der|den|la))?)){0,2} ${WORD}(?: ${WORD})?`;
const NO_NAMES =
  /^(?:World|There|ChatGPT|Chatgpt|Chat|GPT|Gemini|Copilot|Siri|Alexa|AI|LLM|Honey|Jupiter|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Team|All|Everyone|Everybody|Folks|Friends?|Sir|Madam|Customers?|Users?|Guys|Kitty|Claude|Assistant|Bot|Community|Reader|Colleagues?|Hiring|Support|Sales|Mr|Mrs|Ms|Dr|The|A|An|This|That|I|You|We|It|My|Your|Our|In|On|Of|For|To|If|When|Strange|Who|React|Vue|Docker|Python|Java|Node|Google|Microsoft|Amazon|Apple|Meta|OpenAI|Anthropic|Name|String|Object|Array|Number|Boolean|Null|None|True|False|Required|Optional|Default|Unknown|Test|Example|Not|No|Yes)(?: |$)/u;

const name = (id: string, keywords: readonly string[], source: string, score: number): Rule => ({
  id: 'person-name',
  message: `the name of a person ${id}`,
  keywords,
  pattern: new RegExp(source, 'gu'),
  severity: 'low',
  score,
  before: 8,
  after: 120,
  accept: (match) => {
    const found = match.groups!['hit']!;
    // After `Hello` one word alone may be anything: a product, a month, a planet.
    return !NO_NAMES.test(found) && (found.includes(' ') || !/^Hel|^Hi/.test(match[0]) ? true : 0.45);
  },
});

const TITLES = [
  'mr',
  'mrs',
  'ms.',
  'miss ',
  'dr.',
  'dr ',
  'prof',
  'herr ',
  'frau ',
  'monsieur',
  'madame',
  'mme',
  'señor',
  'sra.',
  'signor',
  'sir ',
];

const NAMES: readonly Rule[] = [
  name(
    'after a title',
    TITLES,
    String.raw`(?<![\p{L}\d_-])(?:Mr|Mrs|Ms|Dr|Prof|Mme|Sra|Herr|Frau|Monsieur|Madame|Señora?|Signora?|Professor|Sir|Miss(?= \p{Lu}[\p{L}-]+ \p{Lu}))\.? (?<hit>${NAME})`,
    0.65,
  ),
  name(
    'who introduces themselves',
    [
      'my name is',
      'my name’s',
      "my name's",
      'mein name ist',
      'ich heiße',
      'je m’appelle',
      "je m'appelle",
      'me llamo',
      'mi nombre es',
      'mi chiamo',
      'meu nome é',
      'mijn naam is',
    ],
    String.raw`(?:[Mm]y name(?: is|['’]s)|[Mm]ein Name ist|[Ii]ch heiße|[Jj]e m['’]appelle|[Mm]e llamo|[Mm]i nombre es|[Mm]i chiamo|[Mm]eu nome é|[Mm]ijn naam is) (?<hit>${NAME})`,
    0.8,
  ),
  name(
    'in a form',
    [
      'full name',
      'first name',
      'last name',
      'surname',
      'patient',
      'customer',
      'cardholder',
      'account holder',
      'contact person',
      'nachname',
      'vorname',
      'apellido',
      'nom:',
      'attn',
      'employee',
      'applicant',
      'beneficiary',
      'passenger',
      'name:',
    ],
    String.raw`(?:(?:[Ff]ull|[Ff]irst|[Ll]ast|[Cc]ustomer|[Pp]atient|[Ee]mployee|[Cc]lient|[Cc]ardholder|[Bb]eneficiary|[Pp]assenger|[Aa]pplicant)(?: |_)?[Nn]ame|[Ss]urname|[Pp]atient|[Aa]ccount holder|[Cc]ontact person|Nachname|Vorname|Attn\.?|ATTN|Name of (?:patient|employee|applicant))["']?:? ?(?:is )?(?<=[: ]|is )["']?(?<hit>${FULL_NAME})`,
    0.65,
  ),
  name(
    'in a form',
    ['name:'],
    String.raw`(?<=^|\n|\. )[ \t>*-]{0,4}Name: {1,4}(?<hit>${FULL_NAME})(?=\s*(?:\n|$|,))`,
    0.6,
  ),
  name(
    'who is greeted',
    ['dear ', 'hi ', 'hello ', 'hallo ', 'liebe', 'bonjour ', 'hola ', 'cher ', 'ciao ', 'querid'],
    String.raw`(?<![\p{L}\d"'(])(?:Dear|Hi|Hello|Hallo|Liebe[r]?|Bonjour|Hola|Chère?|Ciao|Querid[oa]) (?<hit>${NAME})(?=,|!\s|\n)`,
    0.55,
  ),
  name(
    'who signs',
    [
      'regards',
      'sincerely',
      'cheers',
      'grüße',
      'grüßen',
      'cordialement',
      'saludos',
      'yours truly',
      'best wishes',
      'cordiali saluti',
      'atenciosamente',
    ],
    String.raw`(?:[Rr]egards|[Ss]incerely(?: yours)?|Cheers|[Gg]rüßen?|[Cc]ordialement|[Ss]aludos|[Yy]ours truly|[Bb]est wishes|[Cc]ordiali saluti|[Aa]tenciosamente),?\s{1,6}(?<hit>${FULL_NAME})(?=\s*(?:\n|$|,))`,
    0.65,
  ),
];

const CAPITALISED = String.raw`\p{Lu}[\p{L}.'’-]{1,20}`;
const STREETS_AFTER =
  'Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Square|Sq|Terrace|Highway|Hwy|Parkway|Pkwy|Crescent|Close|Trail|Circle|Cir';
const UNIT = String.raw`(?:,?\s{1,3}(?:Apt|Apartment|Suite|Ste|Unit|Floor|Fl|#)\.? ?[\w-]{1,6})?`;
const TOWN = String.raw`(?:,?\s{1,3}${CAPITALISED}(?: ${CAPITALISED}){0,2},? {1,2}[A-Z]{2},? {1,2}\d{5}(?:-\d{4})?)?`;

const address = (keywords: readonly string[], source: string, score: number): Rule => ({
  id: 'postal-address',
  message: 'a postal address',
  keywords,
  pattern: new RegExp(source, 'gu'),
  severity: 'medium',
  score,
  before: 70,
  after: 120,
});

const both = (words: string) => words.split(' ').flatMap((word) => [` ${word}`]);

const ADDRESSES: readonly Rule[] = [
  address(
    both(
      'street st. st, ave road rd blvd boulevard lane ln drive court way place square terrace highway hwy parkway crescent close trail circle',
    ),
    String.raw`(?<![\p{L}\d.:/#-])\d{1,5}[A-Za-z]?(?: [NSEW]\.?)? (?:${CAPITALISED} |\d{1,3}(?:st|nd|rd|th) ){1,3}(?:${STREETS_AFTER})\b\.?${UNIT}${TOWN}`,
    0.7,
  ),
  address(
    [
      'straße',
      'strasse',
      'str. ',
      'gasse ',
      'allee ',
      'platz ',
      'straat ',
      'laan ',
      'plein ',
      'gatan ',
      'vägen ',
      'vej ',
      'gade ',
      'veien ',
      'utca ',
      'ulica ',
      'ul. ',
    ],
    String.raw`(?<![\p{L}\d])(?:\p{Lu}[\p{L}-]{1,24}(?:straße|strasse|str\.|gasse|allee|platz|straat|laan|plein|gatan|vägen|vej|gade|veien)|\p{Lu}\p{L}{2,20} (?:Straße|Strasse|Str\.|Allee|Platz|utca)|ul\. \p{Lu}\p{L}{2,20}) \d{1,4} ?[a-z]?(?![\p{L}\d])(?:,?\s{1,3}\d{4,5} ${CAPITALISED})?`,
    0.75,
  ),
  address(
    ['rue ', 'avenue ', 'boulevard ', 'chemin ', 'impasse ', 'quai ', 'allée '],
    String.raw`(?<![\p{L}\d])\d{1,4}(?: ?bis| ?ter)?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hemin|[Ii]mpasse|[Qq]uai|[Aa]llée) (?:(?:de|du|des|la|le|l['’])[ ]?){0,2}${CAPITALISED}(?: ${CAPITALISED}){0,3}(?:,?\s{1,3}\d{5} ${CAPITALISED})?`,
    0.75,
  ),
  address(
    ['calle ', 'avenida ', 'avda', 'paseo ', 'via ', 'viale ', 'piazza ', 'corso ', 'rua ', 'plaza '],
    String.raw`(?<![\p{L}\d])(?:Calle|Avenida|Avda\.?|Paseo|Plaza|Via|Viale|Piazza|Corso|Rua) (?:(?:de|del|della|do|da|la|las|los|dei|di) ){0,2}${CAPITALISED}(?: (?:de |da |do )?${CAPITALISED}){0,3},? (?:n\.?º? ?)?\d{1,4}(?![\p{L}\d])`,
    0.7,
  ),
  address(
    ['box ', 'postfach', 'apartado', 'bp '],
    String.raw`(?<![\p{L}\d])(?:[Pp]\. ?[Oo]\.? ?[Bb]ox|P\.?O\.? ?B(?:ox|OX)|po box|Post Office Box|Postfach|Apartado(?: de correos)?) (?:No\.? )?\d{1,6}${TOWN}|(?:PSC|Unit|CMR) \d{1,5},? Box \d{1,5}\s(?:[AFD]PO),? A[AEP] \d{5}`,
    0.8,
  ),
  address(
    [
      'address',
      'lives at',
      'live at',
      'zip',
      'postcode',
      'postal code',
      'adresse',
      'dirección',
      'indirizzo',
      'plz',
      'ship to',
      'residing',
    ],
    String.raw`(?:[Aa]ddress(?:es)?(?: is| to|:)|[Ll]ives? at|[Rr]esiding at|[Ss]hip to|Adresse:|Dirección:|Indirizzo:) {0,4}(?<hit>\d{1,5}[,]? ${CAPITALISED}[^\n]{4,60}?\d{4,6}(?:-\d{4})?)(?![\p{L}\d])`,
    0.65,
  ),
  address(
    ['zip', 'postcode', 'postal code', 'plz', 'code postal', 'código postal', 'cap:'],
    String.raw`(?:[Zz]ip(?: ?code)?|ZIP(?: [Cc]ode)?|[Pp]ost(?:al )?code|PLZ|[Cc]ode postal|[Cc]ódigo postal)(?: is|:| =)? {0,3}(?<hit>\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d)(?![\p{L}\d-])`,
    0.6,
  ),
];

/** People and where they live, told by the words around: titles, greetings, forms, streets. */
export const PEOPLE_RULES: readonly Rule[] = [...NAMES, ...ADDRESSES];
