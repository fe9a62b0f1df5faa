# Every failure a person is told about: what is wrong; `todo` is what to do about it.

error-unexpected = Произошла непредвиденная ошибка.
    .todo = Попробуйте ещё раз; если повторится, пришлите лог, путь к которому покажет `vitrina doctor`.
error-workspace-missing = В { $path } нет рабочей папки.
    .todo = Создайте её: `vitrina init DIR` или укажите другую: --workspace DIR.
error-workspace-exists = { $path } уже рабочая папка.
    .todo = Откройте её: `vitrina review --workspace DIR` или выберите другую.
error-workspace-unwritable = Не удаётся записать в { $path }: { $why }.
    .todo = Проверьте, что у вас есть права на запись и на диске есть место.
error-config-invalid = Ошибка в настройках { $path }: { $why }.
    .todo = Исправьте строку или поставьте перед ней #, чтобы вернуть значение по умолчанию.
error-pattern-invalid = Шаблон имени файла в vitrina.toml не годится: { $pattern } ({ $why }).
    .todo = Исправьте его в [intake] patterns; в нём нужна именованная группа sku.
error-listing-unreadable = { $why ->
        [too-big] Таблица товаров { $path } слишком большая.
        [too-many-rows] В таблице товаров { $path } слишком много строк.
        [not-a-file] Таблица товаров { $path } не является файлом.
        [no-permission] Нет прав на чтение таблицы товаров { $path }.
        [unreadable] Таблицу товаров { $path } не удалось прочитать.
        [encoding] Кодировка таблицы товаров { $path } не распознана.
        [no-sku-column] В таблице товаров { $path } нет столбца с SKU.
        [old-excel] Таблица товаров { $path } в старом формате Excel (XLS).
        [damaged] Таблица товаров { $path } повреждена.
       *[other] Таблицу товаров { $path } не удалось прочитать: { $why }.
    }
    .todo = { $why ->
        [no-sku-column] Назовите один столбец в первой строке sku (или Артикул).
        [not-a-file] Положите на это место файл listings.csv или listings.xlsx.
        [no-permission] Исправьте права доступа.
       *[other] Сохраните её заново как CSV (UTF-8) или XLSX. Пока действует таблица, прочитанная раньше.
    }
error-store-newer = { $path } записан более новой версией Vitrina Desk (формат { $format }, эта версия знает { $known }).
    .todo = Обновите программу, прежде чем принимать здесь решения.
error-not-saved = Не сохранено: не удаётся записать { $path } ({ $why }). Ничего не записано.
    .todo = Освободите место на диске или исправьте права доступа и повторите.
error-store-busy = Другой сеанс держит файл решений дольше { $seconds } с. Ничего не записано.
    .todo = Попробуйте ещё раз; если не поможет, закройте другие сеансы на этом компьютере.
error-unknown-candidate = Кандидата с id { $id } нет.
    .todo = Все id показывает `vitrina queue`; достаточно первых знаков.
error-ambiguous-candidate = Кандидатов, чей id начинается с { $id }: { $count }.
    .todo = Укажите больше знаков.
error-unknown-sku = SKU { $sku } нет в таблице товаров, и исходного фото у него нет.
    .todo = Добавьте его в listings.csv или положите фото в sources/.
error-unknown-reason = Причины { $reason } нет в списке.
    .todo = Выберите из: { $known }.
error-unknown-item = В чек-листе этого кандидата нет вопроса { $item }.
    .todo = Его вопросы: { $known }.
error-reason-missing = Чтобы отклонить, нужна хотя бы одна причина.
    .todo = Укажите, что не так, например: shape, colour, label.
error-gate-open = { $count ->
        [one] Не одобрено: не выполнено { $count } условие.
        [few] Не одобрено: не выполнены { $count } условия.
        [many] Не одобрено: не выполнено { $count } условий.
       *[other] Не одобрено: не выполнено { $count } условия.
    }
    .todo = Выполните каждое или отклоните картинку:
error-nothing-to-undo = Нет решения, которое можно отменить.
    .todo = Уже отменённое решение остаётся в журнале, но больше не действует.
error-not-reviewable = { $state ->
        [waiting] Файл { $id } ещё не поступил целиком, решение по нему принять нельзя.
        [unmatched] Неизвестно, какой SKU на картинке { $id }, поэтому решение принять нельзя.
        [approved] Изменить { $id } так нельзя: картинка уже одобрена.
        [rejected] Изменить { $id } так нельзя: картинка уже отклонена.
       *[other] Изменить { $id } так нельзя, состояние: { $state }.
    }
    .todo = { $state ->
        [waiting] Дождитесь файла и запустите `vitrina scan`.
        [unmatched] Привяжите её в лотке или назовите файл по SKU.
       *[other] Сначала отмените решение.
    }
error-not-an-image = Этот файл не картинка, которую можно проверить ({ $refusal }).
    .todo = Экспортируйте его заново как неподвижную картинку, JPEG или PNG.
error-incomplete = Файл ещё не поступил целиком.
    .todo = Дождитесь его или скопируйте заново.
error-no-terminal = Экрану проверки нужен терминал, а здесь его нет.
    .todo = Запустите `vitrina` в окне терминала; без него работают queue, scan, decide и undo.
error-demo-folder-taken = В { $path } лежит что-то другое, демо туда писать не будет.
    .todo = Укажите новую или пустую папку: `vitrina demo DIR`.
error-unknown-checklist = Чек-листа { $id } нет.
    .todo = Есть: { $known }.
