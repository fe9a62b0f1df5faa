# Салыстыру көріністері: олар нені дәлелдейді және қалай басқарылады.

gate-needs-colour = Түс туралы сұрақтарға ({ $numbers }) шын түстер керек: салыстыру оларда көрілмеді.
    .short = шын түс (Enter)
    .elsewhere = түс — бұл экранда емес (L)
    .clear = Толық түсті терминалда (Enter) немесе үлкен экран бетінде салыстырыңыз.
    .cli = Шын түстерде салыстырып, --colour declared қосыңыз.
gate-needs-detail = Ұсақ бөлшек туралы сұрақтарға ({ $numbers }) тауардың өз пиксельдерін сәл болса да көру керек.
    .short = лупа (z)
    .clear = Салыстырыңыз (Enter), содан соң z: 100 % лупа; не үлкен экранда (L) 100 %.
    .cli = Тауарға 100 % көлемде қарап, --detail declared қосыңыз.
gate-needs-phone = Сұрақтарға ({ $numbers }) телефондағы көрініс керек.
    .short = телефон (p)
    .clear = Оны ашыңыз: p.
    .cli = Телефонда қарап, --phone declared қосыңыз.
gate-needs-large = Сұрақтарға ({ $numbers }) үлкен экран керек.
    .short = үлкен экран (L)
    .clear = Үлкен экранда салыстырып, растаңыз: L.
    .cli = Үлкен экранда салыстырып, --large-screen declared қосыңыз.

action-blink = Жыпылықтау
    .help = дәл сол жерде екінші сурет; басып тұрса — пернемен бірге
action-auto-blink = Өзі жыпылықтау
    .help = + жылдам, - баяу, B тоқтатады
action-loupe = Лупа
    .help = өз пиксельдері; тағы басса — тұтас
action-wipe = Перде
    .help = жікті көрсеткілер не тінтуір жылжытады
action-onion = Қабаттау
    .help = бірі екіншісінен көрініп тұрады; көрсеткілер — қаншалықты
action-difference = Айырма
    .help = тауардың жылу картасы; тағы басса — белгілер, сосын өшік
action-edges = Шеттер
    .help = қара фонда қиылған; тағы басса — ақ, шахмат
action-survey = Шолу
    .help = барлық әрекет; тағы басса — бүкіл жинақ
action-two-up = Қатар
action-fit = Тұтас
action-larger = Ірірек
    .help = тінтуір дөңгелегімен де болады
action-smaller = Ұсақтау
action-next-finding = Келесі айырмашылық
action-previous-finding = Алдыңғы айырмашылық
action-realign = Қайта туралау
    .help = қолмен жылжытқанды болдырмайды
action-pan = Суретті жылжыту
action-pan-far = Алысқа жылжыту
action-move = Тек жасалғанын жылжыту
action-move-far = Сол, бірақ бірден сегіз нүктеге

key-left = ←
key-right = →
key-plus = +
key-minus = -
key-equals_sign = =
key-left_square_bracket = [
key-right_square_bracket = ]

views-name-two-up = Қатар
views-name-blink = Жыпылықтау
views-name-wipe = Перде
views-name-onion = Қабаттау
views-blink-automatic = Әр { $seconds } с сайын жыпылықтау
views-difference-proportional = Айырма: жылу картасы
views-difference-threshold = Айырма: белгілер
views-difference-off = Айырма: өшік
views-edges-black = Шеттер қара фонда
views-edges-white = Шеттер ақ фонда
views-edges-checker = Шеттер шахматта
views-survey-attempts = Барлық әрекет
views-survey-pack = Бүкіл жинақ
views-phone-light = Телефон, ашық
views-phone-dark = Телефон, күңгірт
views-line-picture = { $side } { $width }×{ $height }  { $percent } %
views-line-wipe = { $left } │ { $right }   ← → жікті жылжытады
views-line-onion = { $right } { $percent } %, астында { $left }   ← →
views-line-difference-proportional = Түпнұсқаға қарағанда: сұр — сол, күлгін — сәл өзге, сары — басқа түс
views-line-difference-threshold = Қызғылт: айырма бірден көрінеді (100-ден { $threshold } бастап)
views-line-difference-proportional-plain = Түпнұсқаға қарағанда: неғұрлым ашық, соғұрлым өзге
views-line-difference-threshold-plain = Түссіз белгілер көрінбейді: d — әрі қарай
views-line-difference-off = Жасалған сурет, белгісіз
views-line-difference-whole = Бүкіл сурет салыстырылады: тауардың шеті белгісіз
views-line-edges = Жасалған сурет, тауар контурымен қиылған
views-line-edges-whole = Қиылмады: тауардың шеті белгісіз. Белгілеңіз: c
views-zoom = { $source } % · { $candidate } %
views-aligned-registered = өлшеу бойынша тураланған
views-aligned-product = тауар бойынша тураланған
views-aligned-frame = кадр бойынша тураланған
views-moved = қолмен жылжытылған (=)
views-no-finding = Бұл жұп үшін өлшенген айырмашылық жоқ.
views-not-measured = Бұл жұп әлі өлшенген жоқ.
views-finding = { $count } айырмашылықтың { $number }-і: { $what }
views-questions-left = { $count ->
    [0] Барлық сұраққа жауап берілді.
   *[other] { $count } сұрақ қалды.
}
views-screen-proves-colour = Бұл экран түсті, ал лупамен (z) ұсақ бөлшекті де дәлелдейді.
views-screen-proves-no-colour = Бұл экран түсті дәлелдемейді; ұсақ бөлшекті — лупамен (z).
views-screen-proves-colour-pixels = Бұл экран түсті де, ұсақ бөлшекті де дәлелдейді.
views-screen-proves-no-colour-pixels = Бұл экран түсті дәлелдемейді, ұсақ бөлшекті дәлелдейді.
