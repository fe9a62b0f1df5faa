# What stands between a candidate and its approval; `clear` says how to clear it at the desk, `cli` on the command line.

gate-unmatched = Неизвестно, какой SKU на этой картинке.
    .short = без SKU (t)
    .clear = Привяжите её в лотке (t).
    .cli = Привяжите её в лотке (`vitrina`, затем t) или назовите файл по SKU: SKU__slot.png.
gate-file-changed = Содержимое файла не то, с каким он поступил.
    .short = файл изменён
    .clear = Проверьте новую картинку: она стоит в очереди отдельной строкой.
    .cli = Запустите `vitrina scan` и проверьте новую картинку: у неё свой id.
gate-file-missing = Файла больше нет на месте.
    .short = файла нет
    .clear = Верните его в горячую папку.
gate-source-missing = Нет исходного фото, сравнивать не с чем.
    .short = нет фото
    .clear = Положите фото в sources/ под именем SKU.
gate-source-changed = Исходное фото изменилось после поступления.
    .short = исходник изменён
    .clear = Подождите немного, пока примется новое, и сравните ещё раз.
    .cli = Запустите `vitrina scan` и сравните ещё раз.
gate-source-soft = Исходное фото нерезкое.
    .short = исходник нерезкий (S)
    .clear = Замените его резким или подтвердите клавишей S, что резкости хватает.
    .cli = Замените его резким или добавьте --source-sharp declared.
gate-compare-not-opened = Сравнение в полном размере не открывали.
    .short = сравнить (Enter)
    .clear = Откройте его: Enter.
    .cli = Сравните в полном размере и добавьте --compare declared.
gate-phone-not-seen = Вид на телефоне не открывали.
    .short = телефон (p)
    .clear = Откройте его: p.
    .cli = Посмотрите на телефоне и добавьте --phone declared.
gate-large-screen = Сравнение на крупном экране не записано.
    .short = крупный экран (L)
    .clear = Откройте через L и посмотрите там обе картинки или подтвердите, что сравнили.
    .cli = Посмотрите через `vitrina compare ID --serve` или сравните в другом месте и добавьте --large-screen declared, если vitrina.toml разрешает верить на слово.
gate-look-time = Смотрели слишком мало: осталось { $left } из { $needed } с.
    .short = { $left } с
    .clear = Смотрите дальше.
    .cli = Смотрите достаточно долго и укажите, сколько секунд: --looked { $needed }.
gate-item-unanswered = На вопрос { $number } нет ответа ({ $item }).
    .short = вопрос { $number }
    .clear = Ответьте клавишей { $number }.
    .cli = Ответьте: --answer { $item }=pass или на все сразу: --answers-all pass.
gate-item-failed = На вопрос { $number } ответ «нет» ({ $item }).
    .short = вопрос { $number }: «нет»
    .clear = Отклоните клавишей x или исправьте ответ клавишей { $number }.
    .cli = Отклоните: --reject REASON или исправьте ответ: --answer { $item }=pass.
