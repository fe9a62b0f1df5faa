# Түпнұсқа мен кандидат арасында не өлшенді, және түпнұсқаның маскасы.

gate-evidence-unseen = Өлшенген айырма { $numbers } жауабындағы «сай» дегенге қарсы, ал жақыннан ешкім қарамаған.
    .short = { $numbers } жақыннан қараңыз (Enter)
    .clear = Тауарды шын пиксельдерімен (Enter, сосын z) немесе үлкен экранда қараңыз.
    .cli = Толық өлшемде қарап, --detail declared қосыңыз.

status-measured = өлшенді: { $done } / { $all }

evidence-coming = Өлшеніп жатыр …
evidence-quiet = Өлшенді: әдеттегіден асқан айырма жоқ. Сонда да өзіңіз қараңыз.
evidence-quiet-proposed = Ұсынылған маскамен ештеңе табылмады, бірақ оның мәні аз: расталмайынша көп нәрсе байқалмай қалады.
evidence-mask-confirmed = Тауар: масканы растаған — { $person }.
evidence-mask-studio = Тауар: студияның маскасы.
evidence-mask-proposed = Тауар: ұсынылған маска (сенімділігі { $confidence } %). Бір рет c пернесімен растаңыз: сонда дәлірек өлшенеді.
evidence-crashed = Өлшеу мүмкін болмады: осы суреттерде өлшеу үзілді. Көзбен салыстырыңыз.
evidence-slow = Бір минутта өлшеу мүмкін болмады. Көзбен салыстырыңыз.
evidence-refused = { $file ->
    [source] Түпнұсқаны өлшеу мүмкін емес: тым кішкентай не оқылмайды. Көзбен салыстырыңыз.
    [candidate] Кандидатты өлшеу мүмкін емес: тым кішкентай не оқылмайды. Көзбен салыстырыңыз.
   *[any] Өлшеу мүмкін болмады. Көзбен салыстырыңыз.
  }
evidence-none = Мұнда айырма өлшенген жоқ.
evidence-walk = { $number } / { $count }: { $what }
evidence-weak = (шегінен төмен: ештеңе болмауы мүмкін)
evidence-heat-on = Жылу: өлшем бойынша сурет қай жерде бөлек. Жақтаулар: не табылды. h алып тастайды.
evidence-heat-cold = Өлшенді, бәрі суық: тауардың ешбір жері ерекшеленбейді.
evidence-heat-none = Бұл жұп өлшенбеген: өлшенген бойда жылу пайда болады.
evidence-heat-off = Сурет қайтадан өз түстерінде.
caption-heat = жылу (h)

error-mask-unusable = Мұндай сұлбаны жазуға болмайды: ол бос, бүкіл фотоны алып тұр немесе тым ұсақ.
    .todo = Тауарды жақтаумен (b) немесе нүктемен (s) белгілеп, қабылдаңыз.

mask-title = Маска:
mask-help = Тауарды жақтаумен не басып белгілеңіз: өлшеудің бәрі осыған сүйенеді.
mask-looking = Тауар ізделуде …
mask-adding = қосу
mask-removing = алып тастау
mask-share = фотоның { $percent } %
mask-about-confirmed = растаған — { $person }
mask-about-studio = студиядан
mask-about-proposed = ұсынылған, сенімділігі { $sure } %
mask-about-rough = шамамен ұсынылған: мұқият қараңыз
mask-about-nothing = тауар табылмады: белгілеңіз
mask-confirmed = Маска жазылды; қайта өлшенетін суреттер: { $count }.

action-mask = Түпнұсқаның маскасы
    .help = тауар қайда: ұсыну, түзету, растау
action-heat = Жылу
    .help = сурет үстіндегі өлшенген жылу мен жақтаулар; қайта басса: алып тастау
action-accept = Қабылдау
    .help = масканы сіздің атыңызбен жазады
action-grow = Кеңейту
action-shrink = Тарылту
action-turn = Қосу не алып тастау
    .help = келесі жақтау не нүкте не істейтіні
action-box = Жақтау
    .help = меңзерден басталады; тағы басса — ішіндегісін алады
action-seed = Нүкте
    .help = меңзердегі бір түсті аймақты алады
action-step-back = Бір қадам артқа
action-propose = Қайта ұсыну
action-zoom-in = Жақынырақ
action-zoom-out = Алысырақ
action-cursor = Меңзерді жылжыту
action-cursor-far = Меңзерді алысқа жылжыту

cli-head-evidence = өлшенді
cli-evidence-failed = өлшенбейді
cli-evidence-quiet = айырма жоқ
cli-evidence-unsure = маска керек

evidence-copy = Карточкада «{ $listed }» делінген, ал тауардың өлшенген түсі: { $measured }.
tray-recognising = Түпнұсқалармен салыстырылуда …
tray-likely = Мынау болуы мүмкін: { $names }.
tray-unlike = Ешбір түпнұсқаға ұқсамайды.
tray-doubles = Дәл осы сурет мұнда да жатыр: { $names }

evidence-colour-black = қара
evidence-colour-white = ақ
evidence-colour-grey = сұр
evidence-colour-red = қызыл
evidence-colour-burgundy = шие түсті
evidence-colour-orange = қызғылт сары
evidence-colour-yellow = сары
evidence-colour-green = жасыл
evidence-colour-turquoise = көгілдір жасыл
evidence-colour-blue = көк
evidence-colour-purple = күлгін
evidence-colour-pink = қызғылт
evidence-colour-brown = қоңыр
evidence-colour-beige = сарғыш
