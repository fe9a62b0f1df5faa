# Процесс: мақұлдау немен салыстырылады, мерзімдер, топтамалар, аудит, жиынтықтар, жарнама.
state-lapsed = күшін жойған
cli-state-lapsed = күшін жойған
verdict-approve = мақұлданды
verdict-reject = қабылданбады

lapse-copy-changed = Карточка мәтіні өзгерді, қайта қараңыз.
lapse-main-gone = SKU-дің мақұлданған негізгі суреті енді жоқ.
lapse-main-replaced = Негізгі сурет енді басқа.
lapse-maker = Оны тек жасаған адамның өзі мақұлдаған.
lapse-lifestyle-main = Мұнда қолданыстағы суретті негізгі етуге болмайды.
words-changed = { $what }: «{ $before }» еді, «{ $after }» болды.
differs-source = түпнұсқа фото
differs-title = атауы
differs-colour = түсі
differs-material = материалы
differs-kit = жиынтығы

gate-person-may-not = { $person } мұнда шешім қабылдай алмайды.
    .short = шешім сізде емес
    .clear = Мыналардың бірі шешсін: { $who }.
    .cli = Мыналардың бірі шешсін: { $who }; кім отырғанын --as айтады.
gate-own-picture = { $person } бұл суретті жасаған, сондықтан өзі мақұлдамайды.
    .short = өз суретіңіз
    .clear = Басқа адам қарасын.
gate-batch-paused = { $batch } топтамасы тоқтатылған.
    .short = топтама тоқтаған
    .clear = Оны жалғастырыңыз: `vitrina batch resume { $batch }`.
gate-lifestyle-main = Негізгі сурет дәл карточка не ақ фонда болуы керек; { $category } санатында қолданыстағы суретке рұқсат жоқ.
    .short = негізгісі қолданыста
    .clear = Қабылдамаңыз не иесі рұқсат берсін: `vitrina lifestyle { $category } --allow`.
gate-ad-no-main = { $sku } SKU-інде жарнаманы салыстыратын мақұлданған негізгі сурет жоқ.
    .short = негізгісі жоқ
    .clear = Алдымен негізгі суретін мақұлдаңыз.
gate-ad-other-sku = Жарнама { $sku } үшін, ал файл атауында { $named }.
    .short = басқа SKU жарнамасы
    .clear = Қабылдамаңыз не { $named } тағайындаңыз.

error-not-allowed = { $person } мұны істей алмайды ({ $act }).
    .todo = Мыналар алады: { $who }. Кім отырғанын --as айтады.
error-unknown-batch = Мұндай жалғыз топтама жоқ: { $id }.
    .todo = Ең жаңалары: { $known }.
error-unknown-category = { $id } санаты жоқ.
    .todo = Барлары: { $known }.
error-category-stopped = { $category } санаты тоқтатылған: күшейтілген бақылаудан өтпеді.
    .todo = Иесі жалғастырады: `vitrina batch reopen { $category } --note TEXT`.
error-category-not-stopped = { $category } санаты тоқтатылмаған.
    .todo = Қалай бақыланатыны: `vitrina batch list`.
error-batch-unfit = { $why ->
        [closed] { $batch } топтамасы жабылған.
        [paused] { $batch } топтамасы тоқтатылған.
        [not-paused] { $batch } топтамасы тоқтатылмаған.
       *[full] { $batch } топтамасы толы.
    }
    .todo = Оның күйі: `vitrina batch show { $batch }`.
error-sku-unfit = { $why ->
        [unknown] { $sku } SKU-і тізімде жоқ, түпнұсқа фотосы да жоқ.
        [category] { $sku } SKU-і { $category } санатынан емес.
       *[in-batch] { $sku } SKU-і { $batch } топтамасында бар.
    }
    .todo = Топтамада бір санаттың SKU-лері, әрқайсысы бір ашық топтамада.
error-nothing-for-batch = Топтамалардан тыс { $category } санатында шешетін ештеңе жоқ.
    .todo = SKU-лерді атаңыз не жаңа суреттерді күтіңіз.
error-batch-not-ready = { $batch } топтамасын әзірге жабуға болмайды.
    .todo = Қалғаны:
error-no-audit = { $why ->
        [not-sampled] { $id } аудитке кірмейді.
        [done] { $id } аудиттен өткен.
       *[own] { $id } сіздің шешіміңіз: аудитін басқа адам жасайды.
    }
    .todo = Аудитті күтетіндер: `vitrina audit list`.
error-audit-too-soon = { $id } жөнінде жақында ғана шештіңіз; қайта қарау { $hours } сағаттан кейін.
    .todo = Сол кезде қараңыз не аудитін басқа адам жасасын.
error-nothing-to-settle = { $id } бойынша сіз шеше алатын келіспеушілік жоқ.
    .todo = Үшінші адам не иесі шешеді: `vitrina audit list`.
error-note-missing = Бұл себебімен жазылады, ал себеп айтылмаған.
    .todo = Бірнеше сөзбен айтыңыз: --note TEXT.
error-retake-not-written = Студияға ескертпені { $path } ішіне жазу мүмкін болмады: { $why }. Қабылдамау жазылды.
    .todo = Дискіден орын босатыңыз не қалта рұқсатын түзетіңіз.

retake-title = Қайта жасау керек
retake-source = Нақты тауар
retake-rejected = Қабылданбаған сурет
retake-withdrawn = Күші жойылды: бұл қабылдамау қайтарылған.
retake-label-file = Файл
retake-label-attempt = Әрекет
retake-label-reasons = Себептері
retake-label-note = Ескертпе
retake-label-colour = Түсі
retake-label-kit = Жиынтығы
retake-label-person = Қабылдамаған

batch-state-open = ашық
batch-state-paused = тоқтатылған
batch-state-closed = жабық
batch-left-empty = Онда SKU жоқ.
batch-left-undecided = Шешілмеген SKU: { $count }
batch-left-audits = Қалған аудит: { $count }
batch-left-unsettled = Шешілмеген келіспеушілік: { $count }
inspection-normal = Әр бесінші SKU аудиттен өтеді.
inspection-tightened = { $batch } топтамасында келіспеушілік { $count }, рұқсаты { $limit }: енді әр үшінші SKU аудиттен өтеді, топтама кішірек.
inspection-stopped = Күшейтілген бақылауда { $batch } топтамасында келіспеушілік { $count }, рұқсаты { $limit }: санатты иесі қайта ашады.
inspection-reopened = Иесі қайта ашты: әр үшінші SKU аудиттен өтеді.
inspection-back = Қатарынан { $count } таза топтама: қайтадан әр бесінші SKU аудиттен өтеді.

stage-source = түпнұсқа
stage-studio = студия
stage-qa = бақылау
stage-cabinet = кабинет
stage-post-moderation = модерация
term-left-hours = { $count } сағ қалды
term-left-minutes = { $count } мин қалды
term-late-hours = { $count } сағ кешікті
term-late-minutes = { $count } мин кешікті
missing-source = түпнұсқа фото
missing-reshoot = түпнұсқаны қайта түсіру ({ $slot })
missing-mixed = жиынтық аралас: { $what }
missing-decisions = { $count ->
        [one] { $count } шешім
       *[other] { $count } шешім
    }
missing-lapsed = қайта қарау: { $count }
missing-slot = { $slot } суреті
missing-upload = жүктеу
board-not-piloted = { $category }: пилот өтпеген, «{ $season }» басталуына { $days } күн.
status-late = кешіккені { $count }
status-soon = мерзімі жақын { $count }
desk-pause-due = Үзіліссіз ұзақ қарадыңыз: көзіңізді бес минут тынықтырыңыз.

pack-empty = бос
pack-partial = толық емес
pack-complete = толық
pack-mixed = аралас

cli-verb-board = әр SKU қай кезеңде
    .about = SKU-лерді кезең бойынша шығарады: не жетіспейді, қанша жұмыс уақыты қалды, кімде.
cli-verb-batch = бірге тексерілетін бір санаттың топтамалары
    .about = Топтамада бір санаттың 25 SKU-і; әр бесіншісі аудиттен өтпей жабылмайды.
cli-verb-batch-open = топтама ашу
    .about = Аталған SKU-лерді алады, әйтпесе кезекте тұрғандарды. Пилоты өтпеген санатқа пилот ашылады.
cli-verb-batch-add = топтамаға SKU қосу
    .about = Сыймағаны келесі топтамаға барады.
cli-verb-batch-show = топтаманы көрсету
cli-verb-batch-list = барлық топтама және санаттар бақылауы
cli-verb-batch-pause = топтаманы тоқтату
cli-verb-batch-resume = топтаманы жалғастыру
cli-verb-batch-hand-over = топтаманы басқаға беру
cli-verb-batch-close = топтаманы жауып, қорытындысын көрсету
    .about = Шешілмегені не ашық аудиті болса, шығу коды 1; қалғанын айтады.
cli-verb-batch-reopen = тоқтатылған санатты қайта ашу
cli-verb-audit = шешілгенге екінші көзқарас
    .about = Екіншісі жазылмайынша, бірінші шешім жасырын.
cli-verb-audit-list = аудитті күтетіндер
cli-verb-audit-next = аудитке келесі сурет, жаңа сияқты
cli-verb-audit-record = екінші көзқарасты жазу
    .about = Шешімдегі шарттардың өзі. Содан кейін бірінші шешім көрсетіледі.
cli-verb-audit-settle = келіспеушілікті себебімен шешу
    .about = Мұны үшінші адам не иесі істейді. Бұзылған шешім қайтарып алынады.
cli-verb-audit-figures = шешім мен аудит қаншалықты сәйкес
cli-verb-packs = әр SKU-дің суреттер жиынтығы
cli-verb-ads = жарнама және нені алып тастау керек
cli-verb-lifestyle = санатта қолданыстағы негізгі суретке рұқсат
cli-arg-board-category = тек осы санат
cli-arg-board-marketplace = тек осы маркетплейс
cli-arg-board-batch = тек осы топтама
cli-arg-board-of = тек осы адамдағы
cli-arg-board-late = тек кешіккендер
cli-arg-batch-open-category = санат
cli-arg-batch-open-sku = SKU-лері; аталмаса, кезекте тұрғандар
cli-arg-batch-add-batch = топтама не оның id басы
cli-arg-batch-add-sku = қосылатын SKU; аталмаса, кезекте тұрғандар
cli-arg-batch-show-batch = топтама не оның id басы
cli-arg-batch-pause-batch = топтама не оның id басы
cli-arg-batch-pause-note = неге
cli-arg-batch-resume-batch = топтама не оның id басы
cli-arg-batch-hand-over-batch = топтама не оның id басы
cli-arg-batch-hand-over-to = кім алады
cli-arg-batch-close-batch = топтама не оның id басы
cli-arg-batch-reopen-category = тоқтатылған санат
cli-arg-batch-reopen-note = неге жалғастыруға болады
cli-arg-audit-list-batch = тек осы топтама
cli-arg-audit-next-batch = тек осы топтама
cli-arg-audit-record-id = суреттің id мәні не алғашқы цифрлары
cli-arg-audit-record-approve = сіз мақұлдар едіңіз
cli-arg-audit-record-reject = осы себептермен қабылдамас едіңіз
cli-arg-audit-record-answer = бір сұраққа жауап; бірнеше рет беруге болады
cli-arg-audit-record-answers-all = барлық сұраққа жауап
cli-arg-audit-record-note = бірге сақталатын ескертпе
cli-arg-audit-record-looked = жұпқа неше секунд қарадыңыз
cli-arg-audit-record-compare = жұпты толық көлемде салыстырдым деу
cli-arg-audit-record-phone = телефондағыдай көрдім деу
cli-arg-audit-record-large-screen = жұпты үлкен экранда салыстырдым деу
cli-arg-audit-record-source-sharp = өлшем бойынша бұлыңғыр түпнұсқа жарайды деу
cli-arg-audit-settle-id = суреттің id мәні не алғашқы цифрлары
cli-arg-audit-settle-approve = оны мақұлдау керек
cli-arg-audit-settle-reject = оны қабылдамау керек
cli-arg-audit-settle-note = себебі
cli-arg-lifestyle-category = санат
cli-arg-lifestyle-allow = рұқсат беру
cli-arg-lifestyle-refuse = енді рұқсат бермеу
cli-arg-lifestyle-note = неге
cli-head-batch = топтама
cli-head-person = кім
cli-head-decided = шешілді
cli-head-audits = аудит
cli-head-skus = SKU
cli-head-left = мерзім
cli-head-category = санат
cli-head-missing = жетпейді
cli-head-main = негізгі
cli-head-why = неге
cli-head-differs = айырмасы
cli-batch-opened-batch = { $batch } топтамасы ашылды, SKU: { $count }
cli-batch-opened-pilot = { $batch } пилоты ашылды, SKU: { $count }. Бәрі аудиттен өтеді; онсыз толық топтама болмайды.
cli-batch-left-over = Сыймағаны: { $skus }
cli-batch-added = Қосылған SKU: { $count } ({ $batches })
cli-batch-paused = { $batch } топтамасы тоқтатылды.
cli-batch-resumed = { $batch } топтамасы жалғасады.
cli-batch-handed-over = { $batch } топтамасы енді { $person } қолында.
cli-batch-none = Әзірге топтама жоқ.
cli-batch-title-batch = { $batch } топтамасы ({ $category }): { $state }
cli-batch-title-pilot = { $batch } пилоты ({ $category }): { $state }
cli-batch-person = { $person } қолында, ашқан { $opener }
cli-batch-decided = Шешілді: { $done } / { $all }
cli-batch-audits = Аудит: { $done } / { $all }
cli-batch-self = Оның ішінде шешкен адамның өз аудиті: { $count }
cli-batch-disagreements = Келіспеушілік: { $count }, рұқсаты: { $limit }
cli-batch-tightened = Күшейтілген бақылау: әр үшінші SKU аудиттен өтеді.
cli-batch-sampled = аудит
cli-category-normal = { $category }: қалыпты.
cli-category-tightened = { $category }: күшейтілген.
cli-category-stopped = { $category }: тоқтатылған.
cli-pilot-passed = Пилоты өтті.
cli-pilot-open = Пилоты әлі өткен жоқ.
cli-audit-none = Қазір сізге аудит жоқ.
cli-audit-unsettled = { $id } ({ $sku }): шешім мен аудит әртүрлі, оны шешу керек.
cli-audit-next = { $id }: { $sku }, { $path }
cli-audit-source = Түпнұсқа: { $path }
cli-audit-agrees = { $id }: екеуі де бірдей: { $second } (бірінші { $person }).
cli-audit-differs = { $id }: { $person } бойынша { $first }, сізде { $second }. Үшінші адам не иесі шешеді.
cli-audit-self = Өз аудиті: екінші адам болып саналмайды.
cli-audit-settled-upheld = { $id }: шешім күшінде.
cli-audit-settled-overruled = { $id }: шешім қайтарылды; қайта шешіңіз.
cli-figures-all = Екінші адамның барлық аудиті
cli-figures-self = Жалғыз сатушының өз аудиттері
cli-figures-counts = Аудит: { $pairs }. Екеуі мақұлдады { $approve }, екеуі қабылдамады { $reject }, тек аудит қабылдамады { $approve_reject }, тек шешім қабылдамады { $reject_approve }.
cli-figures-few = Қорытынды жасауға аз: үлестер { $few } аудиттен бастап беріледі.
cli-figures-raw = жалпы келісім { $rate }
cli-figures-rejects = қабылдамаудағы келісім { $rate }
cli-figures-ac1 = Гвет AC1 { $rate }
cli-figures-kappa = Коэн каппасы { $rate } (қабылдамау сирек болса, алдамшы)
cli-packs-none = Әзірге ешбір SKU-де сурет жоқ.
cli-ads-none = Жарнама жоқ.
cli-ads-take-down = Көрсетіліп тұрған жерден алып тастау керек: { $count }
cli-ads-take-down-one = { $sku }: { $path }
cli-lifestyle-allowed = { $category } санатында қолданыстағы сурет енді негізгі бола алады.
cli-lifestyle-refused = { $category } санатында қолданыстағы сурет енді негізгі бола алмайды.
