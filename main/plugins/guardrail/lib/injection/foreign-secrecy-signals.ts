import type { Signal } from '../signals/signal';

const GERMAN = String.raw`(?:(?:der|die|den|dem|ein) )?(?:nutzer|benutzer|anwender|kunde|user)\p{L}* (?:darf|dürfen|soll|sollen|muss|braucht|wird) (?:davon |das |dies |es |hiervon )?(?:nichts|nicht)\b|(?:sag|erwähn|verrat|zeig|teil|erzähl|meld)\p{L}* (?:es |das |dies |davon )?(?:de[mnr] )?(?:nutzer|benutzer|anwender|kunden|user)\p{L}* (?:gegenüber )?(?:davon |das |dies |es )?(?:nichts|nicht)\b`;
const FRENCH = String.raw`ne (?:le |la |lui |en )?(?:parle|dis|dites|mentionne|montre|signale|révèle|communique|affiche)\p{L}*(?: (?:jamais|pas|rien))[^.\n]{0,40}? (?:à l[’']utilisat|aux utilisat|au client|à l[’']usager)`;
const SPANISH = String.raw`no (?:se )?(?:lo |le )?(?:digas|diga|menciones|mencione|muestres|informes|informe|reveles|comuniques)[^.\n]{0,40}? (?:al usuario|a los usuarios|al cliente)|(?:el usuario|los usuarios) no (?:debe|deben|tiene que|necesita) (?:saber|enterarse|ver)`;
const ITALIAN = String.raw`non (?:dire|dirlo|menzionare|menzionarlo|mostrare|mostrarlo|informare|rivelare|segnalare)[^.\n]{0,40}? (?:all[’']utente|agli utenti|al cliente|l[’']utente)|l[’']utente non deve (?:sapere|vedere|saperlo)`;
const PORTUGUESE = String.raw`não (?:o )?(?:diga|conte|mencione|mostre|informe|revele)[^.\n]{0,40}? (?:ao usuário|ao utilizador|ao cliente)|o (?:usuário|utilizador|cliente) não (?:deve|precisa) (?:de )?(?:saber|ver)`;
const DUTCH = String.raw`(?:zeg|vertel|meld|toon|noem)\p{L}* (?:dit |het |dat |hier )?(?:niet|niets|nooit)[^.\n]{0,24} gebruiker|gebruiker (?:mag|hoeft|moet)[^.\n]{0,20} (?:niets|niet)`;
const SLAVIC = String.raw`не (?:говори|сообщай|показывай|упоминай|рассказывай)\p{L}*[^.\n]{0,40} (?:пользовател|клиент)|(?:пользователь|клиент) не должен (?:знать|видеть)|nie (?:mów|informuj|wspominaj|pokazuj)\p{L}*[^.\n]{0,40} (?:użytkownik|klient)`;
const EASTERN = String.raw`(?:ユーザー|利用者|お客様)に(?:は)?[^。\n]{0,16}(?:言わない|知らせない|見せない|伝えない|表示しない|通知しない)|(?:사용자|고객)에게[^.\n]{0,16}(?:알리지|말하지|보여주지)`;

/** What is done is to be kept from the user, in languages besides English. */
export const FOREIGN_SECRECY_SIGNALS: readonly Signal[] = [
  {
    id: 'kept-from-user-foreign',
    kind: 'concealment',
    keywords: [
      'nutzer',
      'anwender',
      'kunde',
      'dem user',
      'den user',
      'der user',
      'user darf',
      'user soll',
      'user muss',
      'user braucht',
      'user wird',
      'utilisat',
      'usager',
      'au client',
      'usuario',
      'al cliente',
      'utente',
      'utenti',
      'usuário',
      'utilizador',
      'ao cliente',
      'gebruiker',
      'użytkownik',
      'klient',
      'пользовател',
      'клиент',
      'ユーザー',
      '利用者',
      'お客様',
      '사용자',
      '고객',
    ],
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${[GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, SLAVIC, EASTERN].join('|')})`,
      'giu',
    ),
    weight: 0.46,
    message: 'tells the reader to keep it from the user',
    before: 90,
    after: 90,
  },
];
