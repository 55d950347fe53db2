import { linesOf } from './templates.mjs';

/** Manuals, help pages and letters in languages of which attacks are otherwise most of what is learned. */
export const FOREIGN_MANUALS = linesOf(`
  Polecenie wyświetla listę plików w podanym katalogu. Jeśli katalog nie został podany, używany jest bieżący. Opcje można łączyć. Więcej informacji znajduje się w podręczniku systemowym.
  Domyślną wartością jest 30 sekund. Można ją zmienić w pliku konfiguracyjnym; zmiany zostaną wprowadzone po ponownym uruchomieniu usługi. Zobacz też: rozdział o dziennikach.
  Program czyta dane ze standardowego wejścia i wypisuje wynik na standardowe wyjście. Kod wyjścia różny od zera oznacza błąd, którego opis trafia do dziennika.
  Nazwa użytkownika może zawierać małe litery, cyfry oraz podkreślenia. Hasło przechowywane jest w postaci zaszyfrowanej i nie da się go odczytać, można tylko ustawić nowe.
  Szanowni Państwo, w załączeniu przesyłam umowę z poprawkami, o których rozmawialiśmy w czwartek. Proszę o podpisanie obu egzemplarzy i odesłanie jednego z nich do końca tygodnia.
  Cześć, dzięki za zdjęcia z wycieczki! Kasia pyta, czy w niedzielę przyjedziecie na obiad. Zapomnij o cieście, upiekę sernik. Całuję, mama
  Aby odinstalować pakiet, należy najpierw zatrzymać serwer, a następnie usunąć katalog z danymi. Kopie zapasowe pozostają nienaruszone.
  Zgłoszenie numer 4182: drukarka na drugim piętrze nie odpowiada. Technik sprawdził kabel i wymienił toner. Sprawę zamknięto, klient potwierdził telefonicznie.
  Příkaz vypíše soubory v zadaném adresáři. Není-li adresář uveden, použije se aktuální. Přepínače lze kombinovat a jejich pořadí nehraje roli.
  Vážený pane Nováku, děkujeme za objednávku. Zboží odešleme zítra dopoledne a o jeho doručení vás budeme informovat e-mailem. V příloze najdete fakturu.
  Před aktualizací si prosím zálohujte databázi. Starší verze už nebudou podporovány, konfigurace však zůstává stejná a není třeba ji měnit.
  Kommandot visar alla filer i katalogen. Om ingen katalog anges används den aktuella. Flaggorna kan kombineras, och ordningen spelar ingen roll.
  Hej! Mötet är flyttat till torsdag klockan tio. Glöm inte att ta med underlaget till budgeten, och säg till om du inte kan komma. Hälsningar Lena
  Inställningarna sparas i din hemkatalog och skrivs aldrig över vid en uppdatering. Vill du börja om från början räcker det att ta bort filen.
  Kommandoen skriver en liste over filer i mappen. Hvis der ikke er angivet en mappe, bruges den aktuelle. Se også afsnittet om rettigheder.
  Kjære alle sammen, husk at dugnaden er på lørdag. Ta med hansker og godt humør, så ordner styret kaffe og vafler. Ved regn flytter vi den en uke.
  Komento tulostaa luettelon hakemiston tiedostoista. Jos hakemistoa ei ole annettu, käytetään nykyistä. Tulosteen voi ohjata tiedostoon tai toiselle ohjelmalle.
  A parancs kilistázza a megadott könyvtárban található fájlokat. Ha nincs könyvtár megadva, az aktuálisat használja. A kapcsolók tetszőleges sorrendben megadhatók.
  Tisztelt Ügyfelünk! Köszönjük megrendelését, amelyet holnap adunk át a futárszolgálatnak. Kérdés esetén hívja ügyfélszolgálatunkat hétköznap nyolc és öt óra között.
  Comanda afișează fișierele din directorul indicat. Dacă nu este indicat niciunul, se folosește cel curent. Opțiunile pot fi combinate în orice ordine.
  Bună ziua, vă trimit atașat oferta pentru lucrările de la etajul doi. Prețurile sunt valabile până la sfârșitul lunii și includ materialele și transportul.
  Komut, verilen dizindeki dosyaları listeler. Dizin verilmezse geçerli dizin kullanılır. Seçenekler birlikte yazılabilir ve sıraları önemli değildir.
  Sayın veli, okulumuzun gezisi cuma gününe ertelendi. Çocukların yanında su, şapka ve bir kat yedek giysi bulunması yeterli. İzin belgesini imzalayıp öğretmene verin lütfen.
  Perintah ini menampilkan daftar berkas di dalam direktori. Jika direktori tidak disebutkan, direktori saat ini yang dipakai. Pilihan dapat digabungkan sesuai kebutuhan.
  Selamat pagi Pak Budi, laporan stok sudah saya unggah ke folder bersama. Mohon diperiksa sebelum rapat hari Senin, terutama bagian gudang timur. Terima kasih.
  Lệnh này hiển thị các tập tin trong thư mục đã chọn. Nếu không chỉ định thư mục thì dùng thư mục hiện tại. Xem thêm phần về quyền truy cập.
  Het commando toont de bestanden in de opgegeven map. Zonder map wordt de huidige gebruikt. De opties mogen in elke volgorde staan en met elkaar gecombineerd worden.
  Beste Marieke, bijgaand de notulen van dinsdag. Kun je punt vier nog even nakijken? De oude afspraken gelden niet meer, maar dat hoeft nog niemand buiten het team te weten.
  O comando mostra os ficheiros do diretório indicado. Se nenhum for indicado, usa o atual. As opções podem ser combinadas e a ordem não importa.
  Prezada equipe, segue a ata da reunião de ontem. O prazo para os comentários termina na sexta-feira; depois disso o documento será publicado na intranet.
  Il comando elenca i file della cartella indicata. Se non si indica una cartella, viene usata quella corrente. Le opzioni si possono combinare in qualsiasi ordine.
  Gentile signora Conti, le confermo l'appuntamento di mercoledì alle quindici. Porti con sé gli esami precedenti e si ricordi di non mangiare nelle quattro ore prima.
  El comando muestra los archivos del directorio indicado. Si no se indica ninguno, usa el actual. Las opciones se pueden combinar y el orden no importa.
  Estimados vecinos: el jueves se cortará el agua de nueve a doce por la reparación de la tubería. Rogamos que no usen la lavadora durante ese tiempo. Gracias por su paciencia.
  La commande affiche les fichiers du répertoire donné. Sans argument, elle prend le répertoire courant. Les options peuvent être combinées, et leur ordre est sans importance.
  Chère Madame, votre dossier est complet. La décision vous sera communiquée par courrier sous quinze jours ; vous n'avez rien d'autre à faire d'ici là.
  Der Befehl zeigt die Dateien des angegebenen Verzeichnisses. Fehlt die Angabe, wird das aktuelle genommen. Die Schalter lassen sich in beliebiger Reihenfolge verbinden.
  Liebe Eltern, am Freitag endet der Unterricht nach der vierten Stunde. Die Betreuung findet statt; wer sein Kind früher abholt, sagt bitte vorher im Sekretariat Bescheid.
  Команда выводит список файлов указанного каталога. Если каталог не указан, используется текущий. Ключи можно сочетать, порядок значения не имеет.
  Уважаемые коллеги, отчёт за квартал лежит в общей папке. Просьба проверить свои разделы до среды и исправить опечатки прямо в документе.
  Команда показує файли у вказаному каталозі. Якщо каталог не вказано, береться поточний. Параметри можна поєднувати в будь-якому порядку.
  Η εντολή εμφανίζει τα αρχεία του καταλόγου. Αν δεν δοθεί κατάλογος, χρησιμοποιείται ο τρέχων. Οι επιλογές μπορούν να συνδυαστούν με οποιαδήποτε σειρά.
  このコマンドは指定したディレクトリのファイルを一覧表示します。指定がない場合は現在のディレクトリが使われます。オプションは順不同で組み合わせることができます。
  お疲れさまです。来週の打ち合わせですが、会議室が変更になりました。資料は前日までに共有フォルダーに入れておいてください。よろしくお願いいたします。
  该命令列出指定目录中的文件。如果没有指定目录，则使用当前目录。选项可以任意组合，顺序不限。更多说明请参阅手册。
  各位同事：周五下午三点开会，请提前阅读附件中的报告，并把意见写在共享文档里。不能参加的请告诉小王。
  이 명령은 지정한 디렉터리의 파일을 나열합니다. 디렉터리를 지정하지 않으면 현재 디렉터리를 사용합니다. 옵션은 순서와 상관없이 함께 쓸 수 있습니다.
  يعرض هذا الأمر الملفات الموجودة في المجلد المحدد. إذا لم يُحدد مجلد فسيُستخدم المجلد الحالي. يمكن الجمع بين الخيارات بأي ترتيب.
  यह आदेश दी गई निर्देशिका की फ़ाइलों की सूची दिखाता है। निर्देशिका न देने पर वर्तमान निर्देशिका ली जाती है। विकल्पों का क्रम मायने नहीं रखता।`);
