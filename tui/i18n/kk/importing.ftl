# Есепті экранда оқу.

action-import = Есеп оқу
    .help = алаңдар мен сатып алушылар не қайтарды, не сатылды
action-map = Көрсету
    .help = бағанда қай өріс, сөздер қай себепті білдіреді
action-take-rows = Алу
    .help = жолдар мен көрсетілгенді жазады
action-next-kind = Түрі
    .help = модерация, қайтару, сатылым
action-next-marketplace = Кімдікі
    .help = алаңдар кезекпен; алдымен тақырыбы бойынша
action-other-file = Басқа файл

import-title = Есеп оқу
import-file = Файл: CSV, XLSX не JSON; осы жұмыс кеңістігіндегі аты не толық жолы
import-begin = Enter: оқу. Жолдарды алғанша ештеңе жазылмайды. Сатып алушылардың аты-жөні мен мекенжайы оқылмайды.
import-kind-moderation = модерация
import-kind-returns = қайтару
import-kind-sales = сатылым
import-any-marketplace = тақырыбы бойынша
import-unknown = Бұл белгілі есеп емес. Бағандарда не барын көрсетіңіз: бағанда Enter.
import-needs-moderation = Керегі: SKU не алаңдағы тауар коды, сонымен бірге нөмір, күн не себеп.
import-needs-returns = Керегі: SKU не алаңдағы тауар коды, сонымен бірге нөмір, күн не себеп.
import-needs-sales = Керегі: SKU не алаңдағы тауар коды және қанша сатылғаны.
import-needs-marketplace = Кімдікі екенін көрсетіңіз (s).
import-unmapped = Себебі табылмаған мәтін: { $count }. Мәтінде Enter: ол нені білдіреді.
import-words = себебі табылмады, жол саны: { $count }
import-not-read = оқылмайды
import-means = «{ $text }» нені білдіреді?
import-meaning = атауының бір бөлігін жазыңыз
cli-import-columns = Файлдағы бағандар: { $columns }

field-none = керегі жоқ
field-external = жол нөмірі
field-order = тапсырыс
field-seller = сатушының SKU-і
field-platform = алаңның SKU-і
field-date = күні не бірінші күні
field-until = соңғы күні
field-status = күйі
field-reason = себебі
field-type = жолдың түрі
field-units = саны
