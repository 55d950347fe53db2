import type { Signal } from '../signals/signal';

interface Language {
  readonly code: string;
  /** Verbs, in the forms one orders with; words between; what is set aside. */
  readonly verbs: string;
  readonly between: string;
  /** How many of the words between there must be. */
  readonly least?: number;
  readonly orders: string;
  /** “Forget everything”, where no order is named. */
  readonly everything?: string;
  readonly keywords: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');

/** Languages written with spaces between words; a capital may start the verb, so keywords leave its first letter out where it is not ASCII. */
const SPACED: readonly Language[] = [
  {
    code: 'de',
    verbs:
      'ignorier\\w*|vergiss|vergesst|vergessen\\s+sie|missachte\\w*|verwirf|verwerfe\\w*|hör\\w*\\s+nicht\\s+auf|übergehe\\w*|lass\\w*',
    between: '(?!nicht|niemals|kein)\\S+',
    orders:
      '(?:anweisung|instruktion|befehl|aufgabe|auftrag|aufträge|vorgabe|angabe|anordnung|richtlini|information|systemprompt|prompt)\\w*',
    everything:
      'alles\\s*(?:davor|was|gesagte|zuvor\\w*|vorherige\\w*|vorher\\w*|bisher\\w*|oben\\w*|,|und)|alle\\s+(?:vorherigen|bisherigen|obigen)\\s+(?:informationen|texte)|(?:das|die)\\s+ob(?:ige|en)\\w*',
    keywords: words('höre hör ignorier vergiss vergess issacht verwirf verwerfe bergehe lass'),
  },
  {
    code: 'fr',
    verbs:
      'ignor(?:e|ez|er|ons)|oubli(?:e|ez|er)|néglige[zr]?|ne\\s+(?:tiens|tenez)\\s+(?:pas|plus)\\s+compte|fai(?:s|tes)\\s+abstraction',
    // English has the verb and the noun too: what stands between them is French.
    least: 1,
    between:
      "(?:les?|la|l['’]\\S+|tout(?:es)?|tous|vos|tes|ces|mes|aux?|des?|du|précédent\\S*|anterieur\\S*|ci-dessus|données?|\\S+es)",
    orders: '(?:instruction|consigne|directive|règle|ordre|commande|indication)s?',
    everything: 'tout\\s+ce\\s+(?:qui|que)|tout\\s+(?:et|,)',
    keywords: words('ignor oubli glige compte abstraction'),
  },
  {
    code: 'es',
    verbs:
      'ignor(?:a|e|ar|en|ad)|olvid(?:a|e|ar|en|ate)|olvíd(?:ate|ese)|descart(?:a|e)|omit(?:e|a)|haz\\s+caso\\s+omiso|no\\s+(?:hagas|haga)\\s+caso|(?:tienes|tiene)\\s+que\\s+olvidar',
    between: '\\S+',
    orders: '(?:instruccion(?:es)?|instrucción|órdenes|ordenes|reglas|indicaciones|directrices|directivas|comandos)',
    everything: 'tod[oa]s?\\s+(?:(?:lo|el|la)\\s+)?(?:que|anterior|texto|de\\s+antes|dicho)',
    keywords: words('ignor olvid olvíd descart omit caso'),
  },
  {
    code: 'it',
    verbs:
      'ignor(?:a|ate|are|i)|dimentic(?:a|ate|are|hi)|scord(?:a|ati|are|atevi)|trascur(?:a|ate|are)|non\\s+(?:seguire|considerare)',
    between: '\\S+',
    orders: '(?:istruzion[ei]|indicazion[ei]|comand[io]|regol[ae]|direttiv[ae]|ordin[ei])',
    everything: 'tutt[oa]\\s+(?:ciò|quello|quanto|il\\s+resto)',
    keywords: words('ignor dimentic scord trascur non^seguire non^considerare').map((word) => word.replace('^', ' ')),
  },
  {
    code: 'pt',
    verbs: 'ignor(?:e|a|ar|em)|esque[çc](?:a|e|am|er)|desconsider(?:e|a|ar|em)|descart(?:e|a)|deixe\\s+de\\s+lado',
    between: '\\S+',
    orders: '(?:instruç(?:ão|ões)|instrucoes|ordens|regras|diretrizes|comandos|orientações)',
    everything: 'tudo\\s+(?:o\\s+que|que|acima|anterior|isso)',
    keywords: words('ignor esque desconsider descart deixe'),
  },
  {
    code: 'nl',
    verbs: 'negeer|vergeet|verwerp|wis|sla',
    between: '\\S+',
    orders: '(?:instructies?|opdracht(?:en)?|aanwijzing(?:en)?|richtlijnen|bevelen|taken|prompts?)',
    everything: 'alles\\s+(?:wat|hierboven|hiervoor|daarvoor)',
    keywords: words('negeer vergeet verwerp wis sla'),
  },
  {
    code: 'pl',
    verbs: '(?:z?ignoruj(?:cie)?|zapomnij(?:cie)?|pomiń|odrzuć|zlekceważ)',
    between: '\\S+',
    orders: '(?:instrukcj|polece|wytyczn|zasad|rozkaz|nakaz|dyrektyw)\\S*',
    everything: 'wszystk(?:o|im)\\s*(?:co|,)',
    keywords: words('ignoruj zapomnij pomiń odrzuć zlekcewa'),
  },
  {
    code: 'ru',
    verbs: '(?:про)?игнориру\\S+|забудь(?:те)?|забей(?:те)?|отбрось(?:те)?|не\\s+(?:обращай|следуй|учитывай)(?:те)?',
    between: '\\S+',
    orders: '(?:инструкц|указани|команд|правил|приказ|задани|директив|сообщени)\\S*',
    everything: 'вс[ёе],?\\s+(?:что|выше|предыдущ)\\S*',
    keywords: words('игнор гнориру абудь абей тбрось обращай следуй учитывай'),
  },
  {
    code: 'south-slavic',
    verbs: 'zaboravi(?:te)?|zanemari(?:te)?|ignori[rsš](?:aj|i)(?:te)?',
    between: '\\S+',
    orders: '(?:instrukcij|upute|uputstv|naredb|pravil|nared)\\S*',
    keywords: words('zaboravi zanemari ignori'),
  },
  {
    code: 'cs',
    verbs: 'ignoruj(?:te)?|zapome[nň](?:te)?|zapomeňte',
    between: '\\S+',
    orders: '(?:instrukc|pokyn|příkaz|pravid)\\S*',
    keywords: words('ignoruj zapome'),
  },
  {
    code: 'sv-da-no',
    verbs: 'ignorer[ae]?|glöm|glem|bortse\\s+från|se\\s+bort\\s+fra',
    between: '\\S+',
    orders: '(?:instruktion|anvisning|instruks|ordre|kommando)\\S*',
    keywords: words('ignorer glöm glem bort'),
  },
  {
    code: 'tr',
    verbs: '(?:talimat|komut|yönerge|kural|emir)\\S*',
    between: '\\S+',
    orders: '(?:yok\\s+say|unut|görmezden\\s+gel|göz\\s+ardı\\s+et|dikkate\\s+alma)\\S*',
    keywords: words('talimat komut nerge kural emir'),
  },
];

const MESSAGE = 'tells the reader to set earlier instructions aside';
const EDGE = "(?<![\\p{L}\\p{N}]|n[’'])";

function spaced({ code, verbs, between, least = 0, orders, everything, keywords }: Language): Signal {
  const what = `(?:${between}\\s+){${least},5}${orders}`;
  const objects = everything === undefined ? what : `(?:${what}|(?:\\S+\\s+){0,1}(?:${everything}))`;
  return {
    id: `instruction-override-${code}`,
    kind: 'override',
    keywords,
    pattern: new RegExp(`${EDGE}(?:${verbs})\\s+${objects}`, 'giu'),
    weight: 0.75,
    message: MESSAGE,
    before: 24,
    after: 160,
  };
}

/** Orders to set instructions aside, in languages other than English. */
export const OVERRIDE_LANGUAGE_SIGNALS: readonly Signal[] = [
  ...SPACED.map(spaced),
  {
    id: 'instruction-override-de-inverted',
    kind: 'override',
    keywords: ['ignorieren', 'vergessen', 'vorherigen', 'bisherigen'],
    pattern:
      /(?:\b(?:obigen|vorherigen|bisherigen|vorangegangenen|alle)\s+(?:\S+\s+){0,3}(?:ignorieren|vergessen|verwerfen|streichen)\b|\babweichend\s+(?:zu|von)\s+(?:den\s+)?(?:vorherigen|bisherigen)\s+\S+|\b(?:bisherigen|vorherigen)\s+informationen\b[^.\n]{0,60}\b(?:irrelevant|nicht)\b)/gi,
    weight: 0.6,
    message: MESSAGE,
  },
  {
    id: 'instruction-override-zh',
    kind: 'override',
    keywords: ['忽略', '无视', '無視', '忘记', '忘記', '忘掉', '忽视', '不要理会', '不要遵守', '不理会', '不要遵循'],
    pattern:
      /(?:忽略|无视|無視|忘记|忘記|忘掉|忽视|不要理会|不理会|不要遵守|不要遵循)[^。！？\n]{0,16}(?:指令|指示|提示词|命令|规则|規則|要求|(?:之前|此前|先前|以上|上面|前面)的?(?:所有|全部|一切)?(?:内容|话|对话|信息|一切|消息))/g,
    weight: 0.75,
    message: MESSAGE,
  },
  {
    id: 'instruction-override-ja',
    kind: 'override',
    keywords: ['無視', '忘れ', '従わない', '従うな', '破棄'],
    pattern:
      /(?:指示|命令|指令|プロンプト|ルール|規則|(?:これまで|以前|上記|前)の(?:内容|会話|文章|すべて|全て|こと))[^。！？\n]{0,14}(?:無視(?!しな|せず)|忘れ(?!ず|な)|従わない|従うな|破棄)/g,
    weight: 0.75,
    message: MESSAGE,
  },
  {
    id: 'instruction-override-ko',
    kind: 'override',
    keywords: ['무시', '잊어', '잊으'],
    pattern: /(?:지시|명령|지침|프롬프트|규칙|이전 (?:내용|대화|모든))[^.!?\n]{0,14}(?:무시|잊어|잊으)/g,
    weight: 0.75,
    message: MESSAGE,
  },
  {
    id: 'instruction-override-ar',
    kind: 'override',
    keywords: ['تجاهل', 'انس', 'تجاوز'],
    pattern: /(?:تجاهل|انسَ?|تجاوز)\s+(?:\S+\s+){0,3}(?:التعليمات|الأوامر|تعليمات|القواعد|الإرشادات)/g,
    weight: 0.75,
    message: MESSAGE,
  },
  {
    id: 'instruction-override-hi',
    kind: 'override',
    keywords: ['निर्देश', 'आदेश'],
    pattern: /(?:निर्देश|आदेश)\S*\s+(?:\S+\s+){0,3}(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल)/g,
    weight: 0.75,
    message: MESSAGE,
  },
];
