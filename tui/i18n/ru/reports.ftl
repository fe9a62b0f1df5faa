# Отчёты площадок: строки, которые не взяты, `vitrina import`.

report-no-sku = Строка пропущена: в ней нет ни SKU, ни кода товара на площадке.
report-sku-too-long = Строка пропущена: слишком длинный SKU ({ $value }).
report-bad-id = Строка пропущена: номер слишком длинный или с невидимыми символами ({ $value }).
report-bad-day = Строка пропущена: дату не прочитать ({ $value }). Нужно 2026-11-23 или 23.11.2026.
report-bad-period = Строка пропущена: последний день ({ $value }) раньше первого.
report-bad-units = Строка пропущена: количество не прочитать ({ $value }).
report-period-overlap = Строка пропущена: продажи { $value } за часть этих дней уже записаны вместе с другими днями.

error-report-unreadable = { $why ->
        [missing] Файла { $path } нет.
        [too-big] Отчёт { $path } слишком большой.
        [too-many-rows] В отчёте { $path } слишком много строк.
        [not-a-file] { $path } — не файл.
        [no-permission] Отчёт { $path } нельзя прочитать: нет прав.
        [encoding] Кодировка отчёта { $path } неизвестна.
        [no-header] Ни в одной строке { $path } нет столбцов известного отчёта.
        [no-column] В отчёте { $path } нет столбца { $column }.
        [old-excel] Отчёт { $path } в старом формате Excel (XLS).
        [damaged] Отчёт { $path } повреждён.
       *[other] Отчёт { $path } не удалось прочитать: { $why }.
    }
    .todo = { $why ->
        [no-header] Укажите площадку и что в столбцах: --marketplace ozon --column seller=HEADER.
        [no-column] Укажите заголовок так, как он написан в файле.
        [too-many-rows] Разделите его на несколько файлов; записанные строки дважды не берутся.
        [too-big] Разделите его на несколько файлов; записанные строки дважды не берутся.
       *[other] Скачайте его ещё раз или сохраните как CSV (UTF-8) или XLSX.
    }
error-unknown-feedback = { $reason } нет в списке причин, по которым товары возвращаются.
    .todo = Выберите из: { $known }.

cli-verb-import = прочитать, что присылают площадки
    .about = Читает файлы, которые вы скачали в кабинетах или получили через интерфейсы: CSV, XLSX, JSON. Читаются только нужные столбцы; имена и адреса покупателей отбрасываются непрочитанными.
cli-verb-import-moderation = прочитать, что отклонено, заблокировано или скрыто
    .about = Записанные строки дважды не берутся. Код выхода 1, если какие-то строки не удалось прочитать; остальные берутся.
cli-verb-import-returns = прочитать, что вернули покупатели и почему
    .about = Записанные строки дважды не берутся. Код выхода 1, если какие-то строки не удалось прочитать; остальные берутся.
cli-verb-import-sales = прочитать, сколько штук продано
    .about = Записанные строки дважды не берутся; дни, которые пересекаются с другими днями того же SKU, не берутся. Код выхода 1, если какие-то строки не удалось прочитать; остальные берутся.
cli-arg-import-moderation-file = отчёт
cli-arg-import-moderation-marketplace = чей это отчёт; без неё узнаётся по заголовку
cli-arg-import-moderation-column = в каком столбце поле: external, order, seller, platform, date, status, reason, type; запоминается для следующего файла
cli-arg-import-moderation-dry-run = только показать, что было бы взято и что нет
cli-arg-import-moderation-reason = какую причину из списка означает текст; запоминается
cli-arg-import-returns-file = отчёт
cli-arg-import-returns-marketplace = чей это отчёт; без неё узнаётся по заголовку
cli-arg-import-returns-column = в каком столбце поле: external, order, seller, platform, date, status, reason, type, units; запоминается для следующего файла
cli-arg-import-returns-dry-run = только показать, что было бы взято и что нет
cli-arg-import-returns-reason = какую причину из списка означает текст; запоминается
cli-arg-import-sales-file = отчёт
cli-arg-import-sales-marketplace = чей это отчёт; без неё узнаётся по заголовку
cli-arg-import-sales-column = в каком столбце поле: external, seller, platform, date, until, units; запоминается для следующего файла
cli-arg-import-sales-dry-run = только показать, что было бы взято и что нет
cli-arg-import-sales-from = первый день продаж, если его нет в файле, например 2026-10-01
cli-arg-import-sales-to = последний день продаж
cli-import-column-wrong = --column принимает поле и заголовок, например seller=SKU; { $said } не так. Поля: { $known }.
cli-import-reason-wrong = --reason принимает текст и причину, например "слишком тёмный=wrong-colour"; { $said } не так.
cli-import-period-wrong = --from и --to — два дня, например 2026-10-01 и 2026-10-31, первый не позже последнего.
cli-import-reading = Прочитано строк: { $rows }
cli-import-recording = Записано строк: { $rows } из { $all }
cli-import-is = Отчёт { $marketplace }: { $report }
cli-import-would = Было бы взято: новых { $added }, изменённых { $changed }. Уже записано: { $known }. О другом: { $skipped }. Ничего не записано.
cli-import-done = Взято: новых { $added }, изменённых { $changed }. Уже записано: { $known }. О другом: { $skipped }.
cli-import-problems = { $count ->
        [one] Не взята { $count } строка; она названа ниже.
        [few] Не взяты { $count } строки; они названы ниже.
        [many] Не взято { $count } строк; они названы ниже.
       *[other] Не взято { $count } строки; они названы ниже.
    }
cli-import-unmapped = Тексты, которым не нашлось причины: { $count }. Укажите её: --reason "TEXT=CODE".
cli-import-unlisted = SKU, которых нет в листинге: { $count }
cli-import-unused = Непрочитанные столбцы: { $count }. Назовите нужный: --column FIELD=HEADER.
cli-import-more = и ещё { $count }
