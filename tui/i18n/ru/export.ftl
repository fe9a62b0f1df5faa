# Выгрузка на площадки: почему наборы не вошли, README, `vitrina export`, `vitrina upload`.

export-unlisted = Его нет в списке товаров.
export-elsewhere = В его строке списка нет площадки { $marketplace }.
export-no-batch = Его не проверяли ни в одной партии: откройте партию, проведите аудит и закройте её.
export-after-batch = Действующее одобрение { $id } не то, с которым партия прошла аудит и была закрыта: добавьте SKU в новую партию.
export-lapsed = Одобрений, которые больше не действуют: { $count }. Посмотрите их снова.
export-changed-meanwhile = Изменилось, пока писалась выгрузка: выгрузите ещё раз.
export-file-changed = { $path }: байты не те, что были одобрены.
export-file-missing = { $path }: файла больше нет.
export-file-unreadable = { $path } не читается как картинка.
export-drifted = { $path } после преобразования выглядит не так, как одобрено (отличие в среднем { $mean }, в худшем месте { $worst }): попросите другой формат или размер.
export-warned = { $asks } ({ $confidence }): не подходит картинок: { $count }

export-disclaimer = Собрано из картинок, которые одобрили люди. Не связано ни с одной площадкой и не обещает, что она их примет. Проверьте правила в своём кабинете.
export-readme-title = { $marketplace }: SKU { $skus }, картинок { $pictures }
export-readme-files = Что здесь лежит
export-readme-folders = По папке на каждый SKU; 01 - главное фото, дальше 02 и так далее по порядку.
export-readme-named = Главное фото называется { $main }, остальные { $others } и так далее, по порядку.
export-readme-csv = manifest.csv: чей каждый файл, для таблицы. Перед кодом, который начинается с = + - или @, там стоит апостроф.
export-readme-json = manifest.json: то же с настоящими кодами SKU, хешами одобренных и выгруженных картинок и с одобрениями.
export-readme-ways = Как это попадает на { $marketplace }
export-readme-way = { $text } ({ $confidence }; { $url }, прочитано { $seen })
export-readme-no-way = Не известно: источника о том, как картинки попадают в этот кабинет, не найдено.
export-readme-no-naming = Не известно: принимает ли кабинет файлы по именам. Имена здесь наши собственные.
export-readme-help = Справка площадки: { $help }
export-readme-renamed = Файлы, имя которых не совпадает с SKU: кабинет, который ищет по именам, их не найдёт, загрузите их вручную.
export-readme-warned = О чём предупреждают правила
export-readme-done = Когда всё загружено, скажите об этом; с этого начинается срок модерации: vitrina upload --all --marketplace { $id }

error-rules-stale = Правила { $marketplace } пора было проверить { $since }: выгрузка по ним закрыта.
    .todo = Прочитайте действующую справку ({ $help }), затем: vitrina rules checked { $marketplace }.
error-export-taken = Папка { $path } уже есть, и в ней не эта выгрузка.
    .todo = Уберите её или выберите другое место: --out.
error-export-busy = В { $path } сейчас пишет другая выгрузка.
    .todo = Дождитесь её конца.
error-not-exported = { $sku } ещё не выгружали для { $marketplace }.
    .todo = Сначала: vitrina export { $sku } --marketplace { $marketplace }.

cli-verb-export = записать одобренные наборы в папку для площадки
    .about = Только наборы, одобренные целиком, из закрытой партии с проведённым аудитом; остальные названы с причиной. Папка появляется целиком или никак; повтор даёт те же файлы. Код выхода 1, если ничего не вошло или не вошло то, что названо или должно было войти.
cli-arg-export-sku = только эти; без них всё, что может войти
cli-arg-export-marketplace = площадка, как её называет `vitrina rules list`
cli-arg-export-out = где создать папку; без него exports/ в рабочей папке
cli-arg-export-dry-run = только сказать, что войдёт, а что нет
cli-export-reading = Проверяю одобренные файлы: { $done } из { $all }
cli-export-writing = Записываю наборы: { $done } из { $all }
cli-export-would = Войдёт: SKU { $skus }, картинок { $pictures }
cli-export-done = Записано: { $path }. SKU { $skus }, картинок { $pictures }
cli-export-same = Уже лежит с теми же файлами: { $path }. SKU { $skus }, картинок { $pictures }
cli-export-nothing = Ни один набор не может войти.
cli-export-left-out = Не вошло: { $count }
cli-verb-upload = записать, что выгруженные наборы загружены на площадку
    .about = Записывает, кто и когда загрузил какие картинки; с этого времени доска ждёт площадку. Никуда ничего не отправляется.
cli-arg-upload-sku = SKU, которые загружены
cli-arg-upload-marketplace = куда
cli-arg-upload-all = все SKU последней выгрузки для этой площадки, о которых ещё не сказано
cli-upload-which = Назовите SKU или укажите --all.
cli-upload-done = Записано как загруженное на { $marketplace }: SKU { $skus }
cli-upload-none = От последней выгрузки для { $marketplace } загружать нечего.

action-export = Выгрузка
    .help = одобренные наборы в папки для площадок
action-export-write = Записать
    .help = записать папку для выбранной площадки
export-title = Выгрузка одобренных наборов
export-looking = Проверяю одобренные файлы…
export-ready = { $marketplace }: может войти SKU { $skus }, картинок { $pictures }. Enter записывает папку.
export-none = { $marketplace }: ни один набор не может войти.
export-stopping = Останавливаю; ничего не останется.
export-stopped = Остановлено. Ничего не записано.
export-list-left-out = Не войдёт: { $count }
export-list-go = Войдёт: { $count }
