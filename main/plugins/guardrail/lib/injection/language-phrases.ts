import type { Phrases } from '../signals/phrase-finder';
import type { Frame } from '../signals/signal';

const any = (...lists: readonly string[]): string => lists.join('|');

/** What an attack is told with in other languages than English; one list holds them all, as attacks mix them too. */
export const LANGUAGE_PHRASES: Phrases = {
  foreignDrop: any(
    'ne comptent plus|ne compte plus|no cuentan|ya no cuentan|non contano più|não contam|zählen nicht|tellen niet|nie liczą się|не считаются|dejes de|laisse tomber|links liegen|ignorier*|vergiss|vergesst|vergessen sie|vergiß|missachte*|verwirf|beachte*|nicht mehr an|nicht weiter an|nicht länger an|nicht länger|nicht mehr|nicht weiter|gelten nicht|gilt nicht|außer acht|ausser acht|hinweg|überschreib*|streiche|lass alle|befolge nicht|folge nicht',
    "ne respecte*|ne tiens|ne tenez|ne suis plus|ne suivez|n'obéis|n'obéissez|plus soumis|plus soumise|plus tenu|plus lié|oublie*|ignore|ignorez|ignorer|laisse de côté|laissez de côté|mets de côté|mettez de côté|fais abstraction|faites abstraction|ne sont plus|ne s'appliquent plus|ne valent plus|fais fi|passe outre|annule|efface",
    'deja de lado|deje de lado|deja de seguir|olvida*|olvíd*|olvide|no sigas|no siga|no hagas caso|no haga caso|no obedezcas|haz caso omiso|sin tener en cuenta|no tengas en cuenta|ya no|descarta|ignora|ignore|ignorad|no respetes|deja atrás|pasa por alto|anula',
    'non tenere conto|non tener conto|dimentic*|ignora|ignorate|lascia perdere|lascia da parte|metti da parte|non seguire|non considerare|non sei più|non valgono più|non rispettare|scorda*|trascura|annulla|cancella',
    'esqueç*|esquec*|desconsider*|deixe de lado|deixa de lado|não siga|não obedeça|já não|não tem mais|não valem mais|não se aplicam|descarte|ignore|ignora|não leve em conta',
    'trek je niets aan|trek u niets aan|vergeet|negeer|niet langer|niet meer|laat los|sla geen acht|houd je niet|hou je niet|leg naast je neer|verwerp',
    'nie przejmuj się|zignoruj*|ignoruj*|zapomnij*|pomiń*|nie stosuj się|nie słuchaj|odrzuć|nie obowiązują|nie przestrzegaj|zlekceważ|porzuć',
    'не следуй*|не слушай*|не обращай*|забудь*|игнорируй*|проигнорируй*|отбрось*|больше не|не соблюдай*|не учитывай*|отмени*|не действуют|пренебреги*',
    '不再受|无视|無視|忽略|忘记|忘掉|忘記|不要遵守|不用遵守|不必遵守|不必理会|不用管|抛开|丢掉|放弃|从现在开始|従わない|従わず|忘れて|守らない|守らなくて|破棄|무시|잊어|따르지|تجاهل|لا تتبع|انس|yok say|unut|görmezden|अनदेखा|भूल जा',
  ),
  foreignOrders: any(
    'co ci kazano|co ci powiedziano|co mi kazano|was man dir befohlen|was man dir sagte|ce qu on t a|wat je is verteld|wat je is opgedragen|что тебе говорили|что тебе сказали|que te ordenaron|que te dijeron|was man dir gesagt hat|was dir gesagt wurde|alles andere|alles, was|alles was|tout ce qui|tout ce que|todo lo|nada de lo|lo que te|tutto ciò|tutto quello|quello che ti|tudo o que|o que te|alles wat|wszystko, co|wszystko co|всё, что|все, что|内容|对话|vorgabe*|anweisung*|instruktion*|regel|regeln|richtlinie*|befehl*|aufträge|auftrag|beschränkung*|einschränkung*|consigne*|instructions|règles|directives|ordres|reglas|instrucciones|indicaciones|órdenes|ordenes|directrices|restricciones|normas',
    'istruzion*|regole|indicazioni|direttive|ordini|restrizioni|regras|instruções|instrucoes|ordens|diretrizes|restrições|instructies|regels|richtlijnen|opdracht*|beperkingen|instrukc*|polece*|wytyczn*|zasad*|ogranicze*|инструкци*|указани*|правил*|ограничени*|команд*|приказ*',
    '规则|規則|指令|指示|约束|限制|命令|要求|设定|ルール|プロンプト|制約|지시|규칙|명령|지침|التعليمات|القواعد|الأوامر|talimat*|kurallar*|komut*|निर्देश*|नियम*',
  ),
  foreignEarlier: any(
    'gesagt|précède|précèdent|anterior|dicho|dijeron|detto|prima|dito|hierboven|napisano|powiedziano|сказано|сказали|geschrieben|bisherig*|vorherig*|obig*|alte|alten|zuvor|davor|vorhin|oben|früher*|ursprünglich*|deine|deiner|deinen|ihre|ihren|alle|précédent*|plus haut|ci-dessus|antérieur*|données|reçues|tes|vos|toutes|avant|initiales|anterior|anteriores|previas|de antes|que te dieron|que recibiste|te han dado|tus|iniciales|todas las',
    'precedent*|di prima|ricevute|tue|iniziali|tutte|anteriores|que recebeu|que você|acima|suas|iniciais|todas as|vorige|eerdere|bovenstaande|jouw|alle|oorspronkelijke|poprzedni*|wcześniejsz*|powyższ*|swoje|swoich|twoje|wszystkie|прежн*|предыдущ*|выше|свои*|твои*|все|всех|данные тебе|первоначальн*',
    '之前|以前|上面|先前|上述|此前|所有|你的|これまで|上記|前の|すべて|全て|이전|위의|모든|السابقة|أعلاه|önceki|yukarıdaki|पिछले|पहले',
  ),
  foreignGive: any(
    'was steht|lies vor|schreib mir|zeig*|nenne|nenn|gib|geben sie|wiederhole*|verrate*|was steht|was stand|drucke|schreibe|wie lautet|sag mir|affiche*|montre*|révèle*|donne*|répète*|dis-moi|quel est|quelles sont|dime|muestra*|revela*|repite*|dame|enséñame|cuál es|escribe|imprime|mostra*|rivela*|dimmi|ripeti|stampa|scrivi|dammi|qual è|quali sono',
    'mostre|mostra|revele|diga|repita|me dê|me diga|escreva|qual é|toon|geef|herhaal|laat zien|wat is|wat zijn|noem|pokaż|podaj|wypisz|ujawnij|powtórz|jakie są|покажи*|выведи*|раскрой*|напиши*|повтори*|скажи*|назови*|какие|какой|显示|告诉|输出|重复|打印|表示|教えて|出力|見せて|알려|보여|출력|أظهر|اكشف|اعرض|göster|söyle|yaz|दिखाओ|बताओ',
  ),
  foreignPrompt: any(
    'deinem prompt|deinem systemprompt|deinen anweisungen|deinen regeln|ton prompt|votre prompt|je prompt|jouw prompt|twój prompt|твой промпт|твои правила|jakie masz instrukcje|twoje zasady|deine geheimen|geheime anweisungen|geheimen anweisungen|consignes secrètes|reglas internas|instrucciones secretas|regole interne|istruzioni segrete|regras internas|geheime instructies|tajne instrukcje|внутренние правила|скрытые инструкции|скрытых инструкций|第一条消息|系统消息|你收到的指令|初始提示|最初のメッセージ|隠された指示|tus instrucciones|texto completo de tus|tes règles|tuas instruções|toutes tes instructions|deine richtlinien|deine vollständigen|geheimen schlüssel|systemprompt*|system-prompt*|systemanweisung*|systemnachricht|deine anweisungen|deine regeln|deine vorgaben|ihre anweisungen|deinen prompt|prompt système|message système|tes instructions|tes consignes|vos instructions|vos consignes|instructions système|tus instrucciones|tus reglas|mensaje de sistema|mensaje del sistema|prompt del sistema|prompt de sistema|tu prompt|instrucciones iniciales',
    'il tuo prompt|tue istruzioni|prompt di sistema|messaggio di sistema|seu prompt|suas instruções|prompt do sistema|prompt de sistema|je instructies|jouw instructies|systeemprompt|systeembericht|swoje instrukcje|twoje instrukcje|prompt systemowy|системный промпт|системное сообщение|системную инструкцию|свои инструкции|твои инструкции|свой промпт',
    '系统提示|提示词|初始指令|システムプロンプト|初期指示|시스템 프롬프트|تعليمات النظام|sistem istemi|sistem mesaj*|सिस्टम प्रॉम्प्ट',
  ),
  foreignSecret:
    "geheimen schlüssel|geheime schlüssel|clé secrète|chave secreta|chiave segreta|geheime sleutel|tajny klucz|секретный ключ|passwort|kennwort|geheimwort|zugangscode|mot de passe|mot secret|code secret|contraseña|clave secreta|palabra secreta|parola d'ordine|parola segreta|senha|palavra secreta|wachtwoord|geheime woord|hasło|пароль|секретное слово|секретный код|密码|密碼|口令|暗号|パスワード|合言葉|비밀번호|암호|كلمة السر|كلمة المرور|şifre|parola|पासवर्ड",
  foreignFree:
    'hält sich an keine|halte dich an keine|keine vorschriften|beantwortet alles|antwortet auf alles|kennt keine regeln|kennt keine grenzen|se moque des lois|se moque des règles|répond à toutes|répond à tout|nunca dice que no|sin ética|responde a todo|responde todo|non dice mai di no|risponde a tutto|nunca diz não|responde tudo|zegt nooit nee|beantwoordt alles|nigdy nie mówi nie|odpowiada na wszystko|бот без|отвечает на всё|отвечает на все|не читает мораль|ohne moral|ohne zensur|ohne grenzen|verweigert niemals|verweigert nie|lehnt nie|sans limite|sans aucune limite|sans limites|sans censure|sans morale|ne refuse jamais|ne refuses jamais|sin filtro|sin censura|sin moral|sin reglas|nunca se niega|nunca rechaza|senza censura|senza limiti|non rifiuta mai|sem censura|sem moral|sem regras|nunca recusa|zonder filter|zonder moraal|zonder censuur|weigert nooit|bez cenzury|bez filtrów|bez granic|nigdy nie odmawia|без фильтров|без морали|никогда не отказыва*|не отказывает|无限制|没有道德|没有规则|从不拒绝|无视规则|制限のない|ルールのない|決して断らない|규칙 없는|거절하지 않|بلا قيود|بدون قيود|بدون قواعد|kuralsız|sansürsüz|keine einschränkungen|ohne einschränkungen|keine regeln|ohne regeln|ohne filter|keine beschränkungen|sans restriction|sans restrictions|sans filtre|aucune règle|aucune restriction|sin restricciones|no tienes restricciones|sin filtros|sin límites|senza restrizioni|senza filtri|senza regole|sem restrições|sem filtros|sem limites|zonder beperkingen|zonder regels|bez ogranicze*|bez zasad|без ограничений|без цензуры|без правил|没有限制|不受限制|没有任何限制|制限なし|제한 없이|sınırsız|kısıtlama olmadan',
  foreignNegated:
    "vergessen sie nicht|vergiss nicht|vergesst nicht|vergeet niet|ne négligez pas|ignorieren sie nicht|nicht ignorier*|nicht vergessen|ne pas|n'oubliez|n'oublie|no olvid*|non dimentic*|não esque*|niet vergeten|nie zapomnij|не забудь*|nicht außer acht",
  foreignNow:
    "dein name ist|ihr name ist|dein neuer name|tu vas jouer|tu joues|te llamas|tu nombre es|ti chiami|il tuo nome è|seu nome é|o teu nome|jouw naam is|je heet|masz na imię|nazywasz się|тебя зовут|твоё имя|твое имя|ты —|ты -|你的名字|你叫|あなたの名前|senin adın|ты теперь|теперь вы|вы теперь|ты отныне|tu es désormais|maintenant tu es|tu seras|eres ahora|serás|adesso sei|sei adesso|sei ora|tu és agora|você agora é|jij bent nu|nu ben je|teraz jesteś|artık sen|sen artık|넌 이제|너는 이제|你现在是|你將扮演|你将扮演|ich möchte, dass du|spiele|verhalte dich|joue le rôle|haz de|actúa como|comportati come|aja como|веди себя как|представь|ab sofort|ab jetzt|von nun an|du bist jetzt|du bist nun|à partir de maintenant|désormais|tu es maintenant|a partir de ahora|desde ahora|ahora eres|d'ora in poi|da ora in poi|ora sei|a partir de agora|agora você é|vanaf nu|je bent nu|od teraz|jesteś teraz|с этого момента|отныне|теперь ты|从现在起|从现在开始|现在你是|今から|これから|あなたは今|이제부터|지금부터|من الآن|bundan sonra|şu andan itibaren|अब से",
};

export const COMMON_LANGUAGE_PHRASES: ReadonlySet<string> = new Set(['foreignEarlier', 'foreignGive', 'foreignDrop']);

const ASIDE = 'tells the reader to set earlier instructions aside';
const ASKED = 'asks for the instructions of the model';

export const LANGUAGE_FRAMES: readonly Frame[] = [
  {
    id: 'override-other-language',
    kind: 'override',
    slots: ['foreignDrop', 'foreignOrders', 'foreignEarlier'],
    within: 24,
    weight: 0.52,
    unless: 'foreignNegated',
    message: ASIDE,
  },
  {
    id: 'prompt-other-language',
    kind: 'extraction',
    slots: ['foreignGive', 'foreignPrompt'],
    within: 24,
    weight: 0.5,
    message: ASKED,
  },
  {
    id: 'secret-other-language',
    kind: 'extraction',
    slots: ['foreignGive', 'foreignSecret'],
    inOrder: true,
    within: 16,
    weight: 0.36,
    message: ASKED,
  },
  {
    id: 'free-other-language',
    kind: 'role',
    slots: ['foreignNow', 'foreignFree'],
    within: 60,
    weight: 0.52,
    message: 'says that no rules apply',
  },
];
