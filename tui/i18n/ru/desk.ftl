# The desk's screens.

slot-main = главное
slot-detail = детали
slot-social = соцсети
slot-ad = реклама

mode-exact-card = точная карточка
mode-white-background = белый фон
mode-lifestyle = лайфстайл

state-waiting = поступает
state-unmatched = без SKU
state-no-source = без исходника
state-undecided = без решения
state-approved = одобрено
state-rejected = отклонено
state-contested = спорно

queue-no-sku = Без SKU

key-space = Пробел
key-backspace = ⌫
key-tab = Tab
key-enter = Enter
key-escape = Esc
key-down = ↓
key-up = ↑
key-pagedown = PgDn
key-pageup = PgUp
key-home = Home
key-end = End
key-slash = /
key-question_mark = ?
key-full_stop = .
key-comma = ,
key-quotation_mark = "
key-numero_sign = №

action-approve = Одобрить
    .help = когда все условия выполнены
action-reject = Отклонить
    .help = причины выбираются буквами
action-later = Позже
    .help = в конец очереди
action-undo = Отмена
    .help = вашего последнего решения; ещё раз отменит предыдущее
action-next = Дальше
    .help = к следующей без решения
action-compare = Сравнить
    .help = обе картинки во весь терминал
action-phone = Телефон
    .help = в том размере, в каком видит покупатель
action-large-screen = Крупный экран
    .help = показывает пару в браузере и записывает, что вы её видели
action-yes = Группе «да»
    .help = отвечает «да» на вопросы следующей открытой группы
action-note = Заметка
    .help = сохраняется вместе с решением
action-tray = Лоток
    .help = файлы без SKU и непринятые файлы
action-filter = Фильтр
    .help = по SKU, названию, состоянию или имени файла; Esc сбрасывает
action-goto = К SKU
action-keys = Клавиши
action-quit = Выход
    .help = все решения уже на диске
action-source-sharp = Исходник достаточно резкий
    .help = подтверждает исходник, у которого измерена низкая резкость
action-down = Вниз
action-up = Вверх
action-page-down = На 10 вниз
action-page-up = На 10 вверх
action-first = В начало
action-last = В конец
action-answer-1 = Ответ на вопрос 1
    .help = по кругу: да, нет, неприменимо, без ответа
action-answer-2 = Ответ на вопрос 2
action-answer-3 = Ответ на вопрос 3
action-answer-4 = Ответ на вопрос 4
action-answer-5 = Ответ на вопрос 5
action-answer-6 = Ответ на вопрос 6
action-answer-7 = Ответ на вопрос 7
action-answer-8 = Ответ на вопрос 8
action-answer-9 = Ответ на вопрос 9
action-close-view = Назад
action-ground = Светло / темно
action-assign = Привязать
action-seen = Учтено
action-seen-all = Всё учтено

status-reading = читается история: { $done } из { $all }
status-progress = Готово { $done } / { $all }
status-tray = в лотке: { $count }
status-waiting = поступает: { $count }
status-others = здесь также: { $names }
status-folder-ok = ● слежу за папкой
status-folder-polling-filesystem = ● проверка раз в секунду (сетевая папка)
status-folder-polling-asked = ● проверка раз в секунду
status-folder-watch-limit = ● проверка раз в 2 с (лимит слежения)
status-folder-watch-failed = ● проверка раз в 2 с (сбой слежения)
status-folder-root-missing = ○ нет горячей папки

caption-source = Исходник
caption-candidate = Картинка
caption-size = { $width }×{ $height } { $format } { $size }
size-kb = { $count } КБ
size-mb = { $count } МБ

evidence-resolution = Разрешение картинки: { $percent } % от исходника
evidence-sharpness = Резкость исходника: { $percent } из 100
evidence-listing = Карточка: { $words }
evidence-copies = Те же байты лежат и здесь: { $names }

desk-filter = Фильтр: SKU, название, состояние, имя файла
desk-unknown-actions = В vitrina.toml клавиши назначены действиям, которых нет: { $names }
desk-still-reading = История ещё читается. Попробуйте чуть позже.
desk-empty = Пока пусто: положите картинки в incoming/
desk-no-source = Нет исходного фото
desk-loading = загрузка…
desk-file-gone = Файл исчез
desk-no-pair = Сравнивать не с чем: нет исходника.
desk-in-tray = У этой картинки ещё нет SKU: привяжите её в лотке (t).
desk-unexpected = Внутренняя ошибка программы; ничего не записано. Подробности в логе (где он, покажет vitrina doctor).
desk-saving = Сохранение…
desk-not-approved = Не одобрено.
desk-done-approve = Одобрено: { $name }. { $left ->
    [0] Больше ничего не осталось.
   *[other] Осталось: { $left }.
}
desk-done-reject = Отклонено: { $name }. { $left ->
    [0] Больше ничего не осталось.
   *[other] Осталось: { $left }.
}
desk-later = Отложено: { $name }
desk-undone = Отменено: { $name }. Сейчас: { $state }.
desk-large-screen = Сравнение на крупном экране записано с ваших слов.
desk-source-sharp = Записано с ваших слов: исходник достаточно резкий.
desk-all-done = По всем картинкам есть решение.
desk-nothing-else = Это последняя без решения.
desk-note = Заметка:
desk-evidence = Данные
desk-gate-open = Что ещё мешает
desk-gate-free = Ничего не мешает: a — одобрить
desk-gate-looking = Проверяю файлы…
desk-short-open = Осталось: { $what }
desk-short-unanswered = { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
    [many] { $count } вопросов
   *[other] { $count } вопроса
}
desk-short-failed = { $count } «нет»
desk-contested = Спорно: решения разошлись. Новое решение снимет спор.
desk-decided-approve = одобрено: { $person }
desk-decided-reject = отклонено: { $person }
desk-open-elsewhere = Сейчас смотрит и { $person }

reject-title = Почему отклонить?
reject-help = Буквы — выбрать, Enter — отклонить, Esc — выйти
note-title = Заметка
note-help = Enter — сохранить, Esc — оставить как было
goto-title = Перейти к SKU
goto-placeholder = часть SKU
keys-title = Клавиши
tray-title = Лоток: привяжите файлы без SKU, узнайте, что не принято и почему
tray-unmatched = SKU пока не известен: { $path }
tray-no-source = У { $sku } пока нет исходного фото: { $path }
tray-listing-line = таблица товаров, строка { $line }
tray-listing-place = { $file }, строка { $line }
tray-empty = Лоток пуст
assign-title = Какой это товар?
assign-help = Печатайте, ↑ ↓ — выбрать, Enter — привязать, Esc — выйти
queue-empty = Ничего не подходит
age-days = { $count } д
age-hours = { $count } ч
age-minutes = { $count } м
age-seconds = { $count } с
desk-filter-help = Enter оставит фильтр, Esc сбросит
desk-filter-done = По этому фильтру больше нечего решать; Esc сбросит его.
desk-file-changed = Файл заменён другой картинкой.
desk-source-replaced = Исходное фото заменили: проверка этой картинки начинается заново.
desk-now-contested = { $name }: теперь спорно, мнения разошлись.
desk-clashing-keys = В vitrina.toml на одной клавише два действия: { $names }
desk-quit-unfinished = Пропадут ответы по картинкам без решения: { $count }. Нажмите q ещё раз, чтобы выйти.
desk-quit-hint = q закроет экран; все решения уже на диске.
tray-waiting = Ещё поступает или не целиком: { $path }
action-reassign = Привязать заново
action-scroll-down = Листать вопросы
action-scroll-up = Листать назад
