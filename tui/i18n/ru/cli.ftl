# The command line: its help, what its verbs print, and the doctor.

cli-about = Сравнивает сгенерированные картинки товаров с фото настоящих товаров до загрузки на маркетплейс. Без команды открывает экран проверки в текущей или последней рабочей папке.
cli-usage = использование:
cli-arguments = аргументы
cli-options = параметры
cli-verbs = команды
cli-examples = примеры:

# Options that several verbs have.
cli-arg-help = показать эту справку и выйти
cli-arg-version = показать версию и выйти
cli-arg-workspace = рабочая папка; по умолчанию та, в которой вы находитесь, иначе последняя открытая
cli-arg-lang = язык; по умолчанию из VITRINA_LANG, настроек рабочей папки или системы
cli-arg-json = вывести один документ JSON и ничего больше
cli-arg-as = имя, под которым записываются ваши действия; по умолчанию из настроек рабочей папки или имя пользователя

# Verbs: one line for the list, `about` for the verb's own help.
cli-verb-init = создать рабочую папку
    .about = Создаёт папки sources, incoming, decisions, exports и checklists, vitrina.toml с пояснениями и образец listings.csv. Существующие файлы не меняет.
cli-verb-demo = создать рабочую папку с примерами и открыть её
    .about = Рисует товары, их фото и сгенерированные картинки, хорошие и с дефектом каждого вида, затем открывает экран проверки. Без терминала или с --json программа сама проходит основной путь и выводит очередь и решения. При повторном запуске берёт уже созданное демо.
cli-verb-review = открыть экран проверки (как просто `vitrina`)
    .about = Нужен терминал. Все клавиши покажет ?.
cli-verb-scan = один раз принять всё, что лежит в отслеживаемых папках
    .about = Просматривает sources и incoming без слежения и выводит, что поступило, что ещё не поступило целиком, а что не принято и почему.
cli-verb-queue = вывести очередь на проверку
    .about = Только читает. Файлы из incoming, которые ещё не приняты, показаны как поступающие.
cli-verb-decide = одобрить или отклонить кандидата
    .about = Условия те же, что на экране проверки: на все вопросы отвечено, пара сравнена, смотрели достаточно долго. Указанное параметрами записывается с ваших слов, а не как увиденное. Код выхода 1, если условия не выполнены; выводится, чего не хватает.
cli-verb-undo = отменить последнее решение по кандидату
    .about = Решение остаётся в журнале, но больше не действует.
cli-verb-verify = проверить журнал и одобренные файлы
    .about = Находит изменённые, потерянные и переставленные строки в файлах решений и одобренные картинки, чей файл исчез или изменился. Код выхода 1, если что-то не в порядке.
cli-verb-export-events = вывести все записанные события в JSON Lines
    .about = Все события всех устройств в одном порядке, каждое так, как оно записано в файлах решений, в том числе от более новых программ. Что не читается, называется в stderr, код выхода 1.
cli-verb-doctor = узнать, что здесь работает
    .about = Проверяет терминал, слежение за папками, диск, блокировку, часы и установленные пакеты. Код выхода 1, если что-то плохо.
cli-verb-checklists = вопросы по категориям
    .about = Перечисляет и показывает действующие чек-листы и проверяет ваши файлы.
cli-verb-checklists-list = вывести действующие чек-листы
cli-verb-checklists-show = вывести один чек-лист с вопросами
cli-verb-checklists-validate = проверить файлы чек-листов и назвать все ошибки
    .about = Для каждой ошибки называет файл, строку и ключ. Код выхода 1, если есть хоть одна.

cli-arg-init-folder = где создать рабочую папку
cli-arg-demo-folder = папка для демо; по умолчанию demo в текущей папке
cli-arg-decide-id = id кандидата или его первые знаки
cli-arg-decide-approve = одобрить
cli-arg-decide-reject = отклонить по одной или нескольким причинам из закрытого списка, например shape, colour, label
cli-arg-decide-answer = ответить на один вопрос чек-листа; можно указать несколько раз
cli-arg-decide-answers-all = ответить на все вопросы чек-листа; отдельные ответы меняет --answer
cli-arg-decide-note = заметка к решению
cli-arg-decide-looked = сколько секунд вы смотрели на пару
cli-arg-decide-compare = заявить, что вы сравнили пару в полном размере
cli-arg-decide-phone = заявить, что вы посмотрели, как это выглядит на телефоне
cli-arg-decide-large-screen = заявить, что вы сравнили пару на крупном экране
cli-arg-decide-source-sharp = заявить, что исходное фото с низкой измеренной резкостью достаточно резкое
cli-arg-decide-colour = сказать, что видели пару в настоящих цветах, не в палитре терминала
cli-arg-decide-detail = сказать, что видели товар в настоящих пикселях, при 100 %
cli-arg-undo-id = id кандидата или его первые знаки
cli-arg-checklists-show-id = id чек-листа из `vitrina checklists list`
cli-arg-checklists-validate-file = файлы чек-листов (TOML)
cli-arg-export-events-out = записать в этот файл; прежний заменяется, когда новый записан целиком

# Wrong usage.
cli-usage-missing = Не указано: { $what }. Справка: `vitrina --help`.
cli-usage-unrecognised = Непонятно: { $what }. Справка: `vitrina --help`.
cli-usage-one-of = Нужно одно из: { $what }.
cli-usage-one-value = Для { $name } нужно значение.
cli-usage-some-values = Для { $name } нужно хотя бы одно значение.
cli-usage-choice = { $name } не может быть { $what }; выберите из: { $known }.
cli-usage-together = { $name } и { $what } вместе не указывают.
cli-usage-no-value = { $name } указывают без значения ({ $what }).
cli-usage-argument = Ошибка в { $name }: { $what }.
cli-answer-wrong = Для --answer нужны вопрос и ответ, например shape-same=pass; указано { $said }. Ответы: { $known }.

cli-unexpected = Произошла непредвиденная ошибка. Подробности в { $path }.
cli-unexpected-unlogged = Произошла непредвиденная ошибка, и записать лог не удалось.

# Columns and states.
cli-head-sku = SKU
cli-head-slot = слот
cli-head-mode = режим
cli-head-attempt = попытка
cli-head-state = состояние
cli-head-id = id
cli-head-file = файл
cli-head-checklist = id
cli-head-name = название
cli-head-items = вопросов
cli-head-version = версия
cli-state-waiting = поступает
cli-state-unmatched = без SKU
cli-state-no-source = без исходника
cli-state-undecided = без решения
cli-state-approved = одобрено
cli-state-rejected = отклонено
cli-state-contested = спорно

cli-queue-empty = Очередь пуста. Положите сгенерированные картинки в incoming/ и запустите `vitrina scan`.
cli-queue-refused = { $count ->
        [one] Не принят { $count } файл:
        [few] Не приняты { $count } файла:
        [many] Не принято { $count } файлов:
       *[other] Не принято { $count } файла:
    }
cli-queue-progress = Решено: { $done } из { $all }

cli-scan-arrived = Поступило: { $count }
cli-scan-waiting = Ещё не целиком: { $count }
cli-scan-refused = Не принято: { $count }
cli-scan-problems = Нужно исправить: { $count }
cli-scan-unreadable = { $count ->
        [one] Не удалось прочитать { $count } папку; файлы оттуда не приняты.
        [few] Не удалось прочитать { $count } папки; файлы оттуда не приняты.
        [many] Не удалось прочитать { $count } папок; файлы оттуда не приняты.
       *[other] Не удалось прочитать { $count } папки; файлы оттуда не приняты.
    }

cli-decided-approve = Одобрено ({ $person }): { $id } ({ $path })
cli-decided-reject = Отклонено ({ $person }), причины: { $reasons }: { $id } ({ $path })
cli-decided-contested = Другой человек решил иначе: теперь это спорно. Спор снимет более позднее решение любого из вас.
cli-undone = Решение отменено: { $id } ({ $path }), теперь { $state }.

cli-init-done = Рабочая папка готова: { $path }. Фото настоящих товаров кладите в sources/, сгенерированные картинки в incoming/.

cli-demo-making = Создаю демо в { $path } ...
cli-demo-building = Картинки: { $done } из { $all }
cli-demo-refused = { $id }: одобрить не глядя не вышло, условия не выполнены
cli-demo-approved = { $id }: одобрено, на всё отвечено, просмотр записан со слов
cli-demo-rejected = { $id }: отклонено из-за дефекта
cli-demo-undone = { $id }: отклонено, затем решение отменено
cli-demo-decisions = Решения
cli-demo-revoked = отменено

cli-verify-checked = Файлов решений: { $files }, событий: { $events }
cli-verify-sound = Всё так, как было записано.
cli-verify-changed = строка изменена после записи.
cli-verify-unreadable = не читается как событие.
cli-verify-torn = последняя строка неполная: запись оборвалась или файл ещё принимается. Устройство-владелец исправит её при следующем решении.
cli-verify-missing = перед этим событием одно пропало.
cli-verify-reordered = строка не на своём месте.
cli-verify-foreign = строку записало другое устройство или другой пользователь, чем указано в файле.
cli-verify-forked = с этим номером есть два разных события.
cli-verify-torn-kept = Оборванное сбоем сохранено в { $file }; решений, показанных как сохранённые, там нет.
cli-verify-conflict-copy = Программа синхронизации оставила { $file }; события из него учтены, ничего не потеряно.
cli-verify-unknown-kind = Пропущены события более новой версии: { $kind } ({ $count }). Обновите программу, чтобы их увидеть.
cli-verify-more = То же ниже в файле: { $count }.
cli-verify-approved-checked = Одобренных изображений сверено с тем, что было одобрено: { $count }
cli-verify-approved-changed = Одобрено, но содержимое файла теперь другое: { $id } { $sku } ({ $path })
cli-verify-approved-missing = Одобрено, но файл исчез или не читается: { $id } { $sku } ({ $path })

cli-export-events-done = Событий записано в { $path }: { $count }

cli-checklists-sound = { $file }: ошибок нет
cli-checklists-item = { $severity }; причина при fail: { $reason }; слоты: { $slots }

# The doctor. `todo` is shown where something is not as it should be.
doctor-level-ok = ок
doctor-level-warn = риск
doctor-level-bad = плохо
doctor-sum-bad = Плохо: { $bad }, риск: { $warn }
doctor-no-terminal = Терминала здесь нет.
    .todo = Команды работают и без него; экрану проверки он нужен.
doctor-size = Размер терминала: { $columns } × { $rows }.
doctor-size-small = Размер терминала: { $columns } × { $rows }; экран проверки рассчитан на 80 × 24 и больше.
    .todo = Увеличьте окно или уменьшите шрифт.
doctor-colours-true = Терминал ({ $term }) показывает все цвета.
doctor-colours-256 = Терминал ({ $term }) сообщает о 256 цветах; картинки будут грубыми.
    .todo = Если он может больше, задайте COLORTERM=truecolor.
doctor-colours-few = Терминал ({ $term }) сообщает, что цветов мало или нет; оценивать в нём картинки нельзя.
    .todo = Возьмите терминал с 24-битным цветом или задайте TERM и COLORTERM под свой.
doctor-no-color = Задана NO_COLOR: экран проверки не покажет цвета.
    .todo = Уберите NO_COLOR, чтобы сравнивать картинки.
doctor-utf8 = Кодировка терминала UTF-8.
doctor-not-utf8 = Кодировка терминала не UTF-8, а { $encoding }; буквы и картинки исказятся.
    .todo = Задайте в LANG локаль с UTF-8 (например, C.UTF-8 или ru_RU.UTF-8); в Windows задайте PYTHONUTF8=1.
doctor-tmux = Программа запущена в tmux, все цвета доступны.
doctor-tmux-colours = Программа запущена в tmux, который передаёт не все цвета.
    .todo = Добавьте `set -as terminal-features ",*:RGB"` в ~/.tmux.conf, перезапустите tmux и задайте COLORTERM=truecolor.
doctor-screen = Программа запущена в GNU screen, который передаёт мало цветов.
    .todo = Возьмите tmux или обойдитесь без мультиплексора.
doctor-ssh = Программа запущена по SSH; картинкам нужен быстрый канал.
doctor-ocr = Текст на товарах: Tesseract { $version } ({ $languages }) может его читать; ocr = true в разделе [drift] включает сравнение
doctor-ocr-missing = Текст на товарах не читается: Tesseract не установлен. Он не обязателен.
doctor-packages = Python { $python }; { $names }
doctor-packages-missing = Не хватает пакетов: { $names }
    .todo = Установите программу заново: `pipx install --force .` или `make demo`.
doctor-format = Картинки { $format } читаются.
doctor-format-missing = Картинки { $format } не читаются.
    .todo = Установите готовые сборки (wheel) Pillow и pillow-heif: `pip install --upgrade pillow pillow-heif`.
doctor-state-folder = Служебные данные лежат в { $path }.
doctor-state-folder-unwritable = Не удаётся записать в папку служебных данных { $path }: { $why }.
    .todo = Исправьте права доступа или укажите другую папку в VITRINA_STATE_DIR.
doctor-cache-folder = Превью лежат в { $path }.
doctor-cache-folder-unwritable = Не удаётся записать в папку кэша { $path }: { $why }.
    .todo = Исправьте права доступа или укажите другую папку в VITRINA_CACHE_DIR.
doctor-lock = Несколько сеансов на этом компьютере друг другу не мешают ({ $kind ->
    [kernel] flock
   *[marker] файл-метка
}).
doctor-lock-useless = Блокировки в { $path } не действуют: два сеанса сразу могут испортить журнал.
    .todo = Укажите в VITRINA_STATE_DIR папку на локальном диске.
doctor-lock-fails = В { $path } не удаётся поставить блокировку: { $why }.
    .todo = Укажите в VITRINA_STATE_DIR папку на локальном диске, куда вам можно писать.
doctor-watches = Отслеживается папок: { $folders }; система разрешает { $watches }.
doctor-watches-few = Нужно отслеживать папок: { $folders }, а система разрешает только { $watches } на все программы.
    .todo = Увеличьте fs.inotify.max_user_watches (sysctl) или сократите число папок в incoming и sources.
doctor-workspace = Рабочая папка: { $path }.
doctor-workspace-none = В { $path } нет рабочей папки.
    .todo = Создайте её: `vitrina init DIR` или укажите: --workspace DIR.
doctor-hot-folder-native = Система сообщает об изменениях в { $path }.
doctor-hot-folder-polling = { $path } в файловой системе, которая не сообщает об изменениях; папка проверяется раз в секунду.
doctor-hot-folder-polling-asked = { $path } проверяется раз в секунду, как задано в vitrina.toml.
doctor-hot-folder-deaf = { $path } в файловой системе, которая не сообщает об изменениях, а в vitrina.toml задано watch = "native".
    .todo = Напишите watch = "auto" в разделе [intake].
doctor-hot-folder-missing = Горячей папки { $path } нет.
    .todo = Создайте её; экран проверки её дождётся.
doctor-disk-free = Для решений свободно { $megabytes } МБ.
doctor-disk-full = Для решений свободно только { $megabytes } МБ.
    .todo = Освободите место на этом диске.
doctor-disk-unknown = Не удалось узнать, сколько места свободно для решений: { $why }.
    .todo = Проверьте, что папка decisions на месте.
doctor-disk-sync = Решение попадает на диск за { $milliseconds } мс.
doctor-disk-slow = Решение попадает на диск только за { $milliseconds } мс.
    .todo = Держите рабочую папку на локальном диске, а переносит её пусть программа синхронизации.
doctor-disk-unwritable = Не удаётся записать решения: { $why }.
    .todo = Исправьте права на папку decisions или освободите место.
doctor-clock = На часах { $now }.
doctor-clock-unset = На часах { $now }, такого не может быть.
    .todo = Поставьте часы или включите время из сети.
doctor-clock-behind = На часах { $now }, но есть запись за { $newest }.
    .todo = Поставьте часы на всех устройствах или включите время из сети.
