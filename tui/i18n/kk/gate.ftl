# Суретті мақұлдауға не кедергі; `clear` оны терезеде, `cli` командалық жолда қалай шешуді айтады.

gate-unmatched = Бұл суреттегі қай SKU екені белгісіз.
    .short = SKU жоқ (t)
    .clear = Оны науада тағайындаңыз (t).
    .cli = Оны тексеру терезесінің науасында тағайындаңыз (`vitrina`, содан соң t) немесе файлды SKU бойынша атаңыз: SKU__slot.png.
gate-file-changed = Файл келгелі бері өзгерген.
    .short = файл өзгерген
    .clear = Жаңа суретті қараңыз: ол кезекте бөлек жолда тұр.
    .cli = `vitrina scan` іске қосып, жаңа суретті қараңыз: оның id мәні бөлек.
gate-file-missing = Файл енді орнында жоқ.
    .short = файл жоқ
    .clear = Оны бақылаудағы қалтаға қайта салыңыз.
gate-source-missing = Салыстыратын түпнұсқа фото жоқ.
    .short = фотосы жоқ
    .clear = Фотоны SKU атымен sources/ қалтасына салыңыз.
gate-source-changed = Түпнұсқа фото сурет келгелі бері өзгерген.
    .short = фото өзгерген
    .clear = Жаңасы тіркелгенше сәл күтіп, қайта салыстырыңыз.
    .cli = `vitrina scan` іске қосып, қайта салыстырыңыз.
gate-source-soft = Түпнұсқа фото анық емес.
    .short = фото анық емес (S)
    .clear = Анық фотоға ауыстырыңыз немесе жарайтынын S пернесімен растаңыз.
    .cli = Анық фотоға ауыстырыңыз немесе --source-sharp declared қосыңыз.
gate-compare-not-opened = Толық көлемде салыстыру ашылмаған.
    .short = салыстыру (Enter)
    .clear = Enter пернесімен ашыңыз.
    .cli = Толық көлемде салыстырып, --compare declared қосыңыз.
gate-phone-not-seen = Телефондағы көрінісі қаралмаған.
    .short = телефон (p)
    .clear = p пернесімен ашыңыз.
    .cli = Телефоннан қарап, --phone declared қосыңыз.
gate-large-screen = Үлкен экранда салыстыру жазылмаған.
    .short = үлкен экран (L)
    .clear = L арқылы ашып, сонда екі суретті де қараңыз не салыстырғаныңызды растаңыз.
    .cli = `vitrina compare ID --serve` арқылы қараңыз не басқа жерде салыстырып, --large-screen declared қосыңыз (vitrina.toml адам сөзін жеткілікті десе).
gate-look-time = Қарау уақыты аз: { $needed } секундтың { $left } секунды қалды.
    .short = { $left } с
    .clear = Қарай беріңіз.
    .cli = Жеткілікті қарап, қанша қарағаныңызды жазыңыз: --looked { $needed }.
gate-item-unanswered = { $number }-сұраққа жауап жоқ ({ $item }).
    .short = { $number }-сұрақ
    .clear = { $number } пернесімен жауап беріңіз.
    .cli = Жауап беріңіз: --answer { $item }=pass, не бәріне бірден: --answers-all pass.
gate-item-failed = { $number }-сұрақтың жауабы «сай емес» ({ $item }).
    .short = { $number }-сұрақ сай емес
    .clear = Қабылдамау: x; жауапты түзету: { $number }.
    .cli = Қабылдамау: --reject REASON; жауапты түзету: --answer { $item }=pass.
