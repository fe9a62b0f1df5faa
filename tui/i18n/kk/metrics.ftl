# Қабылдамау журналы, көрсеткіштер, есеп.

error-checklist-not-raised = { $why ->
        [unknown] { $category } тексеру тізімінде { $item } сұрағы жоқ.
        [raised] { $item } { $category } ішінде онсыз да тоқтатады.
        [form] { $item } маңыздылығын { $path } файлында өзгерту мүмкін емес.
       *[other] { $path } жазылмады: { $why }.
    }
    .todo = { $why ->
        [unknown] Қараңыз: `vitrina checklists show { $category }`.
        [raised] Ештеңе істеудің қажеті жоқ.
        [form] Оны файлда қолмен өзгертіп, `vitrina checklists validate` іске қосыңыз.
       *[other] Орын босатыңыз не жазу құқығын алып, қайталаңыз.
    }

next-taken-back = кері алынды
next-overruled = кейін мақұлданды: { $person }
next-contested = дау шешілмеген
next-studio = жаңа сурет күтілуде
next-review = { $attempt }-талпыныс шешім күтуде
next-rejected = { $attempt }-талпыныс та қабылданбады
next-approved = { $attempt }-талпыныс мақұлданды
next-unchanged = сол сурет әлі мақұлданған күйінде
next-unknown-picture = қай сурет болғаны белгісіз

severity-blocker = тоқтатады
severity-major = маңызды
severity-minor = шағын

about-mismatch = сәйкессіздік
about-rules = ережелер
about-ai = ЖИ аталған
about-other = басқа
log-by-qa = тексеру
log-outcome-rejected = қабылданбады
log-outcome-blocked = бұғатталды
log-outcome-hidden = жасырылды
log-unmapped = себебі танылмады
log-no-reason = себебі айтылмаған
log-title = Қабылдамау журналы
log-counts = Қабылданбады: { $whole }. Тауар басқа: { $mismatch }. Ережелер: { $rules }. Шынымен ЖИ аталған: { $ai }. Басқа: { $other }.
log-empty = Қабылданбағаны жоқ.
log-narrowed = Көрсетілді: { $shown }, барлығы { $whole }
log-filter = SKU, файл, себеп, адам, сөздер
log-line-who = { $outcome }: { $who }, { $day }
log-line-person = шешім: { $person }
log-line-approved = бұған дейін мақұлдаған: { $person }
log-line-measured = Сонда өлшенген: { $kinds }
log-line-next = Одан кейін: { $next }
log-line-words = Сөздері: { $words }

metrics-title = Көрсеткіштер
metrics-period-all = барлық күн
metrics-period = { $first } – { $last }
metrics-since = { $first } бастап
metrics-until = { $last } дейін
metrics-mistaken = Фотодағыдай емес
metrics-total = Сатылды: { $sold }. «Фотодағыдай емес» деп қайтты: { $mistaken }. Кез келген себеппен қайтты: { $returned }.
metrics-rate = сатылған 100 данаға { $share } (95 % ықтималдықпен { $low } – { $high })
metrics-too-few = дерек аз
metrics-beyond = сатылғаннан көп қайтты: сатылым толық енгізілмеген
metrics-no-sales = Сатылым жазылмаған, бөлетін сан жоқ: `vitrina import sales FILE`.
metrics-cancelled = Тапсырғанға дейін «фотодағыдай емес» деп бас тартылғаны, қайтару емес: { $count }
metrics-by-sku = SKU бойынша
metrics-by-category = Санат бойынша
metrics-by-mode = Режим бойынша
metrics-by-marketplace = Алаң бойынша
metrics-by-batch = Топтама бойынша
metrics-by-month = Ай бойынша
metrics-unknown = белгісіз
metrics-more = тағы { $count }
metrics-escapes = Өтіп кеткені
metrics-escapes-count = Мақұлданып, бәрібір «фотодағыдай емес» деп қайтқаны: { $count }
metrics-escapes-none = Мақұлданғаннан «фотодағыдай емес» деп ештеңе қайтпады.
metrics-reason-unknown = себебі белгісіз
metrics-how-words = сатып алушының сөзі бойынша
metrics-how-rejected-since = кейінгі қабылдамау бойынша
metrics-how-evidence = мақұлдағанда өлшенгені бойынша
metrics-how-unknown = несі басқа екенін ешкім айтпаған: суретті себебімен қабылдамаңыз
metrics-answers-against = Өлшемге қарсы «иә» деген жауап: { $items }
metrics-answers = Сондағы жауаптар: иә { $passed }, жоқ { $failed }, қатысы жоқ { $skipped }
metrics-proposals = Ұсыныстар
metrics-proposal = { $category }: { $reason } — { $count } өтіп кетті. «{ $item }» сұрағын «{ $was }» деңгейінен «{ $now }» деңгейіне көтеру керек пе?
metrics-proposal-none = { $category }: { $reason } — { $count } өтіп кетті, ал бұл туралы сұрақ жоқ. Оны тексеру тізіміне қосыңыз.
metrics-proposal-how = Қабылдау: `vitrina metrics --raise { $category }/{ $item }`
metrics-raised = { $category }/{ $item }: енді { $now }. Жазылды: { $path }
metrics-raised-by = { $category }/{ $item }: маңыздылығы көтерілді, { $person }, { $day }
metrics-return-reasons = Неге қайтады
metrics-rejections = Қабылданбағаны
metrics-own-reasons = Мұнда қабылданбағаны, себебі бойынша
metrics-market-reasons = Алаңдар қабылдамағаны, себебі бойынша
metrics-yield = Өткен бірінші талпыныстар
metrics-yield-mode = Режим бойынша
metrics-yield-generator = Генератор бойынша
metrics-share = { $share } % (95 % ықтималдықпен { $low } – { $high })
metrics-attempts = Мақұлдауға дейінгі талпыныс, орташа: { $mean }
metrics-attempts-slots = { $attempt }-талпыныс
metrics-attempts-open = Әлі мақұлданбаған, әзірге талпыныс { $attempt }
metrics-attempts-none = Әлі ештеңе мақұлданбаған.
metrics-audits = Аудит
metrics-audits-none = Аудит әлі болған жоқ.
metrics-plants = Әдейі қосылған суреттер
metrics-terms = Мерзімдер
metrics-terms-kept = Мерзімінде шешілгені: { $kept }, барлығы { $all }
metrics-terms-none = Мерзім белгіленбеген.
metrics-speed = Жылдамдық
metrics-speed-approval = Келгеннен мақұлдауға дейін
metrics-speed-upload = Соңғы сурет келгеннен жүктеуге дейін
metrics-speed-line = Жұмыс сағаты: ортасы { $median }, оннан тоғызы { $most } аспайды. Сурет саны: { $count }
metrics-speed-few = Жұмыс сағаты: ортасы { $median }. Сурет саны: { $count }
metrics-speed-none = әзірге санайтын ештеңе жоқ
checklist-escaped = осы үшін «фотодағыдай емес» деп қайтқаны: { $count }
    .short = ↩ { $count }
metrics-reading = Саналып жатыр…
metrics-disclaimer = Осы жұмыс кеңістігінің жазбалары бойынша саналған. Vitrina Desk ешбір алаңға тәуелді емес және мақұлдауға кепілдік бермейді; салыстырусыз үлес себепті дәлелдемейді.
metrics-made = { $day } жасалды

metrics-head-sold = сатылды
metrics-head-returned = қайтты
metrics-head-mistaken = фотодағыдай емес
metrics-head-share = 100-ге
metrics-head-interval = 95 %
metrics-head-count = саны
metrics-head-cumulative = бірге
metrics-head-passed = өтті
metrics-head-decided = шешілді
metrics-head-yield = %
metrics-head-day = күні
metrics-head-by = кім
metrics-head-about = не туралы
metrics-head-reason = себебі
metrics-head-next = одан кейін
metrics-head-picture = сурет
metrics-head-marketplace = алаң
metrics-head-value = мәні
metrics-head-shown = көрсетілді
metrics-head-caught = табылды
metrics-head-named = дұрыс аталды
metrics-head-slots = слоттар

log-column-day = Күні
log-column-by = Кім қабылдамады
log-column-outcome = Нәтижесі
log-column-sku = SKU
log-column-category = Санаты
log-column-slot = Слоты
log-column-mode = Режимі
log-column-attempt = Талпыныс
log-column-picture = Сурет
log-column-file = Файл
log-column-reasons = Себептері
log-column-about = Не туралы
log-column-words = Сөздері
log-column-measured = Өлшенгені
log-column-place = Орны
log-column-person = Адам
log-column-next = Одан кейін

action-log = Журнал
    .help = барлық қабылдамау, өзіміздікі және алаңдардікі
action-metrics = Сандар
    .help = не қайтты, не өтіп кетті, қаншалықты жиі
action-only-who = Кімдікі
    .help = өзіміздікі, алаңдар кезекпен, бәрі
action-only-about = Не туралы
    .help = сәйкессіздік, ережелер, ЖИ, басқа, бәрі
action-show-pair = Екі сурет
    .help = оларды салыстыру
action-take-over = Қабылдау
    .help = осы жұмыс кеңістігінің тексеру тізіміндегі сұрақты көтереді
action-next-by = Бөлу
    .help = санат, режим, алаң, топтама, ай, SKU

metrics-confirm-title = Сұрақтың маңыздылығын көтеру керек пе?
metrics-confirm-help = Enter: осы жұмыс кеңістігінің тексеру тізіміне сіздің атыңыздан жазу. Esc: сол күйінде қалдыру.
metrics-no-pair = Бұл сурет не оның түпнұсқасы мұнда енді жоқ.

cli-verb-log = қабылдамау журналы, өзіміздікі және алаңдардікі
    .about = Әр қабылдамау себебімен, суретімен, адамымен, одан кейін не болғанымен, жаңасы үстінде; қаншасы сәйкессіздік, қаншасы ережелер, қаншасы шынымен ЖИ деп атайды.
cli-verb-metrics = не «фотодағыдай емес» деп қайтты, не өтіп кетті, қаншалықты жиі
    .about = Сатылған 100 данаға шаққандағы қайтару 95 % аралықпен, өтіп кеткені, ұсыныстар, себебі бойынша қабылданбағаны, өткен бірінші талпыныстар, аудит, мерзімдер, соңында жылдамдық.
cli-verb-report = көрсеткіштерді файлға жазу
    .about = Басқа ештеңе қажет етпейтін бет (HTML), кестелер (CSV) не JSON ретінде; бірнешеуін қатар жазуға болады. Бар файл тек `--force` арқылы ауыстырылады.
cli-arg-log-text = SKU, файл, сөз, адам не себебінде осы мәтіні бар жазбалар ғана
cli-arg-log-by = тек `qa` не бір алаң
cli-arg-log-about = тек осы туралы
cli-arg-log-reason = тек осы себеппен
cli-arg-log-from = бірінші күн, мысалы 2026-07-01
cli-arg-log-to = соңғы күн
cli-arg-log-category = тек осы санат
cli-arg-log-csv = оларды осы CSV файлына жазу
cli-arg-log-xlsx = оларды осы XLSX кітабына жазу
cli-arg-log-force = бар файлды ауыстыру
cli-arg-metrics-from = бірінші күн, мысалы 2026-07-01
cli-arg-metrics-to = соңғы күн
cli-arg-metrics-category = тек осы санат
cli-arg-metrics-marketplace = тек осы алаң
cli-arg-metrics-by = тек осы бөлу
cli-arg-metrics-raise = ұсынысты қабылдау: CATEGORY/QUESTION осы жұмыс кеңістігінің тексеру тізімінде тоқтататын болады
cli-arg-report-from = бірінші күн, мысалы 2026-07-01
cli-arg-report-to = соңғы күн
cli-arg-report-category = тек осы санат
cli-arg-report-marketplace = тек осы алаң
cli-arg-report-html = бетті жазу
cli-arg-report-csv = кестелерді жазу
cli-arg-report-json = JSON жазу
cli-arg-report-force = бар файлды ауыстыру
cli-metrics-day-wrong = --from мен --to — күндер, мысалы 2026-07-01, біріншісі соңғысынан кеш емес.
cli-metrics-raise-wrong = { $said } ұсыныстардың ішінде жоқ. Барлары: { $known }.
cli-report-nothing = Не жазу керегін айтыңыз: --html OUT, --csv OUT не --json OUT.
cli-report-written = Жазылды: { $path }
