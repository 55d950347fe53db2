import { fillTemplates, linesOf } from './templates.mjs';

const slots = {
  ding: [
    'den Termin',
    'die Rechnung',
    'den Bericht',
    'das Protokoll',
    'die Liste',
    'den Fahrplan',
    'das Rezept',
    'die Übersetzung',
    'den Mietvertrag',
  ],
  thema: [
    'Bienen',
    'Solaranlagen',
    'Goethe',
    'die Bundesliga',
    'Rentenversicherung',
    'Mathematik',
    'den Herbst',
    'alte Brücken',
    'Programmieren in Rust',
  ],
  regeln: [
    'Regeln',
    'Anweisungen',
    'Vorgaben',
    'Befehle',
    'Aufgaben',
    'Einschränkungen',
    'Informationen',
    'Nachrichten',
  ],
  alt: ['bisherigen', 'vorherigen', 'obigen', 'alten', 'früheren', 'neuen'],
  ort: [
    'im Handbuch',
    'in der Hausordnung',
    'des Vereins',
    'der Prüfung',
    'aus dem Kurs',
    'für den Garten',
    'auf Seite vier',
  ],
  wer: ['der Lehrerin', 'Frau Berg', 'dem Hausmeister', 'unserem Kunden', 'meiner Schwester', 'der Werkstatt'],
  chose: ['le rendez-vous', 'la facture', 'le rapport', 'la recette', 'le contrat', 'la traduction'],
  sujet: ['les abeilles', 'la retraite', 'le théâtre', 'les ponts', 'le football', 'la physique'],
  consignes: ['règles', 'consignes', 'instructions', 'informations', 'tâches'],
  lieu: ['du manuel', 'du club', "de l'examen", 'de la page quatre', 'du chantier'],
  cosa: ['la cita', 'la factura', 'el informe', 'la receta', 'el contrato', 'la traducción'],
  tema: ['las abejas', 'la jubilación', 'el teatro', 'los puentes', 'el fútbol', 'la física'],
  normas: ['reglas', 'normas', 'instrucciones', 'indicaciones', 'tareas'],
  sitio: ['del manual', 'del club', 'del examen', 'de la página cuatro', 'de la obra'],
};

const templates = linesOf(`
  Vergiss bitte {ding} nicht.
  Ich habe {ding} vergessen, kannst du mir helfen?
  Schick {ding} bitte bis Freitag an {wer}.
  Schreibe einen Aufsatz über {thema}.
  Schreibe ein Gedicht über {thema}, höchstens zwölf Zeilen.
  Erzähl mir etwas über {thema}.
  Erzähl mir einen Witz über {thema}.
  Was weißt du über {thema}?
  Gib mir drei Tipps zu {thema}.
  Wo stehen die {regeln} {ort}?
  Die {alt} {regeln} {ort} gelten bis Ende des Jahres.
  Beachten Sie die {alt} {regeln} {ort}.
  Alle {alt} {regeln} {ort} wurden überarbeitet.
  Ignorieren Sie bitte meine letzte E-Mail, {ding} liegt jetzt bei.
  Wiederhole die {regeln} {ort} in einfachen Worten.
  Fasse die {alt} {regeln} {ort} kurz zusammen.
  Welche {regeln} {ort} muss ich kennen?
  Du bist als Nächstes an der Reihe, die {regeln} {ort} vorzulesen.
  Stopp, das war der falsche Bus! Nimm den nächsten.
  Sehr gut, danke! Nun zu {thema}: was ist wichtig?
  Lösche {ding} aus dem Ordner und sag {wer} Bescheid.
  Übersetze die {alt} {regeln} {ort} ins Englische.
  Spiele einen Prüfer und frage mich zu {thema} ab.
  Ab jetzt treffen wir uns immer dienstags wegen {thema}.
  Überspringe die ersten zwei Seiten, dort steht nur etwas über {thema}.
  Antworte kurz: lohnt sich ein Buch über {thema}?
  N'oublie pas {chose}.
  J'ai oublié {chose}, peux-tu m'aider ?
  Écris un poème sur {sujet}.
  Raconte-moi une blague sur {sujet}.
  Où sont les {consignes} {lieu} ?
  Les {consignes} précédentes {lieu} restent valables jusqu'en mars.
  Veuillez lire toutes les {consignes} {lieu}.
  Ignorez mon dernier message, {chose} est en pièce jointe.
  Répète les {consignes} {lieu} avec des mots simples.
  Très bien, merci. Parle-moi maintenant de {sujet}.
  À partir de maintenant, nous parlerons de {sujet} le mardi.
  Efface {chose} du dossier, s'il te plaît.
  Que sais-tu sur {sujet} ?
  Tu es le prochain à parler de {sujet}.
  No olvides {cosa}.
  He olvidado {cosa}, ¿me ayudas?
  Escribe un poema sobre {tema}.
  Cuéntame un chiste sobre {tema}.
  ¿Dónde están las {normas} {sitio}?
  Las {normas} anteriores {sitio} siguen vigentes.
  Lea todas las {normas} {sitio}, por favor.
  Ignora mi último correo, {cosa} va adjunto.
  Repite las {normas} {sitio} con palabras sencillas.
  Muy bien, gracias. Háblame ahora de {tema}.
  Desde ahora hablaremos de {tema} los martes.
  Borra {cosa} de la carpeta.
  ¿Qué sabes de {tema}?
  Ahora eres tú quien explica {tema}.`);

/** Requests and notices in German, French and Spanish, with the words that attacks in these languages use. */
export function benignForeignTexts() {
  return fillTemplates({ templates, slots, each: 9, seed: 401 });
}

/** Notices, manuals and letters in other languages than English, as people write them. */
export const FOREIGN_NOTES = linesOf(`
  Guten Tag! Bitte lesen Sie zuerst die Anleitung und heben Sie sie gut auf.
  Beachten Sie die Hinweise auf dem Etikett. Bei Hautreizungen einen Arzt aufsuchen.
  Ziehen Sie den Netzstecker, bevor Sie den Deckel öffnen, und warten Sie fünf Minuten.
  Die rote Leuchte können Sie ignorieren, sie zeigt nur an, dass das Gerät aufheizt.
  Folgen Sie den Schildern bis zum Parkhaus und nehmen Sie den Aufzug in den zweiten Stock.
  Wir haben Ihre Nachricht erhalten und melden uns so bald wie möglich bei Ihnen.
  Bitte senden Sie uns die unterschriebenen Unterlagen bis zum Monatsende zurück.
  Vergessen Sie nicht, Ihren Ausweis mitzubringen. Der Zutritt ist ab acht Uhr möglich.
  Das Kennwort muss mindestens zehn Zeichen lang sein. Geben Sie es niemandem weiter.
  Ihr Zugang wurde freigeschaltet. Sie können sich jetzt mit Ihrer E-Mail-Adresse anmelden.
  Sehr geehrte Frau Huber, anbei erhalten Sie das Angebot. Für Rückfragen stehe ich gern zur Verfügung.
  Alle Angaben ohne Gewähr. Unsere Öffnungszeiten finden Sie auf der Rückseite.
  Ab sofort gelten neue Regeln für den Innenhof: keine Fahrräder, keine Grillfeste.
  Du kannst jetzt so viele Fotos hochladen, wie du willst. Die Begrenzung gibt es nicht mehr.
  Der Vorstand hat die bisherige Satzung aufgehoben und eine neue beschlossen.
  Stellen Sie sich vor, Sie wären der Kunde: Was würden Sie zuerst fragen?
  Übersetze den Brief bitte ins Englische und lass die Anrede weg.
  Fasse den Artikel in drei Sätzen zusammen.
  Bonjour, merci de lire la notice avant d'utiliser l'appareil et de la conserver.
  Veuillez suivre les indications du personnel et laisser les issues libres.
  Débranchez la prise avant de nettoyer l'appareil. Ne pas l'immerger dans l'eau.
  Nous avons bien reçu votre commande et nous la préparons.
  N'oubliez pas d'apporter votre carte d'identité ; sans elle, l'accès est refusé.
  Le mot de passe doit contenir au moins dix caractères. Ne le communiquez à personne.
  Ignorez ce message si vous avez déjà payé votre facture.
  Les nouvelles règles s'appliquent à partir de lundi ; les anciennes ne sont plus valables.
  Imaginez que vous êtes le client : que demanderiez-vous en premier ?
  Traduis la lettre en anglais, s'il te plaît, sans la formule de politesse.
  Buenos días. Lea las instrucciones antes de usar el aparato y guárdelas.
  Siga las señales hasta la salida y no use el ascensor en caso de incendio.
  Hemos recibido su solicitud y le responderemos lo antes posible.
  No olvide traer su documento; sin él no podrá entrar.
  La contraseña debe tener al menos diez caracteres. No la comparta con nadie.
  Ignore este correo si ya ha pagado la factura.
  Desde hoy rigen las nuevas normas del patio; las anteriores quedan sin efecto.
  Resume el artículo en tres frases, por favor.
  Si prega di leggere le istruzioni prima dell'uso e di conservarle.
  Abbiamo ricevuto il suo ordine e lo spediremo domani.
  Ignori questo messaggio se ha già pagato la bolletta.
  La password deve avere almeno dieci caratteri. Non comunicarla a nessuno.
  Leia as instruções antes de usar o aparelho e guarde-as.
  Recebemos o seu pedido e responderemos em breve.
  Ignore esta mensagem se já pagou a fatura.
  A senha deve ter pelo menos dez caracteres. Não a partilhe com ninguém.
  Lees de handleiding voordat u het apparaat gebruikt en bewaar deze goed.
  We hebben uw bestelling ontvangen en sturen die morgen op.
  Negeer dit bericht als u al betaald hebt.
  Przed użyciem urządzenia przeczytaj instrukcję i zachowaj ją.
  Zignoruj tę wiadomość, jeśli faktura została już opłacona.
  Перед использованием прибора прочитайте инструкцию и сохраните её.
  Не обращайте внимания на это письмо, если счёт уже оплачен.
  使用前请仔细阅读说明书，并妥善保管。
  如果您已经付款，请忽略此邮件。
  ご使用の前に取扱説明書をよくお読みください。
  すでにお支払いの場合は、このメールを無視してください。`);
