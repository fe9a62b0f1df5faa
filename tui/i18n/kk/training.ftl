# Көруді үйренетін адамдар: жауабы белгілі жаттығулар, әдейі қосылған суреттер.
action-train = Жаттығу
    .help = жауабы белгілі жұптар; тауар туралы ештеңе шешілмейді
action-next-pair = Келесі жұп

training-title = Жаттығу
training-pair = { $all } жұптың { $number }-сі
training-so-far = дұрысы { $right } / { $of }
training-preparing = Жұп дайындалуда…
training-question = Оң жақтағы суретті шығарар ма едіңіз? a: иә, x: жоқ, неге. Тауар туралы ештеңе шешілмейді.
training-leave = Esc кері қайтарады. Барлық жауап жазылды.
training-result = Жаттығу қорытындысы
training-progress = Сіздің жаттығуларыңыз
training-all = барлық санат
training-of = { $person }
training-none = Әлі ешкім жаттықпаған.

training-kind-hue = басқа реңк
training-kind-warp = майысқан пішін
training-kind-missing = жоғалған бөлшек
training-kind-label = бүлінген жазу
training-kind-halo = ореол
training-kind-clipped = кесілген тауар
training-kind-kit = артық зат
training-kind-log = бұрын қабылданбаған
training-subtle = әрең байқалады
training-clear = анық
training-gross = өрескел
training-defect = { $kind } ({ $severity })

training-honest-right = Дұрыс: мұнда ештеңе өзгермеген.
training-false-alarm = Жалған дабыл: мұнда ештеңе өзгермеген.
training-found = Табылды: { $what }.
training-found-unnamed = Табылды: { $what }. Сіз басқа себеп айттыңыз; оның аты: { $reasons }.
training-missed = Байқалмады: { $what }. Жақтауға қараңыз.
training-log-found = Дұрыс: бұл сурет бұрын қабылданбаған: { $reasons }.
training-log-missed = Байқалмады: бұл сурет бұрын қабылданбаған: { $reasons }.

training-score-defects = Табылған ақау: { $right } / { $of } ({ $percent } %), дұрыс аталғаны: { $named }
training-score-honest = Өткізілген адал жұп: { $right } / { $of } ({ $percent } %)
training-passed = Өтті.
training-not-passed = Өтпеді: ақаудың { $caught } % табылуы, адал жұптың { $alarms } % аспай қабылданбауы керек.
training-practice = Машық: тұқымы таңдалған жаттығу ({ $seed }) есепке алынбайды.
training-unfinished = Аяқталмаған: { $all } жұптың { $done } жауабы бар.
training-progress-line = { $day }  { $category }: табылғаны { $right } / { $of } ({ $percent } %), жалған дабыл { $alarms } / { $honest }

plant-caught = Бұл әдейі қосылған: { $what }. Сіз таптыңыз. Ештеңе шешілген жоқ; енді нақты сурет.
plant-missed = Бұл әдейі қосылған: { $what }. Сіз байқамадыңыз, жақтауға қараңыз. Ештеңе шешілген жоқ; енді нақты сурет.
plant-answered-before = Бұл әдейі қосылған, басқа адам бұрын жауап берген. Енді нақты сурет.
plants-caught = { $person }: әдейі қосылған { $of } суреттің { $caught } табылды, дұрыс аталғаны: { $named }

gate-undrilled = { $person } { $category } санатында жаттығудан әлі өтпеген.
    .short = алдымен жаттығу
    .clear = T басып, жаттығудан өтіңіз.
    .cli = Жаттығудан өтіңіз: `vitrina train --category { $category }`.
gate-planted = Бұл суретте әдейі қосылған ақау бар. Ол тауардың суреті емес.
    .short = әдейі қосылған
    .clear = Қабылдамаңыз және файлды incoming/ ішінен алып тастаңыз.
lapse-planted = Онда әдейі қосылған ақау бар: ешбір мақұлдау есептелмейді.
refusal-planted = Бұл plants/ ішінен көшірілген, ақауы әдейі қосылған сурет. Ол тауар суреті ретінде ешқашан тексерілмейді.

error-drill-needed = { $person } { $category } санатында жаттығудан әлі өтпеген.
    .todo = Өтіңіз: `vitrina train --category { $category }` не тексеру терезесінде T.
error-nothing-to-train = Жаттығатын сурет жоқ.
    .todo = Жаттығу мақұлданған суреттерден не белгілі SKU-лердің түпнұсқа фотоларынан жасалады: фотоларды sources/ ішіне салыңыз.
error-plants-not-made = { $batch } үшін әдейі қосылатын суреттер жасалмады: { $why }. Топтама оларсыз ашық.
    .todo = Дискіден орын босатыңыз не қалта рұқсатын түзетіңіз; келесі топтама қайта көреді.

cli-verb-train = жаттығу: жауабы белгілі жұптар
    .about = Осы терминалда жаттығу ашады. Жұптар өзіңіздің мақұлданған суреттеріңізден, ақау қосылып не қосылмай, және қабылданбағандардан жасалады; жауабы бірден көрсетіледі. --json не --progress болса, жаттығулар мен әдейі қосылған суреттер қалай өткенін шығарады.
cli-arg-train-category = тек осы санат; баптаулар жаттығуды талап еткен жерде есептеледі
cli-arg-train-pairs = қанша жұп, 1-ден 100-ге дейін
cli-arg-train-seed = бір тұқым мен сол суреттер сол жұптарды береді; мұндай жаттығу тек машық
cli-arg-train-progress = жаттығулар қалай өткенін шығару, жаңасын ашпау
