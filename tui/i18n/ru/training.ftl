# Люди, которые учатся видеть: тренировки с известными ответами, подложенные картинки.
action-train = Тренировка
    .help = пары с известными ответами; о товарах ничего не решается
action-next-pair = Дальше

training-title = Тренировка
training-pair = пара { $number } из { $all }
training-so-far = верно { $right } из { $of }
training-preparing = Пара готовится…
training-question = Выпустили бы вы правую картинку? a: да, x: нет, и почему. О товаре ничего не решается.
training-leave = Esc возвращает назад. Все ответы записаны.
training-result = Итог тренировки
training-progress = Ваши тренировки
training-all = все категории
training-of = { $person }
training-none = Ещё никто не тренировался.

training-kind-hue = другой оттенок
training-kind-warp = искажённая форма
training-kind-missing = пропавшая деталь
training-kind-label = испорченная надпись
training-kind-halo = ореол
training-kind-clipped = обрезанный товар
training-kind-kit = лишний предмет
training-kind-log = отклонённая раньше
training-subtle = едва заметно
training-clear = заметно
training-gross = грубо
training-defect = { $kind } ({ $severity })

training-honest-right = Верно: здесь ничего не изменено.
training-false-alarm = Ложная тревога: здесь ничего не изменено.
training-found = Найдено: { $what }.
training-found-unnamed = Найдено: { $what }. Причину вы назвали другую; она называется: { $reasons }.
training-missed = Пропущено: { $what }. Посмотрите на рамку.
training-log-found = Верно: эту картинку уже отклоняли: { $reasons }.
training-log-missed = Пропущено: эту картинку уже отклоняли: { $reasons }.

training-score-defects = Найдено дефектов: { $right } из { $of } ({ $percent } %), верно названо: { $named }
training-score-honest = Пропущено честных пар: { $right } из { $of } ({ $percent } %)
training-passed = Пройдено.
training-not-passed = Не пройдено: нужно найти { $caught } % дефектов и отклонить не больше { $alarms } % честных пар.
training-practice = Упражнение: тренировка с выбранным зерном ({ $seed }) не засчитывается.
training-unfinished = Не закончено: отвечено пар { $done } из { $all }.
training-progress-line = { $day }  { $category }: найдено { $right } из { $of } ({ $percent } %), ложных тревог { $alarms } из { $honest }

plant-caught = Это было подложено нарочно: { $what }. Вы нашли. Решения нет; дальше настоящая картинка.
plant-missed = Это было подложено нарочно: { $what }. Вы пропустили, смотрите рамку. Решения нет; дальше настоящая картинка.
plant-answered-before = Это было подложено нарочно, и другой человек ответил раньше. Дальше настоящая картинка.
plants-caught = { $person }: найдено подложенных картинок { $caught } из { $of }, верно названо: { $named }

gate-undrilled = { $person } ещё не прошёл тренировку в { $category }.
    .short = сначала тренировка
    .clear = Пройдите тренировку: T.
    .cli = Пройдите тренировку: `vitrina train --category { $category }`.
gate-planted = В этой картинке дефект, подложенный нарочно. Это не картинка товара.
    .short = подложенная картинка
    .clear = Отклоните её и уберите файл из incoming/.
lapse-planted = В ней дефект, подложенный нарочно: никакое одобрение не считается.
refusal-planted = Это картинка с дефектом, подложенным нарочно, скопированная из plants/. Её никогда не проверяют как картинку товара.

error-drill-needed = { $person } ещё не прошёл тренировку в { $category }.
    .todo = Пройдите её: `vitrina train --category { $category }`, или T на экране проверки.
error-nothing-to-train = Тренироваться не на чем.
    .todo = Тренировки делаются из одобренных картинок или исходных фото известных SKU: положите фото в sources/.
error-plants-not-made = Подложенные картинки для { $batch } сделать не удалось: { $why }. Партия открыта без них.
    .todo = Освободите место на диске или исправьте права папки; следующая партия попробует снова.

cli-verb-train = тренировка: пары с известными ответами
    .about = Открывает тренировку в этом терминале. Пары сделаны из ваших одобренных картинок, с подложенным дефектом и без, и из отклонённых; ответ показывается сразу. С --json или --progress печатает, как прошли тренировки и подложенные картинки.
cli-arg-train-category = только эта категория; считается там, где настройки требуют тренировку
cli-arg-train-pairs = сколько пар, от 1 до 100
cli-arg-train-seed = одно зерно и те же картинки дают те же пары; такая тренировка только упражнение
cli-arg-train-progress = напечатать, как прошли тренировки, и не открывать новую
