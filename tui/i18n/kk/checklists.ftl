# Тексеру тізімі файлындағы қате. Орны (файл, жол, кілт) сөйлемнің алдында тұрады.

checklist-not-a-file = кәдімгі файл емес.
checklist-unreadable = оқылмады: { $why }.
checklist-too-large = { $limit } байттан үлкен.
checklist-not-utf8 = UTF-8 мәтіні емес; осы кодтауда сақтаңыз.
checklist-syntax = TOML қате жазылған: { $why }.
checklist-too-deep = тым терең кірістірілген.
checklist-too-many-dots = бір жолда { $limit } нүктеден көп.
checklist-unknown-schema = бұл форматты бағдарлама танымайды; schema = { $known } деп жазыңыз.
checklist-unknown-key = бұл жерге жатпайтын кілт.
checklist-missing-key = көрсетілмеген.
checklist-wrong-type = { $expected ->
        [text] тырнақшаға алынған мәтін болуы керек.
        [texts] мәтіндер тізімі болуы керек, мысалы ["main", "detail"].
        [table] кесте болуы керек, мысалы [name].
        [tables] кестелер тізімі болуы керек, мысалы [[item]].
        [number] бүтін сан болуы керек.
        [date] күн болуы керек, мысалы 2026-11-23.
        [share] 0-ден үлкен, 1-ден аспайтын сан болуы керек.
       *[other] түрі басқа болуы керек: { $expected }.
    }
checklist-missing-language = { $language ->
        [en] ағылшынша мәтіні жоқ.
        [ru] орысша мәтіні жоқ.
        [kk] қазақша мәтіні жоқ.
       *[other] мына тілдегі мәтіні жоқ: { $language }.
    }
checklist-empty-text = бос.
checklist-too-long = { $length } таңба бар; ең көбі { $limit } таңба сыяды.
checklist-control-character = көрсетуге болмайтын таңба бар ({ $character }); мәтін бір жолдан тұруы керек.
checklist-not-kebab = кіші латын әріптері мен цифрлардан тұруы керек, арасында сызықша, мысалы clean-edges; жазылғаны: { $value }.
checklist-unknown-group = мұндай топ жоқ: { $value }. Бар топтар: { $known }.
checklist-unknown-reason = тізімде мұндай себеп жоқ: { $value }. Бар себептер: { $known }.
checklist-unknown-severity = { $value } деп жазылған; мыналардың бірі болуы керек: { $known }.
checklist-unknown-need = { $value } деп жазылған; мыналардың бірі болуы керек: { $known }.
checklist-unknown-slot = мұндай слот жоқ: { $value }. Бар слоттар: { $known }.
checklist-unknown-letter = { $value } деп жазылған; мына әріптердің бірі болуы керек: { $known }.
checklist-no-slots = бос тізім; сұрақ барлық слотқа қойылуы үшін оны алып тастаңыз.
checklist-house-slots = { $item } сұрағы барлық слотқа қойылады; слоттарды көрсетпеңіз.
checklist-house-missing = { $item } сұрағы болуы тиіс: ол барлық тексеру тізіміне ортақ.
checklist-item-count = { $count } сұрақ бар; кемінде { $min }, ең көбі { $max } болуы керек.
checklist-duplicate = { $value } екі рет қолданылған; алғашқысы { $first }-жолда.
checklist-same-id = id бірдей ({ $value }): { $other } қолданылады, бұл файл қолданылмайды.
checklist-more = Тағы { $count } қате көрсетілмеді.
