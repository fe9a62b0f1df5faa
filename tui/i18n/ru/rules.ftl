# Правила площадок: что нарушает картинка, какие правила устарели, ошибки в файле правил, `vitrina rules`.

rules-broken = { $check ->
        [min-size] { $marketplace } требует не меньше { $needed } px, а здесь { $found }.
        [max-side] { $marketplace } принимает до { $needed } px по длинной стороне, а здесь { $found }.
        [aspect] { $marketplace } требует соотношение { $needed }, а здесь { $found } px.
        [formats] { $marketplace } принимает { $needed }, а здесь { $found }.
        [max-bytes] { $marketplace } принимает до { $needed } МБ, а здесь { $found } МБ.
        [max-count] { $marketplace } принимает до { $needed } фото на карточке, а с этим их { $found }.
        [min-quality] { $marketplace } требует качество JPEG не ниже { $needed } %, а здесь { $found } %.
        [srgb] { $marketplace } требует цвета в { $needed }, а здесь { $found }.
        [opaque] { $marketplace } не принимает прозрачный фон, а он здесь есть.
        [min-fill] { $marketplace } требует, чтобы товар занимал { $needed } % кадра, а здесь { $found } %.
        [white-background] { $marketplace } требует белый фон, а здесь он не белый.
       *[other] { $marketplace }: { $check }: { $needed }, а здесь { $found }.
    } ({ $confidence }, { $source }, { $seen })
    .short = { $marketplace }: { $check ->
        [min-size] размер
        [max-side] размер
        [aspect] формат
        [formats] тип файла
        [max-bytes] вес файла
        [max-count] число
        [min-quality] качество
        [srgb] цвета
        [opaque] прозрачный
        [min-fill] кадр
        [white-background] фон
       *[other] { $check }
    }
    .clear = Попросите переделать, чтобы подходило, или отклоните с причиной rules.
rules-asks = { $check ->
        [min-size] не меньше { $needed } px
        [max-side] до { $needed } px по длинной стороне
        [aspect] соотношение { $needed }
        [formats] { $needed }
        [max-bytes] до { $needed } МБ
        [max-count] до { $needed } фото на карточке
        [min-quality] качество JPEG не ниже { $needed } %
        [srgb] цвета в sRGB
        [opaque] без прозрачного фона
        [min-fill] товар занимает { $needed } % кадра
        [white-background] белый фон
       *[other] { $check } { $needed }
    }
rules-unmeasured = { $check ->
        [min-fill] { $marketplace } требует, чтобы товар занимал часть кадра; это не измерено: посмотрите сами.
        [white-background] { $marketplace } требует белый фон; это не измерено: посмотрите сами.
       *[other] { $marketplace }: { $check } не измерено: посмотрите сами.
    } ({ $confidence }, { $source }, { $seen })
rules-question = { $marketplace } ({ $confidence }, { $source }, { $seen }):
rules-stale = Правила { $marketplace } пора проверить с { $since }. Прочитайте действующую справку и подтвердите: `vitrina rules checked { $id }`. Справка: { $help }

rules-level-block = мешает
rules-level-warn = внимание
rules-level-ask = смотреть
rules-ai-not-found = Правил о картинках, сделанных ИИ, не найдено; это не доказывает, что их нет.
rules-ai-required = Картинки, сделанные ИИ, нужно помечать.
rules-ai-forbidden = Картинки, сделанные ИИ, запрещены.

checklist-out-of-range = сейчас { $value }, а нужно от { $least } до { $most }.
checklist-not-url = нужен адрес, который начинается с http:// или https://; сейчас { $value }.
checklist-review-too-early = дата должна быть позже collected ({ $collected }).
checklist-unknown-check = такой проверки нет: { $value }. Есть: { $known }.
checklist-unknown-format = такого формата нет: { $value }. Есть: { $known }.
checklist-unknown-option = сейчас { $value }, а нужно одно из: { $known }.
checklist-unknown-source = такого источника нет: { $value }. Есть: { $known }.
checklist-no-source = нужен хотя бы один источник: цифра без источника не считается.
checklist-guess-blocks = Цифра с достоверностью C может только предупреждать.
checklist-not-official = Для достоверности A нужен источник вида: { $known }.
checklist-unknown-field = такого поля нет: { $value }. Есть: { $known }.
checklist-no-sku-column = нужен столбец с SKU: seller или platform.
checklist-no-units-column = нужен столбец с количеством проданного: units.
checklist-ask-level = Уровень ask бывает только у вопроса, а вопрос только с уровнем ask.
checklist-bad-template = сейчас { $value }. В имени могут быть латинские буквы, цифры, _ и -, одна папка; нужно: { $needed }.

error-unknown-marketplace = Правил площадки { $id } нет.
    .todo = Есть: { $known }.

cli-verb-rules = что площадки требуют от картинок
    .about = Правила собраны из открытых источников, у каждой цифры есть источник, дата и достоверность: A — текст самой площадки, B — видели в официальном использовании, C — слова третьих лиц. Одобрения они не обещают.
cli-verb-rules-list = показать правила, которые здесь действуют
cli-verb-rules-show = показать правила одной площадки с источниками
cli-verb-rules-check = проверить файл картинки по правилам
    .about = Рабочая папка не нужна. Код выхода 1, если правило мешает. Неизмеренное задаётся как вопрос.
cli-verb-rules-checked = записать, что вы прочитали действующую справку площадки и правила верны
    .about = Записываются ваше имя, время и версия правил. Запись действует столько дней, сколько указано в правилах.
cli-verb-rules-validate = проверить файлы правил и назвать каждую ошибку
    .about = Называет файл, строку и ключ каждой ошибки. Код выхода 1, если есть хоть одна.
cli-arg-rules-show-id = площадка, как её называет `vitrina rules list`
cli-arg-rules-check-file = картинка
cli-arg-rules-check-marketplace = площадка; можно указать несколько раз; без неё все
cli-arg-rules-check-slot = место картинки на карточке; без него main
cli-arg-rules-checked-marketplace = площадка, справку которой вы прочитали
cli-arg-rules-validate-file = файлы правил (TOML)
cli-head-marketplace = площадка
cli-head-rules = правил
cli-head-good-until = верны до
cli-head-checked = проверил
cli-rules-free = { $file }: ничего не мешает. Это не обещание, что площадка примет фото.
cli-rules-checked = Записано, что справку { $marketplace } прочитал человек: { $person }. Правила действуют до { $until }.
cli-rules-stale = срок вышел
cli-rules-help = Справка: { $url }
cli-rules-collected = Собрано { $collected }, верно до { $until }.
cli-rules-source = { $id }: { $url } ({ $kind }, прочитано { $seen })

status-stale = правила пора сверить: { $names }
