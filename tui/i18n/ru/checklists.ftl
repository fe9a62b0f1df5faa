# What is wrong with a checklist file. The place (file, line, key) stands before the sentence.

checklist-not-a-file = это не обычный файл.
checklist-unreadable = не удалось прочитать: { $why }.
checklist-too-large = файл больше { $limit } байт.
checklist-not-utf8 = текст не в UTF-8; сохраните файл в этой кодировке.
checklist-syntax = ошибка в TOML: { $why }.
checklist-too-deep = слишком глубокая вложенность.
checklist-too-many-dots = слишком много точек в одной строке, допустимо до { $limit }.
checklist-unknown-schema = формат этой программе неизвестен; напишите schema = { $known }.
checklist-unknown-key = такого ключа здесь быть не должно.
checklist-missing-key = обязательный ключ отсутствует.
checklist-wrong-type = { $expected ->
        [text] нужен текст в кавычках.
        [texts] нужен список текстов, например ["main", "detail"].
        [table] нужна таблица, например [name].
        [tables] нужен список таблиц, например [[item]].
        [number] нужно целое число.
        [date] нужна дата, например 2026-11-23.
        [share] нужно число больше 0 и не больше 1.
       *[other] нужен тип { $expected }.
    }
checklist-missing-language = { $language ->
        [en] нет текста на английском.
        [ru] нет текста на русском.
        [kk] нет текста на казахском.
       *[other] нет текста на языке { $language }.
    }
checklist-empty-text = пустой текст.
checklist-too-long = слишком длинный текст: { $length } симв., допустимо до { $limit }.
checklist-control-character = есть символ, который нельзя показать ({ $character }); нужен обычный текст в одну строку.
checklist-not-kebab = допустимы строчные латинские буквы и цифры через дефис, например clean-edges; сейчас { $value }.
checklist-unknown-group = такой группы нет: { $value }. Есть: { $known }.
checklist-unknown-reason = такой причины нет в списке: { $value }. Есть: { $known }.
checklist-unknown-severity = сейчас { $value }, а нужно одно из: { $known }.
checklist-unknown-need = сейчас { $value }, а нужно одно из: { $known }.
checklist-unknown-slot = такого слота нет: { $value }. Есть: { $known }.
checklist-unknown-letter = сейчас { $value }, а нужна одна буква из: { $known }.
checklist-no-slots = пустой список; уберите его, чтобы вопрос задавался для всех слотов.
checklist-house-slots = Вопрос { $item } задаётся для всех слотов; уберите slots.
checklist-house-missing = Нет вопроса { $item }: он обязателен в каждом чек-листе.
checklist-item-count = число вопросов: { $count }, а нужно от { $min } до { $max }.
checklist-duplicate = { $value } встречается дважды; первый раз в строке { $first }.
checklist-same-id = тот же id ({ $value }), что в { $other }; используется тот файл, а не этот.
checklist-more = { $count ->
        [one] Ещё { $count } ошибка не показана.
        [few] Ещё { $count } ошибки не показаны.
        [many] Ещё { $count } ошибок не показано.
       *[other] Ещё { $count } ошибки не показано.
    }
