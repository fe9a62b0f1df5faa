# Чтение отчёта на экране.

action-import = Прочитать отчёт
    .help = что вернули площадки и покупатели, что продано
action-map = Указать
    .help = какое поле в столбце, какую причину означают слова
action-take-rows = Взять
    .help = записывает строки и то, что указано
action-next-kind = Вид
    .help = модерация, возвраты, продажи
action-next-marketplace = Чей
    .help = площадки по очереди; сначала как сказано в заголовке
action-other-file = Другой файл

import-title = Чтение отчёта
import-file = Файл: CSV, XLSX или JSON; имя в этой рабочей папке или полный путь
import-begin = Enter: прочитать. Пока вы не взяли строки, ничего не записано. Имена и адреса покупателей не читаются.
import-kind-moderation = модерация
import-kind-returns = возвраты
import-kind-sales = продажи
import-any-marketplace = как сказано в заголовке
import-unknown = Это не из известных отчётов. Укажите, что в столбцах: Enter на столбце.
import-needs-moderation = Нужно: SKU или код товара на площадке и ещё номер, день или причина.
import-needs-returns = Нужно: SKU или код товара на площадке и ещё номер, день или причина.
import-needs-sales = Нужно: SKU или код товара на площадке и сколько продано.
import-needs-marketplace = Укажите, чей он (s).
import-unmapped = Тексты, которым не нашлось причины: { $count }. Enter на тексте: что он означает.
import-words = причина не нашлась, строк: { $count }
import-not-read = не читается
import-means = Что означает «{ $text }»?
import-meaning = введите часть названия
cli-import-columns = Столбцы в файле: { $columns }

field-none = ничего нужного
field-external = номер строки
field-order = заказ
field-seller = SKU продавца
field-platform = SKU площадки
field-date = день или первый день
field-until = последний день
field-status = статус
field-reason = причина
field-type = тип строки
field-units = сколько
