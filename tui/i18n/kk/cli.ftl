# Командалық жол: анықтамасы, командалар не шығарады, doctor.

cli-about = Жасалған тауар суреттерін жүктеу алдында шын тауардың фотосымен салыстырады. Команда берілмесе, ағымдағы не соңғы жұмыс кеңістігінде тексеру терезесін ашады.
cli-usage = қолданылуы:
cli-arguments = аргументтер
cli-options = опциялар
cli-verbs = командалар
cli-examples = мысалдар:

# Бірнеше командаға ортақ опциялар.
cli-arg-help = осы анықтаманы көрсетіп, шығу
cli-arg-version = нұсқасын көрсетіп, шығу
cli-arg-workspace = жұмыс кеңістігінің қалтасы; берілмесе, ағымдағы қалта жатқан кеңістік, ол жоқ болса, соңғы ашылғаны
cli-arg-lang = тіл; берілмесе, VITRINA_LANG, жұмыс кеңістігінің баптауы не жүйе тілі
cli-arg-json = бір ғана JSON құжатын шығару
cli-arg-as = әрекетіңізбен бірге жазылатын есім; берілмесе, жұмыс кеңістігінің баптауы не пайдаланушы атыңыз

# Командалар: тізімге бір жол, `about` команданың өз анықтамасына.
cli-verb-init = жұмыс кеңістігін жасау
    .about = sources, incoming, decisions, exports және checklists қалталарын, түсіндірмесі бар vitrina.toml және үлгі listings.csv файлын жасайды. Бұрыннан бар файлдарға тимейді.
cli-verb-demo = мысал суреттері бар жұмыс кеңістігін жасап, ашу
    .about = Тауарларды, олардың фотоларын және жасалған суреттерді салады: жақсысын да, ақаудың әр түрінен біреуін де, содан соң тексеру терезесін ашады. Терминалсыз не --json берілсе, негізгі жұмысты өзі орындап, кезек пен шешімдерді шығарады. Қайта іске қосылса, бар демоны қолданады.
cli-verb-review = тексеру терезесін ашу (жалғыз `vitrina` да соны істейді)
    .about = Терминал керек. Барлық пернені көру үшін сонда ? басыңыз.
cli-verb-scan = бақылаудағы қалталарда жатқанды бір рет тіркеу
    .about = sources және incoming қалталарын бақылаусыз қарап шығады да, не келгенін, не әлі толық емесін, не жарамсыз екенін және неге екенін шығарады.
cli-verb-queue = тексеру кезегін шығару
    .about = Тек оқиды. incoming ішінде жатқан, бірақ әлі тіркелмеген файлдар күтуде деп көрсетіледі.
cli-verb-decide = суретті мақұлдау не қабылдамау
    .about = Мақұлдау шарттары тексеру терезесіндегідей: әр сұраққа жауап берілген, жұп салыстырылған, жеткілікті уақыт қаралған. Опциямен айтылғаны «көрілді» емес, «мәлімделді» деп жазылады. Шарт орындалмаса, шығу коды 1 болады және не қалғаны көрсетіледі.
cli-verb-undo = сурет бойынша соңғы шешімді қайтару
    .about = Шешім жазбада қалады, бірақ енді есепке алынбайды.
cli-verb-verify = жазба мен мақұлданған файлдарды тексеру
    .about = Шешімдер файлдарындағы өзгертілген, жоғалған не орны ауысқан жолдарды және файлы жоғалған не өзгерген мақұлданған суреттерді табады. Бірдеңе бұзылған болса, шығу коды 1.
cli-verb-export-events = барлық жазылған оқиғаларды JSON Lines түрінде шығару
    .about = Барлық құрылғының барлық оқиғасы бір ретпен, әрқайсысы шешім файлдарында жазылған күйінде, жаңарақ бағдарламалардікі де. Оқылмағаны stderr-де аталады, шығу коды 1.
cli-verb-doctor = мұнда не жұмыс істейтінін тексеру
    .about = Терминалды, бақылауды, дискіні, құлыпты, сағатты және орнатылған пакеттерді тексереді. Бірдеңе жарамсыз болса, шығу коды 1.
cli-verb-checklists = әр санаттың сұрақтары
    .about = Мұнда қолданылатын тексеру тізімдерін атап көрсетеді және өз файлдарыңызды тексереді.
cli-verb-checklists-list = мұнда қолданылатын тексеру тізімдерін шығару
cli-verb-checklists-show = бір тексеру тізімін сұрақтарымен шығару
cli-verb-checklists-validate = тексеру тізімі файлдарын тексеріп, әр қатесін атау
    .about = Әр қатенің файлын, жолын және кілтін көрсетеді. Қате болса, шығу коды 1.

cli-arg-init-folder = жұмыс кеңістігі жасалатын қалта
cli-arg-demo-folder = демо қалтасы; берілмесе, ағымдағы қалтадағы demo
cli-arg-decide-id = суреттің id мәні не оның алғашқы таңбалары
cli-arg-decide-approve = мақұлдау
cli-arg-decide-reject = тізімдегі бір не бірнеше себеппен қабылдамау, мысалы shape, colour, label
cli-arg-decide-answer = тексеру тізімінің бір сұрағына жауап беру; бірнеше рет беруге болады
cli-arg-decide-answers-all = тексеру тізімінің барлық сұрағына жауап беру; жеке сұрақты --answer арқылы бәрібір өзгертуге болады
cli-arg-decide-note = шешіммен бірге сақталатын ескертпе
cli-arg-decide-looked = жұпты неше секунд қарағаныңыз
cli-arg-decide-compare = жұпты толық көлемде салыстырғаныңызды айту
cli-arg-decide-phone = телефонда қалай көрінетінін қарағаныңызды айту
cli-arg-decide-large-screen = жұпты үлкен экранда салыстырғаныңызды айту
cli-arg-decide-source-sharp = өлшем бұлыңғыр деген түпнұсқа фотоның жеткілікті анық екенін айту
cli-arg-decide-colour = жұпты терминал бояуымен емес, шын түсінде көргеніңізді айту
cli-arg-decide-detail = тауарды 100 % көлемде, өз пиксельдерімен көргеніңізді айту
cli-arg-undo-id = суреттің id мәні не оның алғашқы таңбалары
cli-arg-checklists-show-id = тексеру тізімінің id мәні, `vitrina checklists list` көрсеткендей
cli-arg-checklists-validate-file = тексеру тізімі файлдары (TOML)
cli-arg-export-events-out = осы файлға жазу; жаңасы толық жазылғанда ескісінің орнын басады

# Қате қолданылғанда.
cli-usage-missing = Жетіспейді: { $what }. Қараңыз: `vitrina --help`.
cli-usage-unrecognised = Түсініксіз: { $what }. Қараңыз: `vitrina --help`.
cli-usage-one-of = Мыналардың бірі керек: { $what }.
cli-usage-one-value = { $name } үшін мән керек.
cli-usage-some-values = { $name } үшін кемінде бір мән керек.
cli-usage-choice = { $name } үшін жарамсыз мән: { $what }; мыналардан таңдаңыз: { $known }.
cli-usage-together = Бірге берілмейді: { $name } және { $what }.
cli-usage-no-value = { $name } мән қабылдамайды ({ $what }).
cli-usage-argument = { $name } қате берілген: { $what }.
cli-answer-wrong = --answer сұрақ пен жауапты қабылдайды, мысалы shape-same=pass; берілгені: { $said }. Мүмкін жауаптар: { $known }.

cli-unexpected = Күтпеген қате болды. Толығы мында: { $path }.
cli-unexpected-unlogged = Күтпеген қате болды, журналға жазу да мүмкін болмады.

# Бағандар мен күйлер.
cli-head-sku = SKU
cli-head-slot = слот
cli-head-mode = режим
cli-head-attempt = рет
cli-head-state = күйі
cli-head-id = id
cli-head-file = файл
cli-head-checklist = id
cli-head-name = атауы
cli-head-items = сұрақ
cli-head-version = нұсқа
cli-state-waiting = күтуде
cli-state-unmatched = SKU белгісіз
cli-state-no-source = фотосы жоқ
cli-state-undecided = шешілмеген
cli-state-approved = мақұлданған
cli-state-rejected = қабылданбаған
cli-state-contested = даулы

cli-queue-empty = Кезек бос. Жасалған суреттерді incoming/ қалтасына салып, `vitrina scan` іске қосыңыз.
cli-queue-refused = { $count } файл жарамсыз:
cli-queue-progress = Шешілді: { $done } / { $all }

cli-scan-arrived = Келді: { $count }
cli-scan-waiting = Әлі толық емес: { $count }
cli-scan-refused = Жарамсыз: { $count }
cli-scan-problems = Түзету керек: { $count }
cli-scan-unreadable = { $count } қалта оқылмады; ондағы файлдар тіркелмеді.

cli-decided-approve = Мақұлданды: { $id } ({ $path }). Шешкен: { $person }
cli-decided-reject = Қабылданбады: { $id } ({ $path }). Себебі: { $reasons }. Шешкен: { $person }
cli-decided-contested = Басқа адам басқаша шешкен: сурет енді даулы. Кез келген адамның кейінгі шешімі дауды жабады.
cli-undone = Шешім қайтарылды: { $id } ({ $path }), қазіргі күйі: { $state }.

cli-init-done = Жұмыс кеңістігі дайын: { $path }. Шын тауардың фотосы sources/ қалтасына, жасалған суреттер incoming/ қалтасына салынады.

cli-demo-making = Демо жасалуда: { $path } ...
cli-demo-building = Суреттер: { $done } / { $all }
cli-demo-refused = { $id }: қарамай мақұлдауға жол берілмеді
cli-demo-approved = { $id }: мақұлданды, бәріне жауап беріліп, бәрі мәлімделді
cli-demo-rejected = { $id }: ақауы үшін қабылданбады
cli-demo-undone = { $id }: қабылданбады, кейін шешім қайтарылды
cli-demo-decisions = Шешімдер
cli-demo-revoked = қайтарылған

cli-verify-checked = Шешім файлдары: { $files }, оқиғалар: { $events }
cli-verify-sound = Бәрі жазылған күйінде.
cli-verify-changed = бұл жол жазылғаннан кейін өзгертілген.
cli-verify-unreadable = мұны оқиға ретінде оқу мүмкін емес.
cli-verify-torn = соңғы жол толық емес: жазу үзілген немесе файл әлі келіп жатыр. Оны өз құрылғысы келесі шешіммен бірге түзетеді.
cli-verify-missing = мұның алдындағы оқиға жоқ.
cli-verify-reordered = бұл жолдың реті бұзылған.
cli-verify-foreign = бұл жолды файлда көрсетілгеннен басқа құрылғы не пайдаланушы жазған.
cli-verify-forked = осы нөмірмен екі түрлі оқиға бар.
cli-verify-torn-kept = Апатты тоқтау кезінде үзілген бөлік мұнда сақталды: { $file }; сақталды деп көрсетілген шешім онда жоқ.
cli-verify-conflict-copy = Синхрондау құралы қалдырған файл: { $file }; ондағы оқиғалар есепке алынады, ештеңе жоғалған жоқ.
cli-verify-unknown-kind = Жаңарақ бағдарламаның оқиғалары ескерілмеді: { $kind } ({ $count }). Оларды көру үшін осы бағдарламаны жаңартыңыз.
cli-verify-more = Осындай жолдар төменде де бар: { $count }.
cli-verify-approved-checked = Мақұлданған күйімен салыстырылған суреттер: { $count }
cli-verify-approved-changed = Мақұлданған, бірақ файлының мазмұны енді басқа: { $id } { $sku } ({ $path })
cli-verify-approved-missing = Мақұлданған, бірақ файлы жоқ не оқылмайды: { $id } { $sku } ({ $path })

cli-export-events-done = { $path } файлына жазылған оқиғалар: { $count }

cli-checklists-sound = { $file }: қате жоқ
cli-checklists-item = { $severity }; сай болмаса, ұсынылатын себеп: { $reason }; слоттар: { $slots }

# doctor. Бірдеңе дұрыс болмаса, `todo` көрсетіледі.
doctor-level-ok = жақсы
doctor-level-warn = назар
doctor-level-bad = қате
doctor-sum-bad = Жарамсыз: { $bad }, ескерту: { $warn }
doctor-no-terminal = Мұнда терминал жоқ.
    .todo = Командалар онсыз да жұмыс істейді; тексеру терезесіне терминал керек.
doctor-size = Терминал көлемі { $columns } × { $rows } ұяшық.
doctor-size-small = Терминал көлемі { $columns } × { $rows } ұяшық; тексеру терезесі 80 × 24 не одан үлкен көлемге арналған.
    .todo = Терезені үлкейтіңіз немесе қаріпті кішірейтіңіз.
doctor-colours-true = Терминал ({ $term }) барлық түсті көрсетеді.
doctor-colours-256 = Терминал ({ $term }) 256 түс көрсететінін айтады; суреттер дөрекі көрінеді.
    .todo = Одан көп көрсете алса, COLORTERM=truecolor орнатыңыз.
doctor-colours-few = Терминал ({ $term }) түсті аз көрсететінін не көрсетпейтінін айтады; онда суретті бағалауға болмайды.
    .todo = 24 биттік түсі бар терминалды қолданыңыз немесе TERM мен COLORTERM мәнін өз терминалыңызға сай орнатыңыз.
doctor-no-color = NO_COLOR орнатылған: тексеру терезесі түс көрсетпейді.
    .todo = Суреттерді салыстыру үшін NO_COLOR мәнін алып тастаңыз.
doctor-utf8 = Терминал мәтіні UTF-8 кодтауында.
doctor-not-utf8 = Терминал мәтіні UTF-8 емес, { $encoding }; әріптер мен суреттер бұзылып көрінеді.
    .todo = LANG мәніне UTF-8 локалін беріңіз (мысалы C.UTF-8 не ru_RU.UTF-8); Windows жүйесінде PYTHONUTF8=1 орнатыңыз.
doctor-tmux = Бағдарлама tmux ішінде, барлық түспен жұмыс істеп тұр.
doctor-tmux-colours = Бағдарлама tmux ішінде жұмыс істеп тұр, ал ол түстің бәрін өткізбейді.
    .todo = ~/.tmux.conf файлына `set -as terminal-features ",*:RGB"` жолын қосып, tmux бағдарламасын қайта іске қосыңыз және COLORTERM=truecolor орнатыңыз.
doctor-screen = Бағдарлама GNU screen ішінде жұмыс істеп тұр, ал ол түсті аз өткізеді.
    .todo = tmux қолданыңыз немесе мультиплексорсыз жұмыс істеңіз.
doctor-ssh = Бағдарлама SSH арқылы жұмыс істеп тұр; суреттерге жылдам байланыс керек.
doctor-ocr = Тауардағы мәтін: Tesseract { $version } ({ $languages }) оны оқи алады; [drift] бөліміндегі ocr = true салыстыруды қосады
doctor-ocr-missing = Тауардағы мәтін оқылмайды: Tesseract орнатылмаған. Ол міндетті емес.
doctor-packages = Python { $python }; { $names }
doctor-packages-missing = Мына пакеттер жоқ: { $names }
    .todo = Бағдарламаны қайта орнатыңыз: `pipx install --force .` немесе `make demo`.
doctor-format = { $format } суреттері оқылады.
doctor-format-missing = { $format } суреттері оқылмайды.
    .todo = Pillow мен pillow-heif пакеттерін wheel түрінде орнатыңыз: `pip install --upgrade pillow pillow-heif`.
doctor-state-folder = Күй деректері мұнда сақталады: { $path }.
doctor-state-folder-unwritable = Күй қалтасына жазу мүмкін емес: { $path } ({ $why }).
    .todo = Рұқсаттарын түзетіңіз немесе VITRINA_STATE_DIR мәніне басқа қалта беріңіз.
doctor-cache-folder = Алдын ала көріністер мұнда сақталады: { $path }.
doctor-cache-folder-unwritable = Кеш қалтасына жазу мүмкін емес: { $path } ({ $why }).
    .todo = Рұқсаттарын түзетіңіз немесе VITRINA_CACHE_DIR мәніне басқа қалта беріңіз.
doctor-lock = Осы компьютердегі сеанстар бір-біріне кедергі жасамайды ({ $kind ->
    [kernel] flock
   *[marker] белгі файлы
}).
doctor-lock-useless = Мұндағы құлып ешкімді тоқтатпайды: { $path }. Қатар жұмыс істеген екі сеанс жазбаны бүлдіруі мүмкін.
    .todo = VITRINA_STATE_DIR мәніне жергілікті дискідегі қалтаны беріңіз.
doctor-lock-fails = Мұнда құлып қою мүмкін емес: { $path } ({ $why }).
    .todo = VITRINA_STATE_DIR мәніне жергілікті дискідегі, өзіңіз жаза алатын қалтаны беріңіз.
doctor-watches = { $folders } қалта бақылауда; жүйе рұқсат ететін шек: { $watches }.
doctor-watches-few = { $folders } қалтаны бақылау керек, ал жүйенің барлық бағдарламаға беретін шегі: { $watches }.
    .todo = fs.inotify.max_user_watches шегін көтеріңіз (sysctl) немесе incoming мен sources ішіндегі қалталарды азайтыңыз.
doctor-workspace = Жұмыс кеңістігі: { $path }.
doctor-workspace-none = Мұнда жұмыс кеңістігі жоқ: { $path }.
    .todo = Оны `vitrina init DIR` арқылы жасаңыз немесе --workspace DIR арқылы көрсетіңіз.
doctor-hot-folder-native = { $path } ішіндегі өзгерісті жүйе өзі хабарлайды.
doctor-hot-folder-polling = { $path } өзгерісті хабарламайтын файл жүйесінде; ол секунд сайын қаралады.
doctor-hot-folder-polling-asked = { $path } секунд сайын қаралады, vitrina.toml солай дейді.
doctor-hot-folder-deaf = { $path } өзгерісті хабарламайтын файл жүйесінде, ал vitrina.toml ішінде watch = "native" деп жазылған.
    .todo = Оның [intake] бөліміне watch = "auto" деп жазыңыз.
doctor-hot-folder-missing = Бақылаудағы қалта орнында жоқ: { $path }.
    .todo = Қалтаны жасаңыз; тексеру терезесі оны күтіп тұрады.
doctor-disk-free = Шешімдер үшін { $megabytes } МБ бос орын бар.
doctor-disk-full = Шешімдер үшін { $megabytes } МБ қана бос орын қалды.
    .todo = Осы дискіден орын босатыңыз.
doctor-disk-unknown = Шешімдерге қанша бос орын барын анықтау мүмкін емес: { $why }.
    .todo = decisions қалтасының орнында екенін тексеріңіз.
doctor-disk-sync = Шешім дискіге { $milliseconds } мс ішінде жазылады.
doctor-disk-slow = Шешім дискіге баяу жазылады: { $milliseconds } мс.
    .todo = Жұмыс кеңістігін жергілікті дискіде ұстап, синхрондау құралымен тасымалдаңыз.
doctor-disk-unwritable = Шешімдерді жазу мүмкін емес: { $why }.
    .todo = decisions қалтасының рұқсаттарын түзетіңіз немесе орын босатыңыз.
doctor-clock = Сағат көрсеткені: { $now }.
doctor-clock-unset = Сағат көрсеткені: { $now }, бұлай болуы мүмкін емес.
    .todo = Сағатты түзетіңіз немесе желіден уақыт алуды қосыңыз.
doctor-clock-behind = Сағат көрсеткені: { $now }, ал соңғы жазба уақыты: { $newest }.
    .todo = Барлық құрылғының сағатын түзетіңіз немесе желіден уақыт алуды қосыңыз.
