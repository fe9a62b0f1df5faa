# Процесс: с чем сверяют одобрение, сроки, партии, аудит, наборы, реклама.
state-lapsed = отпало
cli-state-lapsed = отпало
verdict-approve = одобрено
verdict-reject = отклонено

lapse-copy-changed = Текст карточки изменился, посмотрите ещё раз.
lapse-main-gone = У SKU больше нет одобренной главной картинки.
lapse-main-replaced = Главная картинка теперь другая.
lapse-maker = Одобрил только тот, кто её сделал.
lapse-lifestyle-main = Лайфстайл здесь нельзя ставить главным.
words-changed = { $what }: было «{ $before }», стало «{ $after }».
differs-source = исходное фото
differs-title = название
differs-colour = цвет
differs-material = материал
differs-kit = комплект

gate-person-may-not = { $person } здесь не принимает решений.
    .short = решать не вам
    .clear = Пусть решит кто-то из них: { $who }.
    .cli = Пусть решит кто-то из них: { $who }; кто работает, говорит --as.
gate-own-picture = { $person } сделал эту картинку и сам её не одобряет.
    .short = ваша картинка
    .clear = Пусть посмотрит другой человек.
gate-batch-paused = Партия { $batch } приостановлена.
    .short = партия стоит
    .clear = Возобновите её: `vitrina batch resume { $batch }`.
gate-lifestyle-main = Главная картинка: точная карточка или белый фон; лайфстайл в { $category } не разрешён.
    .short = главное: лайфстайл
    .clear = Отклоните её, или пусть владелец разрешит: `vitrina lifestyle { $category } --allow`.
gate-ad-no-main = У SKU { $sku } нет одобренной главной картинки, с которой сверяют рекламу.
    .short = нет главного
    .clear = Сначала одобрите главную картинку.
gate-ad-other-sku = Реклама для { $sku }, а файл назван по { $named }.
    .short = реклама другого SKU
    .clear = Отклоните её или привяжите к { $named }.

error-not-allowed = { $person } не может этого делать ({ $act }).
    .todo = Могут: { $who }. Кто работает, говорит --as.
error-unknown-batch = Нет одной такой партии: { $id }.
    .todo = Самые новые: { $known }.
error-unknown-category = Нет категории { $id }.
    .todo = Есть: { $known }.
error-category-stopped = Категория { $category } остановлена: не прошла усиленный контроль.
    .todo = Владелец возобновляет её: `vitrina batch reopen { $category } --note TEXT`.
error-category-not-stopped = Категория { $category } не остановлена.
    .todo = Как её контролируют: `vitrina batch list`.
error-batch-unfit = { $why ->
        [closed] Партия { $batch } закрыта.
        [paused] Партия { $batch } приостановлена.
        [not-paused] Партия { $batch } не приостановлена.
       *[full] Партия { $batch } полна.
    }
    .todo = Её состояние: `vitrina batch show { $batch }`.
error-sku-unfit = { $why ->
        [unknown] SKU { $sku } нет в списке, и у него нет исходного фото.
        [category] SKU { $sku } не из категории { $category }.
       *[in-batch] SKU { $sku } уже в партии { $batch }.
    }
    .todo = В партии SKU одной категории, каждый в одной открытой партии.
error-nothing-for-batch = Вне партий в { $category } решать нечего.
    .todo = Назовите SKU или дождитесь новых картинок.
error-batch-not-ready = Партию { $batch } пока нельзя закрыть.
    .todo = Осталось:
error-no-audit = { $why ->
        [not-sampled] { $id } не входит в аудит.
        [done] { $id } уже прошла аудит.
       *[own] { $id }: это ваше решение, аудит проводит другой.
    }
    .todo = Что ждёт аудита: `vitrina audit list`.
error-audit-too-soon = { $id } вы решили недавно; повторный взгляд через { $hours } ч.
    .todo = Посмотрите тогда, или пусть аудит проведёт другой.
error-nothing-to-settle = По { $id } нет расхождения, которое вы можете разобрать.
    .todo = Разбирает третий человек или владелец: `vitrina audit list`.
error-note-missing = Это записывается с причиной, а её нет.
    .todo = Назовите её в нескольких словах: --note TEXT.
error-retake-not-written = Заметку для студии не удалось записать в { $path }: { $why }. Отклонение записано.
    .todo = Освободите место на диске или исправьте права на папку.

retake-title = Переделать
retake-source = Настоящий товар
retake-rejected = Отклонённая картинка
retake-withdrawn = Отозвано: это отклонение снято.
retake-label-file = Файл
retake-label-attempt = Попытка
retake-label-reasons = Причины
retake-label-note = Заметка
retake-label-colour = Цвет
retake-label-kit = Комплект
retake-label-person = Отклонил

batch-state-open = открыта
batch-state-paused = приостановлена
batch-state-closed = закрыта
batch-left-empty = В ней нет SKU.
batch-left-undecided = SKU без решения: { $count }
batch-left-audits = Осталось аудитов: { $count }
batch-left-unsettled = Не разобрано расхождений: { $count }
inspection-normal = Аудит каждого пятого SKU.
inspection-tightened = В партии { $batch } расхождений: { $count } при допустимых { $limit }; теперь аудит каждого третьего SKU, партии меньше.
inspection-stopped = В партии { $batch } при усиленном контроле расхождений: { $count } при допустимых { $limit }; категорию возобновляет владелец.
inspection-reopened = Владелец возобновил её: аудит каждого третьего SKU.
inspection-back = Подряд без расхождений партий: { $count }; снова аудит каждого пятого SKU.

stage-source = исходник
stage-studio = студия
stage-qa = контроль
stage-cabinet = кабинет
stage-post-moderation = модерация
term-left-hours = ещё { $count } ч
term-left-minutes = ещё { $count } мин
term-late-hours = опоздание { $count } ч
term-late-minutes = опоздание { $count } мин
missing-source = исходное фото
missing-reshoot = переснять исходник ({ $slot })
missing-mixed = разнобой в наборе: { $what }
missing-decisions = { $count ->
        [one] { $count } решение
        [few] { $count } решения
        [many] { $count } решений
       *[other] { $count } решения
    }
missing-lapsed = посмотреть снова: { $count }
missing-slot = картинка для { $slot }
missing-upload = выгрузка
board-not-piloted = { $category }: пилот не пройден, а до «{ $season }» { $days } дн.
status-late = опоздало { $count }
status-soon = скоро срок { $count }
desk-pause-due = Вы долго смотрите без перерыва: дайте глазам отдохнуть пять минут.

pack-empty = пусто
pack-partial = неполный
pack-complete = полный
pack-mixed = разнобой

cli-verb-board = где стоит каждый SKU
    .about = Печатает SKU по этапам: чего не хватает, сколько рабочего времени осталось, у кого он.
cli-verb-batch = партии одной категории, проверяемые вместе
    .about = В партии 25 SKU одной категории; каждый пятый проходит аудит, иначе её не закрыть.
cli-verb-batch-open = открыть партию
    .about = Берёт названные SKU, иначе то, что ждёт в очереди. Категория без пройденного пилота получает пилот.
cli-verb-batch-add = добавить SKU в партию
    .about = Что не помещается, идёт в следующую партию.
cli-verb-batch-show = показать партию
cli-verb-batch-list = все партии и контроль категорий
cli-verb-batch-pause = приостановить партию
cli-verb-batch-resume = возобновить партию
cli-verb-batch-hand-over = передать партию другому
cli-verb-batch-close = закрыть партию и показать итог
    .about = Код выхода 1, пока есть нерешённое или открытый аудит; печатает остаток.
cli-verb-batch-reopen = возобновить остановленную категорию
cli-verb-audit = повторный взгляд на решённое
    .about = Первое решение скрыто, пока не записано второе.
cli-verb-audit-list = показать, что ждёт аудита
cli-verb-audit-next = следующая картинка для аудита, как новая
cli-verb-audit-record = записать повторный взгляд
    .about = Те же условия, что и для решения. После этого показано первое решение.
cli-verb-audit-settle = разобрать расхождение, с причиной
    .about = Это делает третий человек или владелец. Отменённое решение снимается.
cli-verb-audit-figures = насколько решения и аудит сходятся
cli-verb-packs = набор картинок каждого SKU
cli-verb-ads = реклама и что надо снять
cli-verb-lifestyle = разрешить лайфстайл главным в категории
cli-arg-board-category = только эта категория
cli-arg-board-marketplace = только этот маркетплейс
cli-arg-board-batch = только эта партия
cli-arg-board-of = только то, что у этого человека
cli-arg-board-late = только опоздавшее
cli-arg-batch-open-category = категория
cli-arg-batch-open-sku = её SKU; без них то, что ждёт в очереди
cli-arg-batch-add-batch = партия или начало её id
cli-arg-batch-add-sku = SKU для неё; без них то, что ждёт в очереди
cli-arg-batch-show-batch = партия или начало её id
cli-arg-batch-pause-batch = партия или начало её id
cli-arg-batch-pause-note = почему
cli-arg-batch-resume-batch = партия или начало её id
cli-arg-batch-hand-over-batch = партия или начало её id
cli-arg-batch-hand-over-to = кто её получает
cli-arg-batch-close-batch = партия или начало её id
cli-arg-batch-reopen-category = остановленная категория
cli-arg-batch-reopen-note = почему можно продолжать
cli-arg-audit-list-batch = только эта партия
cli-arg-audit-next-batch = только эта партия
cli-arg-audit-record-id = id кандидата или его первые цифры
cli-arg-audit-record-approve = вы бы её одобрили
cli-arg-audit-record-reject = вы бы её отклонили по этим причинам
cli-arg-audit-record-answer = ответ на один вопрос; можно указать несколько раз
cli-arg-audit-record-answers-all = ответ на все вопросы
cli-arg-audit-record-note = заметка к нему
cli-arg-audit-record-looked = сколько секунд вы смотрели на пару
cli-arg-audit-record-compare = сказать, что вы сравнили пару в полном размере
cli-arg-audit-record-phone = сказать, что вы видели её как на телефоне
cli-arg-audit-record-large-screen = сказать, что вы сравнили пару на крупном экране
cli-arg-audit-record-source-sharp = сказать, что нерезкого по измерению исходника хватает
cli-arg-audit-settle-id = id кандидата или его первые цифры
cli-arg-audit-settle-approve = её следует одобрить
cli-arg-audit-settle-reject = её следует отклонить
cli-arg-audit-settle-note = причина
cli-arg-lifestyle-category = категория
cli-arg-lifestyle-allow = разрешить
cli-arg-lifestyle-refuse = больше не разрешать
cli-arg-lifestyle-note = почему
cli-head-batch = партия
cli-head-person = кто
cli-head-decided = решено
cli-head-audits = аудит
cli-head-skus = SKU
cli-head-left = срок
cli-head-category = категория
cli-head-missing = не хватает
cli-head-main = главное
cli-head-why = почему
cli-head-differs = различие
cli-batch-opened-batch = Партия { $batch } открыта, SKU: { $count }
cli-batch-opened-pilot = Пилот { $batch } открыт, SKU: { $count }. Все проходят аудит; без него полных партий нет.
cli-batch-left-over = Не поместились: { $skus }
cli-batch-added = Добавлено SKU: { $count } ({ $batches })
cli-batch-paused = Партия { $batch } приостановлена.
cli-batch-resumed = Партия { $batch } продолжается.
cli-batch-handed-over = Партия { $batch } теперь у { $person }.
cli-batch-none = Партий пока нет.
cli-batch-title-batch = Партия { $batch } ({ $category }): { $state }
cli-batch-title-pilot = Пилот { $batch } ({ $category }): { $state }
cli-batch-person = У { $person }, открыл { $opener }
cli-batch-decided = Решено: { $done } из { $all }
cli-batch-audits = Аудит: { $done } из { $all }
cli-batch-self = Из них самоаудит того, кто решал: { $count }
cli-batch-disagreements = Расхождений: { $count }, допустимо: { $limit }
cli-batch-tightened = Усиленный контроль: аудит каждого третьего SKU.
cli-batch-sampled = аудит
cli-category-normal = { $category }: обычный контроль.
cli-category-tightened = { $category }: усиленный контроль.
cli-category-stopped = { $category }: остановлена.
cli-pilot-passed = Пилот пройден.
cli-pilot-open = Пилот пока не пройден.
cli-audit-none = Сейчас аудита для вас нет.
cli-audit-unsettled = { $id } ({ $sku }): решение и аудит расходятся, это надо разобрать.
cli-audit-next = { $id }: { $sku }, { $path }
cli-audit-source = Исходник: { $path }
cli-audit-agrees = { $id }: оба решили одинаково: { $second } (первым { $person }).
cli-audit-differs = { $id }: у { $person } { $first }, у вас { $second }. Разбирает третий человек или владелец.
cli-audit-self = Самоаудит: вторым человеком не считается.
cli-audit-settled-upheld = { $id }: решение остаётся.
cli-audit-settled-overruled = { $id }: решение снято; решите заново.
cli-figures-all = Все аудиты вторым человеком
cli-figures-self = Самоаудиты одного продавца
cli-figures-counts = Аудитов: { $pairs }. Оба одобрили { $approve }, оба отклонили { $reject }, отклонил только аудит { $approve_reject }, отклонило только решение { $reject_approve }.
cli-figures-few = Слишком мало, чтобы судить: доли указываются от { $few } аудитов.
cli-figures-raw = согласие в целом { $rate }
cli-figures-rejects = согласие об отклонениях { $rate }
cli-figures-ac1 = AC1 Гвета { $rate }
cli-figures-kappa = каппа Коэна { $rate } (обманчива, когда отклонений мало)
cli-packs-none = Ни у одного SKU пока нет картинок.
cli-ads-none = Рекламы нет.
cli-ads-take-down = Снять везде, где показывается: { $count }
cli-ads-take-down-one = { $sku }: { $path }
cli-lifestyle-allowed = В { $category } лайфстайл теперь можно ставить главным.
cli-lifestyle-refused = В { $category } лайфстайл больше нельзя ставить главным.
