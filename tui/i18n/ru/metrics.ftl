# Журнал отказов, показатели, отчёт.

error-checklist-not-raised = { $why ->
        [unknown] В чек-листе { $category } нет вопроса { $item }.
        [raised] { $item } в { $category } и так блокирует.
        [form] Важность { $item } нельзя изменить в { $path }.
       *[other] Не удалось записать { $path }: { $why }.
    }
    .todo = { $why ->
        [unknown] Посмотрите: `vitrina checklists show { $category }`.
        [raised] Делать ничего не нужно.
        [form] Измените её в файле вручную и запустите `vitrina checklists validate`.
       *[other] Освободите место или получите право на запись и повторите.
    }

next-taken-back = отменено
next-overruled = позже одобрено: { $person }
next-contested = спор не решён
next-studio = ждёт нового изображения
next-review = попытка { $attempt } ждёт решения
next-rejected = попытка { $attempt } тоже отклонена
next-approved = попытка { $attempt } одобрена
next-unchanged = то же изображение всё ещё одобрено
next-unknown-picture = какое было изображение, неизвестно

severity-blocker = блокирует
severity-major = важно
severity-minor = второстепенно

about-mismatch = несоответствие
about-rules = правила
about-ai = назван ИИ
about-other = прочее
log-by-qa = проверка
log-outcome-rejected = отклонено
log-outcome-blocked = заблокировано
log-outcome-hidden = скрыто
log-unmapped = причина не распознана
log-no-reason = причина не указана
log-title = Журнал отказов
log-counts = Отказов: { $whole }. Товар не тот: { $mismatch }. Правила: { $rules }. Действительно назван ИИ: { $ai }. Прочее: { $other }.
log-empty = Отказов нет.
log-narrowed = Показано: { $shown } из { $whole }
log-filter = SKU, файл, причина, человек, слова
log-line-who = { $outcome }: { $who }, { $day }
log-line-person = решение: { $person }
log-line-approved = до этого одобрено: { $person }
log-line-measured = Измерено тогда: { $kinds }
log-line-next = Дальше: { $next }
log-line-words = Слова: { $words }

metrics-title = Показатели
metrics-period-all = все дни
metrics-period = с { $first } по { $last }
metrics-since = с { $first }
metrics-until = по { $last }
metrics-mistaken = Не как на фото
metrics-total = Продано: { $sold }. Вернули как «не как на фото»: { $mistaken }. Вернули по любой причине: { $returned }.
metrics-rate = { $share } на 100 проданных (с вероятностью 95 % от { $low } до { $high })
metrics-too-few = данных мало
metrics-beyond = вернулось больше, чем продано: продажи внесены не все
metrics-no-sales = Продажи не записаны, делить не на что: `vitrina import sales FILE`.
metrics-cancelled = Отменено до вручения как «не как на фото», это не возвраты: { $count }
metrics-by-sku = По SKU
metrics-by-category = По категориям
metrics-by-mode = По режимам
metrics-by-marketplace = По площадкам
metrics-by-batch = По партиям
metrics-by-month = По месяцам
metrics-unknown = неизвестно
metrics-more = и ещё { $count }
metrics-escapes = Пропущенное
metrics-escapes-count = Одобрено и всё же возвращено как «не как на фото»: { $count }
metrics-escapes-none = Из одобренного ничего не вернулось как «не как на фото».
metrics-reason-unknown = причина неизвестна
metrics-how-words = по словам покупателя
metrics-how-rejected-since = по последующему отказу
metrics-how-evidence = по тому, что измерено при одобрении
metrics-how-unknown = никто не сказал, что отличается: отклоните изображение с причиной
metrics-answers-against = Ответ «да» вопреки измерению: { $items }
metrics-answers = Ответы тогда: да { $passed }, нет { $failed }, неприменимо { $skipped }
metrics-proposals = Предложения
metrics-proposal = { $category }: { $reason } — пропущено { $count }. Поднять «{ $item }» с «{ $was }» до «{ $now }»?
metrics-proposal-none = { $category }: { $reason } — пропущено { $count }, а вопроса об этом нет. Добавьте его в чек-лист.
metrics-proposal-how = Принять: `vitrina metrics --raise { $category }/{ $item }`
metrics-raised = { $category }/{ $item }: теперь { $now }. Записано: { $path }
metrics-raised-by = { $category }/{ $item }: важность поднята, { $person }, { $day }
metrics-return-reasons = Почему возвращают
metrics-rejections = Отказы
metrics-own-reasons = Отклонено здесь, по причинам
metrics-market-reasons = Отклонено площадками, по причинам
metrics-yield = Первые попытки, которые прошли
metrics-yield-mode = По режимам
metrics-yield-generator = По генераторам
metrics-share = { $share } % (с вероятностью 95 % от { $low } до { $high })
metrics-attempts = Попыток до одобрения в среднем: { $mean }
metrics-attempts-slots = попытка { $attempt }
metrics-attempts-open = Ещё не одобрено, попыток пока { $attempt }
metrics-attempts-none = Пока ничего не одобрено.
metrics-audits = Аудит
metrics-audits-none = Аудита ещё не было.
metrics-plants = Подложенные картинки
metrics-terms = Сроки
metrics-terms-kept = Решено в срок: { $kept } из { $all }
metrics-terms-none = Сроки не заданы.
metrics-speed = Скорость
metrics-speed-approval = От появления до одобрения
metrics-speed-upload = От появления последней картинки до загрузки
metrics-speed-line = Рабочих часов: в середине { $median }, девять из десяти — не больше { $most }. Изображений: { $count }
metrics-speed-few = Рабочих часов: в середине { $median }. Изображений: { $count }
metrics-speed-none = пока нечего считать
checklist-escaped = вернулось как «не как на фото» из-за этого: { $count }
    .short = ↩ { $count }
metrics-reading = Идёт подсчёт…
metrics-disclaimer = Подсчитано по записям этой рабочей папки. Vitrina Desk не связана ни с одной площадкой и одобрения не гарантирует; доля без сравнения не доказывает причину.
metrics-made = Составлено { $day }

metrics-head-sold = продано
metrics-head-returned = возвращено
metrics-head-mistaken = не как на фото
metrics-head-share = на 100
metrics-head-interval = 95 %
metrics-head-count = число
metrics-head-cumulative = вместе
metrics-head-passed = прошло
metrics-head-decided = решено
metrics-head-yield = %
metrics-head-day = день
metrics-head-by = кто
metrics-head-about = о чём
metrics-head-reason = причина
metrics-head-next = дальше
metrics-head-picture = фото
metrics-head-marketplace = площадка
metrics-head-value = значение
metrics-head-shown = показано
metrics-head-caught = найдено
metrics-head-named = верно названо
metrics-head-slots = слоты

log-column-day = День
log-column-by = Кто отклонил
log-column-outcome = Исход
log-column-sku = SKU
log-column-category = Категория
log-column-slot = Слот
log-column-mode = Режим
log-column-attempt = Попытка
log-column-picture = Изображение
log-column-file = Файл
log-column-reasons = Причины
log-column-about = О чём
log-column-words = Слова
log-column-measured = Измерено
log-column-place = Место
log-column-person = Человек
log-column-next = Дальше

action-log = Журнал
    .help = все отказы, свои и площадок
action-metrics = Цифры
    .help = что вернулось, что пропущено, как часто
action-only-who = Чьи
    .help = свои, площадки по очереди, все
action-only-about = О чём
    .help = несоответствие, правила, ИИ, прочее, все
action-show-pair = Оба фото
    .help = сравнить их
action-take-over = Принять
    .help = поднять важность вопроса в чек-листе этой рабочей папки
action-next-by = Разбивка
    .help = категория, режим, площадка, партия, месяц, SKU

metrics-confirm-title = Поднять важность вопроса?
metrics-confirm-help = Enter: записать в чек-лист этой рабочей папки под вашим именем. Esc: оставить как есть.
metrics-no-pair = Этого изображения или его исходника здесь больше нет.

cli-verb-log = журнал отказов, своих и площадок
    .about = Каждый отказ с причиной, изображением, человеком и тем, что было дальше, новые сверху; и сколько среди них несоответствий, сколько правил, сколько действительно называют ИИ.
cli-verb-metrics = что вернулось как «не как на фото», что пропущено, как часто
    .about = Возвраты на 100 проданных с интервалами 95 %, пропущенное, предложения, отказы по причинам, удачные первые попытки, аудит, сроки, скорость в конце.
cli-verb-report = записать показатели в файл
    .about = Страницей, которой больше ничего не нужно (HTML), таблицами (CSV) или как JSON; можно сразу несколько. Существующий файл заменяется только с `--force`.
cli-arg-log-text = только записи с этим текстом в SKU, файле, словах, человеке или причине
cli-arg-log-by = только `qa` или только одна площадка
cli-arg-log-about = только об этом
cli-arg-log-reason = только с этой причиной
cli-arg-log-from = первый день, например 2026-07-01
cli-arg-log-to = последний день
cli-arg-log-category = только эта категория
cli-arg-log-csv = записать их в этот файл CSV
cli-arg-log-xlsx = записать их в эту книгу XLSX
cli-arg-log-force = заменить существующий файл
cli-arg-metrics-from = первый день, например 2026-07-01
cli-arg-metrics-to = последний день
cli-arg-metrics-category = только эта категория
cli-arg-metrics-marketplace = только эта площадка
cli-arg-metrics-by = только эта разбивка
cli-arg-metrics-raise = принять предложение: CATEGORY/QUESTION станет блокирующим в чек-листе этой рабочей папки
cli-arg-report-from = первый день, например 2026-07-01
cli-arg-report-to = последний день
cli-arg-report-category = только эта категория
cli-arg-report-marketplace = только эта площадка
cli-arg-report-html = записать страницу
cli-arg-report-csv = записать таблицы
cli-arg-report-json = записать JSON
cli-arg-report-force = заменить существующий файл
cli-metrics-day-wrong = --from и --to — дни, например 2026-07-01, первый не позже последнего.
cli-metrics-raise-wrong = { $said } — не из предложений. Есть: { $known }.
cli-report-nothing = Укажите, что записать: --html OUT, --csv OUT или --json OUT.
cli-report-written = Записано: { $path }
