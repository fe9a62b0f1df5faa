# Тексеру терезесінің экрандары.

slot-main = негізгі
slot-detail = деталь
slot-social = әлеужелі
slot-ad = жарнама

mode-exact-card = дәл карточка
mode-white-background = ақ фон
mode-lifestyle = қолданыста

state-waiting = келіп жатыр
state-unmatched = SKU белгісіз
state-no-source = фотосы жоқ
state-undecided = шешілмеген
state-approved = мақұлданған
state-rejected = қабылданбаған
state-contested = даулы

queue-no-sku = SKU белгісіз

key-space = Бос орын
key-backspace = ⌫
key-tab = Tab
key-enter = Enter
key-escape = Esc
key-down = ↓
key-up = ↑
key-pagedown = PgDn
key-pageup = PgUp
key-home = Home
key-end = End
key-slash = /
key-question_mark = ?
key-full_stop = .
key-comma = ,
key-quotation_mark = "
key-numero_sign = №

action-approve = Мақұлдау
    .help = кедергі қалмағанда
action-reject = Қабылдамау
    .help = содан соң себеп әріптері
action-later = Кейін
    .help = кезектің соңына
action-undo = Қайтару
    .help = соңғы шешіміңізді; тағы басса, оның алдындағысын
action-next = Келесі
    .help = келесі шешілмеген сурет
action-compare = Салыстыру
    .help = екі сурет те терминал көлемінде
action-phone = Телефон
    .help = сатып алушы көретін кішкентай көлемде
action-large-screen = Үлкен экран
    .help = жұпты браузерде көрсетіп, көргеніңізді жазады
action-yes = Топқа «сай»
    .help = жауапсыз келесі сұрақтар тобына «сай» деп жауап береді
action-note = Ескертпе
    .help = шешіммен бірге сақталады
action-tray = Науа
    .help = SKU белгісіз және жарамсыз файлдар
action-filter = Сүзгі
    .help = SKU, атауы, күйі не файл аты бойынша; Esc тазалайды
action-goto = SKU-ге өту
action-keys = Пернелер
action-quit = Шығу
    .help = шешімдердің бәрі дискіде сақтаулы
action-source-sharp = Түпнұсқа фото анық
    .help = өлшем бұлыңғыр деген фотоның жарайтынын растайды
action-down = Төмен
action-up = Жоғары
action-page-down = 10 төмен
action-page-up = 10 жоғары
action-first = Басына
action-last = Соңына
action-answer-1 = 1-сұраққа жауап
    .help = кезекпен: сай, сай емес, қатысы жоқ, жауапсыз
action-answer-2 = 2-сұраққа жауап
action-answer-3 = 3-сұраққа жауап
action-answer-4 = 4-сұраққа жауап
action-answer-5 = 5-сұраққа жауап
action-answer-6 = 6-сұраққа жауап
action-answer-7 = 7-сұраққа жауап
action-answer-8 = 8-сұраққа жауап
action-answer-9 = 9-сұраққа жауап
action-close-view = Артқа
action-ground = Ашық / күңгірт
action-assign = Тағайындау
action-seen = Көрдім
action-seen-all = Бәрін көрдім

status-reading = тарих оқылуда: { $done } / { $all }
status-progress = { $done } / { $all } шешілді
status-tray = науада { $count }
status-waiting = { $count } келіп жатыр
status-others = осында тағы: { $names }
status-folder-ok = ● бақылауда
status-folder-polling-filesystem = ● секунд сайын қаралады (желілік қалта)
status-folder-polling-asked = ● секунд сайын қаралады
status-folder-watch-limit = ● 2 с сайын қаралады (бақылау шегі)
status-folder-watch-failed = ● 2 с сайын қаралады (бақылау істемеді)
status-folder-root-missing = ○ бақылаудағы қалта жоқ

caption-source = Түпнұсқа фото
caption-candidate = Жасалған сурет
caption-size = { $width }×{ $height } { $format } { $size }
size-kb = { $count } КБ
size-mb = { $count } МБ

evidence-resolution = Ажыратымдылығы түпнұсқа фотоға шаққанда { $percent } %
evidence-sharpness = Түпнұсқа фото анықтығы: { $percent } / 100
evidence-listing = Карточка: { $words }
evidence-copies = Дәл осы байттар мына жерде де бар: { $names }

desk-filter = Сүзгі: SKU, атауы, күйі, файл аты
desk-unknown-actions = vitrina.toml ішінде жоқ әрекеттерге перне берілген: { $names }
desk-still-reading = Тарих әлі оқылып жатыр. Сәл кейінірек қайталап көріңіз.
desk-empty = Әзірге бос: жасалған суреттерді incoming/ қалтасына салыңыз
desk-no-source = Түпнұсқа фото жоқ
desk-loading = жүктелуде…
desk-file-gone = Файл енді жоқ
desk-no-pair = Салыстыратын түпнұсқа фото жоқ.
desk-in-tray = Бұл суретке SKU әлі тағайындалмаған: науада тағайындаңыз (t).
desk-unexpected = Бағдарлама ішінде қате болды; ештеңе жазылмады. Толығы журналда (орнын vitrina doctor айтады).
desk-saving = Сақталуда…
desk-not-approved = Мақұлданбады.
desk-done-approve = Мақұлданды: { $name }. { $left ->
    [0] Басқа қалмады.
   *[other] { $left } қалды.
}
desk-done-reject = Қабылданбады: { $name }. { $left ->
    [0] Басқа қалмады.
   *[other] { $left } қалды.
}
desk-later = Кейінге қалдырылды: { $name }
desk-undone = Қайтарылды: { $name }. Қазір: { $state }.
desk-large-screen = Үлкен экранда тексергеніңіз сөзіңіз бойынша жазылды.
desk-source-sharp = Жазылды: сіздіңше, түпнұсқа фото жеткілікті анық.
desk-all-done = Бәрі шешілді.
desk-nothing-else = Шешілмеген осы ғана қалды.
desk-note = Ескертпе:
desk-evidence = Өлшеу нәтижесі
desk-gate-open = Қалған кедергі
desk-gate-free = Кедергі жоқ: a мақұлдайды
desk-gate-looking = Файлдар тексерілуде…
desk-short-open = Қалды: { $what }
desk-short-unanswered = { $count } сұрақ
desk-short-failed = { $count } сай емес
desk-contested = Даулы: шешімдер екі түрлі. Қайта шешсеңіз, соңғысы күшіне енеді.
desk-decided-approve = мақұлдаған: { $person }
desk-decided-reject = қабылдамаған: { $person }
desk-open-elsewhere = Мұны сізбен бірге { $person } ашып отыр

reject-title = Неге қабылданбайды?
reject-help = Әріп таңдайды, Enter қабылдамайды, Esc жабады
note-title = Ескертпе
note-help = Enter сақтайды, Esc бұрынғысын қалдырады
goto-title = SKU-ге өту
goto-placeholder = SKU бөлігі
keys-title = Пернелер
tray-title = Науа: белгісіз суретке SKU тағайындау, жарамсыз файлдарды көру
tray-unmatched = SKU әлі белгісіз: { $path }
tray-no-source = { $sku } — түпнұсқа фото әлі жоқ: { $path }
tray-listing-line = тауарлар кестесі, { $line }-жол
tray-listing-place = { $file }, { $line }-жол
tray-empty = Науа бос
assign-title = Бұл қай тауар?
assign-help = Теріңіз, ↑ ↓ таңдайды, Enter тағайындайды, Esc жабады
queue-empty = Сәйкес ештеңе жоқ
age-days = { $count } к
age-hours = { $count } сағ
age-minutes = { $count } м
age-seconds = { $count } с
desk-filter-help = Enter сүзгіні қалдырады, Esc тазалайды
desk-filter-done = Бұл сүзгіде шешілмегені қалмады; Esc оны тазалайды.
desk-file-changed = Файл басқа суретпен ауыстырылған.
desk-source-replaced = Түпнұсқа фото ауыстырылды: бұл суретті тексеру қайта басталады.
desk-now-contested = { $name }: енді даулы, пікірлер екі түрлі.
desk-clashing-keys = vitrina.toml ішінде бір пернеге екі әрекет берілген: { $names }
desk-quit-unfinished = Шешілмеген суреттердің жауаптары жоғалады: { $count }. Шығу үшін q пернесін қайта басыңыз.
desk-quit-hint = q терезені жабады; барлық шешім дискіде сақталған.
tray-waiting = Әлі келіп жатыр немесе толық емес: { $path }
action-reassign = Қайта тағайындау
action-scroll-down = Сұрақтарды жылжыту
action-scroll-up = Кері жылжыту
