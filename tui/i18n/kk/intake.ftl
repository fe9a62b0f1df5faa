# Тексеруге келмейтін файлдар, жарамсыз қосалқы файлдар, тізімнің ескерілмеген жолдары.

refusal-video = Бейне әзірге тексерілмейді: оны жарияламаңыз.
refusal-animation = { $frames ->
        [0] Сурет қозғалады. Әзірге тек қозғалмайтын сурет тексеріледі: мұны жарияламаңыз.
       *[other] Сурет қозғалады ({ $frames } кадр). Әзірге тек қозғалмайтын сурет тексеріледі: мұны жарияламаңыз.
    }
refusal-many-pages = Файлда { $pages } бет бар; керегін жеке сурет етіп сақтаңыз.
refusal-bomb = Сурет тым үлкен, ашу қауіпті: { $width } × { $height } пиксель. Шегі vitrina.toml файлындағы max_megapixels.
refusal-truncated = Файл бүлінген: суреттің бір бөлігі жоқ. Қайта экспорттаңыз немесе қайта көшіріңіз.
refusal-fake = Файл атының соңы { $ext }, бірақ бұл сурет емес ({ $what }).
refusal-unsupported = Мұндай файл оқылмайды ({ $what }). JPEG не PNG етіп экспорттаңыз.
refusal-symlink = Бұл басқа орынға сілтеме; файлдың өзін салыңыз.
refusal-empty = Файл бос.
refusal-unreadable = Файл оқылмады: { $why }.
refusal-too-large-file = Файл тым үлкен: { $bytes } байт; ең көбі { $limit } байт оқылады.
refusal-changed = Файл тіркелгеннен кейін өзгерген.

sidecar-too-big = { $file } қосалқы файл үшін тым үлкен ({ $limit } байттан көп), қолданылмады.
sidecar-link = { $file } сілтеме болғандықтан қолданылмады.
sidecar-not-a-file = { $file } файл емес, қолданылмады.
sidecar-no-permission = { $file } файлын оқуға рұқсат жоқ, қолданылмады.
sidecar-unreadable = { $file } оқылмады, қолданылмады.
sidecar-not-json = { $file } JSON емес, қолданылмады.
sidecar-invalid = { $key ->
        [whole] { $file } ішінде JSON нысаны жоқ, қолданылмады.
       *[other] { $file } ішіндегі «{ $key }» мәні жарамсыз, қолданылмады.
    }

listing-cell-count = Жол ескерілмеді: онда { $count } ұяшық, ал кестеде { $expected } баған бар. Бөлгіші бар мәтінді тырнақшаға алыңыз.
listing-bad-quotes = Жол ескерілмеді: тырнақшасы жабылмаған.
listing-broken-text = Жол ескерілмеді: әріптері бүлінген. Кестені UTF-8 кодтауында қайта сақтаңыз.
listing-sku-missing = Жол ескерілмеді: SKU жоқ.
listing-sku-control = Жол ескерілмеді: SKU ішінде көрінбейтін таңба бар ({ $sku }).
listing-sku-too-long = Жол ескерілмеді: SKU ұзындығы { $count } таңба; ең көбі { $limit } таңба сыяды.
listing-sku-duplicate = Жол ескерілмеді: { $sku } деген SKU { $first }-жолда бар.
listing-sku-rounded = Кесте бағдарламасы SKU мәнін дөңгелектеген: { $sku }. Бағанды мәтін форматына ауыстырып, қайта енгізіңіз.
listing-unknown-category = { $name } деген санат белгісіз; жалпы тексеру тізімі қолданылады.
listing-unknown-marketplace = Белгісіз маркетплейстер ескерілмеді: { $name }.
