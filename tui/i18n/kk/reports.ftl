# Алаңдардың есептері: алынбаған жолдар, `vitrina import`.

report-no-sku = Жол алынбады: онда SKU да, алаңдағы тауар коды да жоқ.
report-sku-too-long = Жол алынбады: SKU тым ұзын ({ $value }).
report-bad-id = Жол алынбады: нөмірі тым ұзын не көрінбейтін таңбасы бар ({ $value }).
report-bad-day = Жол алынбады: күні оқылмады ({ $value }). 2026-11-23 не 23.11.2026 түрінде жазыңыз.
report-bad-period = Жол алынбады: соңғы күні ({ $value }) біріншісінен бұрын.
report-bad-units = Жол алынбады: саны оқылмады ({ $value }).
report-period-overlap = Жол алынбады: { $value } сатылымы осы күндердің бір бөлігіне басқа күндермен бірге жазылып қойған.

error-report-unreadable = { $why ->
        [missing] { $path } файлы жоқ.
        [too-big] { $path } есебі тым үлкен.
        [too-many-rows] { $path } есебінде жол тым көп.
        [not-a-file] { $path } файл емес.
        [no-permission] { $path } есебін оқуға рұқсат жоқ.
        [encoding] { $path } есебінің кодтауы белгісіз.
        [no-header] { $path } файлының бірде-бір жолында белгілі есептің бағандары жоқ.
        [no-column] { $path } есебінде { $column } бағаны жоқ.
        [old-excel] { $path } есебі ескі Excel форматында (XLS).
        [damaged] { $path } есебі бүлінген.
       *[other] { $path } есебі оқылмады: { $why }.
    }
    .todo = { $why ->
        [no-header] Қай алаңдікі екенін, бағандарда не барын айтыңыз: --marketplace ozon --column seller=HEADER.
        [no-column] Тақырыпты файлда тұрғандай жазыңыз.
        [too-many-rows] Бірнеше файлға бөліңіз; жазылған жолдар екінші рет алынбайды.
        [too-big] Бірнеше файлға бөліңіз; жазылған жолдар екінші рет алынбайды.
       *[other] Қайта жүктеп алыңыз немесе CSV (UTF-8) не XLSX етіп сақтаңыз.
    }
error-unknown-feedback = { $reason } тауардың қайтып келу себептерінің тізімінде жоқ.
    .todo = Мыналардан таңдаңыз: { $known }.

cli-verb-import = алаңдар не жібергенін оқу
    .about = Кабинеттен жүктеп алған не интерфейс арқылы келген файлдарды оқиды: CSV, XLSX, JSON. Тек керек бағандар оқылады; сатып алушылардың аты-жөні мен мекенжайы оқылмай тасталады.
cli-verb-import-moderation = қабылданбаған, бұғатталған не жасырылғанын оқу
    .about = Жазылған жолдар екінші рет алынбайды. Оқылмаған жол болса, шығу коды 1; қалғандары алынады.
cli-verb-import-returns = сатып алушылар не қайтарғанын, неге қайтарғанын оқу
    .about = Жазылған жолдар екінші рет алынбайды. Оқылмаған жол болса, шығу коды 1; қалғандары алынады.
cli-verb-import-sales = қанша дана сатылғанын оқу
    .about = Жазылған жолдар екінші рет алынбайды; сол SKU-дің басқа күндерімен қиылысатын күндер алынбайды. Оқылмаған жол болса, шығу коды 1; қалғандары алынады.
cli-arg-import-moderation-file = есеп
cli-arg-import-moderation-marketplace = қай алаңның есебі; көрсетілмесе, тақырыбынан танылады
cli-arg-import-moderation-column = өріс қай бағанда: external, order, seller, platform, date, status, reason, type; келесі файл үшін есте қалады
cli-arg-import-moderation-dry-run = тек не алынатынын, не алынбайтынын көрсету
cli-arg-import-moderation-reason = мәтін тізімдегі қай себепті білдіреді; есте қалады
cli-arg-import-returns-file = есеп
cli-arg-import-returns-marketplace = қай алаңның есебі; көрсетілмесе, тақырыбынан танылады
cli-arg-import-returns-column = өріс қай бағанда: external, order, seller, platform, date, status, reason, type, units; келесі файл үшін есте қалады
cli-arg-import-returns-dry-run = тек не алынатынын, не алынбайтынын көрсету
cli-arg-import-returns-reason = мәтін тізімдегі қай себепті білдіреді; есте қалады
cli-arg-import-sales-file = есеп
cli-arg-import-sales-marketplace = қай алаңның есебі; көрсетілмесе, тақырыбынан танылады
cli-arg-import-sales-column = өріс қай бағанда: external, seller, platform, date, until, units; келесі файл үшін есте қалады
cli-arg-import-sales-dry-run = тек не алынатынын, не алынбайтынын көрсету
cli-arg-import-sales-from = файлда жоқ болса, сатылымның бірінші күні, мысалы 2026-10-01
cli-arg-import-sales-to = сатылымның соңғы күні
cli-import-column-wrong = --column өріс пен тақырып алады, мысалы seller=SKU; { $said } олай емес. Өрістер: { $known }.
cli-import-reason-wrong = --reason мәтін мен себеп алады, мысалы "тым қараңғы=wrong-colour"; { $said } олай емес.
cli-import-period-wrong = --from пен --to екі күн болуы керек, мысалы 2026-10-01 және 2026-10-31, біріншісі соңғысынан кейін емес.
cli-import-reading = Оқылған жол: { $rows }
cli-import-recording = Жазылған жол: { $rows }, барлығы { $all }
cli-import-is = { $marketplace } есебі: { $report }
cli-import-would = Алынар еді: жаңасы { $added }, өзгергені { $changed }. Жазылып қойғаны: { $known }. Басқа туралы: { $skipped }. Ештеңе жазылған жоқ.
cli-import-done = Алынды: жаңасы { $added }, өзгергені { $changed }. Жазылып қойғаны: { $known }. Басқа туралы: { $skipped }.
cli-import-problems = { $count ->
        [one] { $count } жол алынбады; ол төменде аталған.
       *[other] { $count } жол алынбады; олар төменде аталған.
    }
cli-import-unmapped = Себебі табылмаған мәтіндер: { $count }. Көрсетіңіз: --reason "TEXT=CODE".
cli-import-unlisted = Тізімде жоқ SKU: { $count }
cli-import-unused = Оқылмаған бағандар: { $count }. Керегін атаңыз: --column FIELD=HEADER.
cli-import-more = тағы { $count }
