# Виды сравнения: что они доказывают и что в них делают.

gate-needs-colour = Вопросам о цвете ({ $numbers }) нужны настоящие цвета: сравнение в них не видели.
    .short = точный цвет (Enter)
    .elsewhere = цвет — не на этом экране (L)
    .clear = Сравните (Enter) в терминале с полной палитрой или на странице крупного экрана.
    .cli = Сравните в настоящих цветах и добавьте --colour declared.
gate-needs-detail = Вопросам о мелочах ({ $numbers }) нужен товар в настоящих пикселях, хотя бы на миг.
    .short = лупа (z)
    .clear = Сравните (Enter), затем z: лупа в 100 %; или 100 % на крупном экране (L).
    .cli = Посмотрите на товар при 100 % и добавьте --detail declared.
gate-needs-phone = Вопросам ({ $numbers }) нужен вид на телефоне.
    .short = телефон (p)
    .clear = Откройте его: p.
    .cli = Посмотрите на телефоне и добавьте --phone declared.
gate-needs-large = Вопросам ({ $numbers }) нужен крупный экран.
    .short = крупный экран (L)
    .clear = Сравните на крупном экране и подтвердите: L.
    .cli = Сравните на крупном экране и добавьте --large-screen declared.

action-blink = Мигание
    .help = другая картинка на том же месте; при удержании — пока нажата
action-auto-blink = Мигать само
    .help = + быстрее, - медленнее, B остановит
action-loupe = Лупа
    .help = настоящие пиксели; ещё раз — целиком
action-wipe = Шторка
    .help = шов двигают стрелки или мышь
action-onion = Наложение
    .help = одна просвечивает сквозь другую; стрелки — насколько
action-difference = Разница
    .help = теплокарта товара; ещё раз — отметки, потом выкл.
action-edges = Края
    .help = вырезка на чёрном; ещё раз — белый, шахматка
action-survey = Обзор
    .help = все попытки; ещё раз — весь комплект
action-two-up = Рядом
action-fit = Целиком
action-larger = Крупнее
    .help = можно и колёсиком
action-smaller = Мельче
action-next-finding = Следующее отличие
action-previous-finding = Предыдущее отличие
action-realign = Совместить
    .help = отменяет сдвиг вручную
action-pan = Двигать вид
action-pan-far = Двигать далеко
action-move = Двигать картинку отдельно
action-move-far = То же, сразу на восемь точек

key-left = ←
key-right = →
key-plus = +
key-minus = -
key-equals_sign = =
key-left_square_bracket = [
key-right_square_bracket = ]

views-name-two-up = Рядом
views-name-blink = Мигание
views-name-wipe = Шторка
views-name-onion = Наложение
views-blink-automatic = Мигание каждые { $seconds } с
views-difference-proportional = Разница: теплокарта
views-difference-threshold = Разница: отметки
views-difference-off = Разница: выкл.
views-edges-black = Края на чёрном
views-edges-white = Края на белом
views-edges-checker = Края на шахматке
views-survey-attempts = Все попытки
views-survey-pack = Весь комплект
views-phone-light = Телефон, светлый
views-phone-dark = Телефон, тёмный
views-line-picture = { $side } { $width }×{ $height }  { $percent } %
views-line-wipe = { $left } │ { $right }   ← → двигают шов
views-line-onion = { $right } { $percent } %, под ней { $left }   ← →
views-line-difference-proportional = Против исходника: серое — так же, лиловое — чуть иначе, жёлтое — другой цвет
views-line-difference-threshold = Розовое: отличие видно сразу (от { $threshold } из 100)
views-line-difference-proportional-plain = Против исходника: чем светлее, тем дальше
views-line-difference-threshold-plain = Без цветов отметок не видно: d — дальше
views-line-difference-off = Картинка без отметок
views-line-difference-whole = Сравнивается вся картинка: где кончается товар, неизвестно
views-line-edges = Картинка, вырезана по контуру товара
views-line-edges-whole = Не вырезано: где кончается товар, неизвестно. Отметьте его: c
views-zoom = { $source } % · { $candidate } %
views-aligned-registered = совмещено по измерению
views-aligned-product = совмещено по товару
views-aligned-frame = совмещено по кадру
views-moved = сдвинуто вручную (=)
views-no-finding = Для этой пары измеренных отличий нет.
views-not-measured = Эта пара ещё не измерена.
views-finding = Отличие { $number } из { $count }: { $what }
views-questions-left = { $count ->
    [0] На все вопросы есть ответы.
    [one] Остался { $count } вопрос.
    [few] Осталось { $count } вопроса.
    [many] Осталось { $count } вопросов.
   *[other] Осталось { $count } вопроса.
}
views-screen-proves-colour = Этот экран докажет цвет, а с лупой (z) и мелочи.
views-screen-proves-no-colour = Цвет этот экран не докажет; мелочи — с лупой (z).
views-screen-proves-colour-pixels = Этот экран докажет и цвет, и мелочи.
views-screen-proves-no-colour-pixels = Цвет этот экран не докажет, а мелочи докажет.
