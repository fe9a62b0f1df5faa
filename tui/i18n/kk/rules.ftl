# Алаң ережелері: сурет нені бұзады, қай ереже ескірген, ереже файлындағы қателер, `vitrina rules`.

rules-broken = { $check ->
        [min-size] { $marketplace } кемінде { $needed } px талап етеді, мұнда { $found }.
        [max-side] { $marketplace } ұзын жағы { $needed } px аспайтын суретті қабылдайды, мұнда { $found }.
        [aspect] { $marketplace } { $needed } қатынасын талап етеді, мұнда { $found } px.
        [formats] { $marketplace } қабылдайтыны: { $needed }, мұнда { $found }.
        [max-bytes] { $marketplace } { $needed } МБ аспайтын файлды қабылдайды, мұнда { $found } МБ.
        [max-count] { $marketplace } карточкада { $needed } суреттен артық қабылдамайды, мұнымен { $found } болады.
        [min-quality] { $marketplace } JPEG сапасын кемінде { $needed } % талап етеді, мұнда { $found } %.
        [srgb] { $marketplace } түстерді { $needed } күйінде талап етеді, мұнда { $found }.
        [opaque] { $marketplace } мөлдір фонды қабылдамайды, мұнда ол бар.
        [min-fill] { $marketplace } тауар кадрдың { $needed } % алуын талап етеді, мұнда { $found } %.
        [white-background] { $marketplace } ақ фон талап етеді, мұнда фон ақ емес.
       *[other] { $marketplace }: { $check }: { $needed }, мұнда { $found }.
    } ({ $confidence }, { $source }, { $seen })
    .short = { $marketplace }: { $check ->
        [min-size] өлшемі
        [max-side] өлшемі
        [aspect] қатынас
        [formats] форматы
        [max-bytes] көлемі
        [max-count] саны
        [min-quality] сапасы
        [srgb] түстері
        [opaque] мөлдір
        [min-fill] кадр
        [white-background] фоны
       *[other] { $check }
    }
    .clear = Сай етіп қайта жасатыңыз немесе rules себебімен қабылдамаңыз.
rules-asks = { $check ->
        [min-size] кемінде { $needed } px
        [max-side] ұзын жағы { $needed } px аспайды
        [aspect] қатынасы { $needed }
        [formats] { $needed }
        [max-bytes] { $needed } МБ аспайды
        [max-count] карточкада { $needed } суреттен артық емес
        [min-quality] JPEG сапасы кемінде { $needed } %
        [srgb] түстері sRGB
        [opaque] мөлдір фонсыз
        [min-fill] тауар кадрдың { $needed } % алады
        [white-background] ақ фон
       *[other] { $check } { $needed }
    }
rules-unmeasured = { $check ->
        [min-fill] { $marketplace } тауар кадрдың белгілі бөлігін алуын талап етеді; ол өлшенбеген: өзіңіз қараңыз.
        [white-background] { $marketplace } ақ фон талап етеді; ол өлшенбеген: өзіңіз қараңыз.
       *[other] { $marketplace }: { $check } өлшенбеген: өзіңіз қараңыз.
    } ({ $confidence }, { $source }, { $seen })
rules-question = { $marketplace } ({ $confidence }, { $source }, { $seen }):
rules-stale = { $marketplace } ережелерін тексеру мерзімі { $since } күні өтті. Қазіргі анықтаманы оқып, растаңыз: `vitrina rules checked { $id }`. Анықтама: { $help }

rules-level-block = кедергі
rules-level-warn = ескерту
rules-level-ask = қарау
rules-ai-not-found = ЖИ жасаған суреттер туралы ереже табылмады; бұл ондай ереже жоқ дегенді дәлелдемейді.
rules-ai-required = ЖИ жасаған суреттерді белгілеу керек.
rules-ai-forbidden = ЖИ жасаған суреттерге тыйым салынған.

checklist-out-of-range = { $value } деп жазылған; { $least } мен { $most } аралығында болуы керек.
checklist-not-url = http:// не https:// деп басталатын мекенжай болуы керек; жазылғаны: { $value }.
checklist-review-too-early = collected күнінен ({ $collected }) кейін болуы керек.
checklist-unknown-check = мұндай тексеру жоқ: { $value }. Бар: { $known }.
checklist-unknown-format = мұндай формат жоқ: { $value }. Бар: { $known }.
checklist-unknown-option = { $value } деп жазылған; мыналардың бірі болуы керек: { $known }.
checklist-unknown-source = мұндай дереккөз жоқ: { $value }. Бар: { $known }.
checklist-no-source = кемінде бір дереккөз керек: дереккөзі жоқ сан есептелмейді.
checklist-guess-blocks = Сенімділігі C сан тек ескерте алады.
checklist-not-official = A сенімділігіне мына түрдегі дереккөз керек: { $known }.
checklist-unknown-field = мұндай өріс жоқ: { $value }. Бар: { $known }.
checklist-no-sku-column = SKU бағаны керек: seller не platform.
checklist-no-units-column = сатылған дана бағаны керек: units.
checklist-ask-level = ask деңгейі тек сұраққа тән, ал сұрақ тек ask деңгейінде болады.
checklist-bad-template = қазір { $value }. Атауда латын әріптері, цифрлар, _ мен -, бір қалта бола алады; керегі: { $needed }.

error-unknown-marketplace = { $id } алаңының ережесі жоқ.
    .todo = Барлары: { $known }.

cli-verb-rules = алаңдар суреттен не талап етеді
    .about = Ережелер ашық дереккөзден жиналған, әр санның дереккөзі, күні, сенімділігі бар: A — алаңның өз мәтіні, B — ресми қолданыста көрілген, C — бөгде біреудің сөзі. Олар мақұлдауға кепілдік бермейді.
cli-verb-rules-list = осында қолданылатын ережелерді көрсету
cli-verb-rules-show = бір алаңның ережелерін дереккөздерімен көрсету
cli-verb-rules-check = сурет файлын ережемен тексеру
    .about = Жұмыс қалтасы қажет емес. Ереже кедергі болса, шығу коды 1. Өлшенбегені сұрақ болып қойылады.
cli-verb-rules-checked = алаңның қазіргі анықтамасын оқығаныңызды, ереженің дұрыс екенін жазу
    .about = Атыңыз, уақыты, ереже нұсқасы жазылады. Жазба ережеде көрсетілген күн санына жарамды.
cli-verb-rules-validate = ереже файлдарын тексеріп, әр қатесін атау
    .about = Әр қатенің файлын, жолын, кілтін атайды. Қате болса, шығу коды 1.
cli-arg-rules-show-id = алаң, `vitrina rules list` атағандай
cli-arg-rules-check-file = сурет
cli-arg-rules-check-marketplace = алаң; бірнеше рет көрсетуге болады; көрсетілмесе, бәрі
cli-arg-rules-check-slot = суреттің карточкадағы орны; көрсетілмесе, main
cli-arg-rules-checked-marketplace = анықтамасын оқыған алаңыңыз
cli-arg-rules-validate-file = ереже файлдары (TOML)
cli-head-marketplace = алаң
cli-head-rules = ереже
cli-head-good-until = жарамды
cli-head-checked = тексерген
cli-rules-free = { $file }: кедергі жоқ. Бұл алаң фотоны қабылдайды деген уәде емес.
cli-rules-checked = Жазылды: { $marketplace } анықтамасын оқыған адам: { $person }. Ереже { $until } дейін жарамды.
cli-rules-stale = мерзімі өткен
cli-rules-help = Анықтама: { $url }
cli-rules-collected = { $collected } жиналған, { $until } дейін жарамды.
cli-rules-source = { $id }: { $url } ({ $kind }, оқылған күні { $seen })

status-stale = ережелерді тексеру керек: { $names }
