# Что измерено между исходником и кандидатом, и маска исходника.

gate-evidence-unseen = Измеренное расхождение говорит против ответа «да» на { $numbers }, а вблизи никто не смотрел.
    .short = рассмотрите вблизи { $numbers } (Enter)
    .clear = Рассмотрите товар в настоящих пикселях (Enter, затем z) или на большом экране.
    .cli = Рассмотрите в полном размере и добавьте --detail declared.

status-measured = измерено { $done } из { $all }

evidence-coming = Измеряется …
evidence-quiet = Измерено: расхождений сверх обычного нет. Всё равно посмотрите сами.
evidence-quiet-proposed = С предложенной маской ничего не найдено, но это мало что значит: без подтверждения многое ускользает.
evidence-mask-confirmed = Товар: маску подтверждает { $person }.
evidence-mask-studio = Товар: маска студии.
evidence-mask-proposed = Товар: маска предложена (уверенность { $confidence } %). Подтвердите её один раз клавишей c: тогда измерится точнее.
evidence-crashed = Измерить не удалось: на этих изображениях измерение оборвалось. Сверьте на глаз.
evidence-slow = За минуту измерить не удалось. Сверьте на глаз.
evidence-refused = { $file ->
    [source] Исходник не измерить: он слишком мал или не читается. Сверьте на глаз.
    [candidate] Кандидата не измерить: он слишком мал или не читается. Сверьте на глаз.
   *[any] Измерить не удалось. Сверьте на глаз.
  }
evidence-none = Здесь расхождений не измерено.
evidence-walk = { $number } из { $count }: { $what }
evidence-weak = (ниже порога: может быть и ничего)
evidence-heat-on = Тепло: где картинка отличается по измерениям. Рамки: что найдено. h убирает.
evidence-heat-cold = Измерено, и всё холодное: ни одно место товара не выделяется.
evidence-heat-none = По этой паре ничего не измерено: тепло появится, как только будет.
evidence-heat-off = Картинка снова в своих цветах.
caption-heat = тепло (h)

error-mask-unusable = Такой контур не записать: он пуст, занимает всё фото или слишком мелкий.
    .todo = Отметьте товар рамкой (b) или точкой (s), затем примите.

mask-title = Маска:
mask-help = Отметьте товар рамкой или щелчком: на маске держатся все измерения.
mask-looking = Ищем товар …
mask-adding = добавление
mask-removing = удаление
mask-share = { $percent } % фото
mask-about-confirmed = подтверждает { $person }
mask-about-studio = от студии
mask-about-proposed = предложена, уверенность { $sure } %
mask-about-rough = предложена грубо: присмотритесь
mask-about-nothing = товар не найден: отметьте его
mask-confirmed = Маска записана; заново измеряется изображений: { $count }.

action-mask = Маска исходника
    .help = где товар: предложить, поправить, подтвердить
action-heat = Тепло
    .help = измеренное тепло и рамки поверх картинки; ещё раз: убрать
action-accept = Принять
    .help = записывает маску под вашим именем
action-grow = Расширить
action-shrink = Сузить
action-turn = Добавить или убрать
    .help = что сделает следующая рамка или точка
action-box = Рамка
    .help = начинается у курсора; ещё раз — взять, что внутри
action-seed = Точка
    .help = берёт область одного цвета под курсором
action-step-back = Шаг назад
action-propose = Предложить заново
action-zoom-in = Ближе
action-zoom-out = Дальше
action-cursor = Двигать курсор
action-cursor-far = Двигать курсор далеко

cli-head-evidence = измерено
cli-evidence-failed = не измерить
cli-evidence-quiet = расхождений нет
cli-evidence-unsure = нужна маска

evidence-copy = В карточке «{ $listed }», а товар по измерению: { $measured }.
tray-recognising = Сравнивается с исходниками …
tray-likely = Возможно, это: { $names }.
tray-unlike = Не похоже ни на один исходник.
tray-doubles = То же изображение лежит здесь: { $names }

evidence-colour-black = чёрный
evidence-colour-white = белый
evidence-colour-grey = серый
evidence-colour-red = красный
evidence-colour-burgundy = бордовый
evidence-colour-orange = оранжевый
evidence-colour-yellow = жёлтый
evidence-colour-green = зелёный
evidence-colour-turquoise = бирюзовый
evidence-colour-blue = синий
evidence-colour-purple = фиолетовый
evidence-colour-pink = розовый
evidence-colour-brown = коричневый
evidence-colour-beige = бежевый
