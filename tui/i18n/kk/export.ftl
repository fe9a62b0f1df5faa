# Алаңдарға шығару: жиынтық неге кірмеді, README, `vitrina export`, `vitrina upload`.

export-unlisted = Тауарлар тізімінде жоқ.
export-elsewhere = Тізімдегі жолында { $marketplace } алаңы аталмаған.
export-no-batch = Ешбір топтамада тексерілмеген: топтама ашып, аудит жасап, жабыңыз.
export-after-batch = { $id } үшін қазіргі мақұлдау топтама аудиттен өтіп жабылғандағысы емес: SKU-ді жаңа топтамаға қосыңыз.
export-lapsed = Енді жарамсыз мақұлдаулар: { $count }. Қайта қараңыз.
export-changed-meanwhile = Шығарылым жазылып жатқанда өзгерді: қайта шығарыңыз.
export-file-changed = { $path }: байттары мақұлданғандай емес.
export-file-missing = { $path }: файл жоқ.
export-file-unreadable = { $path } сурет ретінде оқылмайды.
export-drifted = { $path } түрлендіргеннен кейін мақұлданғандай көрінбейді (айырма орта есеппен { $mean }, ең нашар жерінде { $worst }): басқа формат не өлшем сұраңыз.
export-warned = { $asks } ({ $confidence }): сай емес сурет: { $count }

export-disclaimer = Адамдар мақұлдаған суреттерден жасалды. Ешбір алаңмен байланысы жоқ, оның қабылдайтынына уәде бермейді. Ережелерді өз кабинетіңізден тексеріңіз.
export-readme-title = { $marketplace }: SKU { $skus }, сурет { $pictures }
export-readme-files = Мұнда не бар
export-readme-folders = Әр SKU-ге бір қалта; 01 - басты фото, әрі қарай 02 және солай ретімен.
export-readme-named = Басты фото { $main } деп, қалғандары ретімен { $others } деп әрі қарай аталады.
export-readme-csv = manifest.csv: әр файл кімдікі, кестеге арналған. = + - не @ таңбасынан басталатын кодтың алдында апостроф тұрады.
export-readme-json = manifest.json: соның өзі SKU-дің шын кодтарымен, мақұлданған және шығарылған суреттердің хештерімен, мақұлдаулармен.
export-readme-ways = { $marketplace } алаңына қалай түседі
export-readme-way = { $text } ({ $confidence }; { $url }, оқылған күні { $seen })
export-readme-no-way = Белгісіз: суреттер бұл кабинетке қалай түсетіні туралы дереккөз табылмады.
export-readme-no-naming = Белгісіз: кабинет файлдарды аты бойынша қабылдай ма. Мұндағы аттар өзіміздікі.
export-readme-help = Алаң анықтамасы: { $help }
export-readme-renamed = Аты SKU-ге сай емес файлдар: аты бойынша іздейтін кабинет оларды таппайды, қолмен жүктеңіз.
export-readme-warned = Ережелер не ескертеді
export-readme-done = Жүктеп болған соң айтыңыз, модерация мерзімі содан басталады: vitrina upload --all --marketplace { $id }

error-rules-stale = { $marketplace } ережелерін { $since } күні тексеру керек еді: олармен шығару жабық.
    .todo = Қазіргі анықтаманы оқыңыз ({ $help }), сосын: vitrina rules checked { $marketplace }.
error-export-taken = { $path } қалтасы бар, бірақ ішінде бұл шығарылым емес.
    .todo = Оны басқа жерге қойыңыз не --out арқылы орын таңдаңыз.
error-export-busy = { $path } ішіне қазір басқа шығарылым жазылып жатыр.
    .todo = Соның аяқталуын күтіңіз.
error-not-exported = { $sku } { $marketplace } үшін әлі шығарылмаған.
    .todo = Алдымен: vitrina export { $sku } --marketplace { $marketplace }.

cli-verb-export = мақұлданған жиынтықтарды алаңға арналған қалтаға жазу
    .about = Тек толық мақұлданған, аудиті өткен жабық топтамадағы жиынтықтар; қалғандары себебімен аталады. Қалта толық пайда болады немесе мүлде болмайды; қайталаса, файлдар сол күйі. Ештеңе кірмесе не аталғаны, кіруге тиіс болғаны кірмесе, шығу коды 1.
cli-arg-export-sku = тек осылар; аталмаса, кіре алатынның бәрі
cli-arg-export-marketplace = алаң, `vitrina rules list` атағандай
cli-arg-export-out = қалта қайда жасалады; берілмесе, жұмыс қалтасындағы exports/
cli-arg-export-dry-run = тек не кіріп, не кірмейтінін айту
cli-export-reading = Мақұлданған файлдарды тексеру: { $all } ішінен { $done }
cli-export-writing = Жиынтықтарды жазу: { $all } ішінен { $done }
cli-export-would = Кіретіні: SKU { $skus }, сурет { $pictures }
cli-export-done = Жазылды: { $path }. SKU { $skus }, сурет { $pictures }
cli-export-same = Сол файлдармен бұрыннан бар: { $path }. SKU { $skus }, сурет { $pictures }
cli-export-nothing = Ешбір жиынтық кіре алмайды.
cli-export-left-out = Кірмегені: { $count }
cli-verb-upload = шығарылған жиынтықтар алаңға жүктелді деп жазу
    .about = Қай суретті кім, қашан жүктегенін жазады; содан бастап тақта алаңды күтеді. Ешқайда ештеңе жіберілмейді.
cli-arg-upload-sku = жүктелген SKU-лер
cli-arg-upload-marketplace = қайда
cli-arg-upload-all = осы алаңға соңғы шығарылымның әлі айтылмаған барлық SKU-лері
cli-upload-which = SKU атаңыз немесе --all деңіз.
cli-upload-done = { $marketplace } алаңына жүктелді деп жазылды: SKU { $skus }
cli-upload-none = { $marketplace } үшін соңғы шығарылымнан жүктейтін ештеңе қалмады.

action-export = Шығару
    .help = мақұлданған жиынтықтарды алаңға арналған қалтаға
action-export-write = Жазу
    .help = таңдалған алаңға арналған қалтаны жазу
export-title = Мақұлданған жиынтықтарды шығару
export-looking = Мақұлданған файлдарды тексеру…
export-ready = { $marketplace }: кіре алатын SKU { $skus }, сурет { $pictures }. Enter қалтаны жазады.
export-none = { $marketplace }: ешбір жиынтық кіре алмайды.
export-stopping = Тоқтатылуда; ештеңе қалмайды.
export-stopped = Тоқтатылды. Ештеңе жазылмады.
export-list-left-out = Кірмейтіні: { $count }
export-list-go = Кіретіні: { $count }
