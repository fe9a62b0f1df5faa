from __future__ import annotations

import pytest

from checklists.feedback import Wording
from checklists.packs_loader import load_feedback, load_packs
from core.returns.reasons import Meant, Reasons

FEEDBACK = load_feedback()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Отменен покупателем (Товар не соответствует описанию/фото)", "not-as-pictured"),
        ("Отменен покупателем (Размер мне не подходит)", "wrong-size"),
        ("Не подошёл размер", "wrong-size"),
        ("Отменен покупателем (Передумал покупать)", "changed-mind"),
        ("Клиент не забрал заказ", "logistics"),
        ("Цвет", "wrong-colour"),
        ("Цвет понравился", ""),
        ("Длина провода не соответствует описанию", "not-as-pictured"),
        ("WRONG_COLOR", "wrong-colour"),
        ("DID_NOT_MATCH_DESCRIPTION", "not-as-pictured"),
        ("Недокомплект (Вина продавца)", "incomplete-kit"),
        ("Брак не обнаружен", ""),
        ("Брак не обнаружен, но размер не тот", "wrong-size"),
        ("Контактные данные Продавца и ссылки на иные сайты", "contacts"),
        ("Изображение сгенерировано нейросетью", "ai"),
        (
            "Артикул или другие данные о товаре не соответствуют описанию в его карточке",
            "card-mismatch",
        ),
        ("(Другое)", ""),
        ("", ""),
    ],
)
def test_the_words_that_were_seen_are_known(text: str, code: str) -> None:
    assert Reasons(FEEDBACK).meant(text).code == code


def test_several_reasons_in_one_text_are_all_named() -> None:
    assert Reasons(FEEDBACK).meant("брак и не тот размер").all == ("defect", "wrong-size")


def test_a_persons_word_beats_the_marketplaces_and_that_the_common_one() -> None:
    own = [Wording("contacts", (), ("брак",))]
    assert Reasons(FEEDBACK, own).meant("брак").code == "contacts"
    assert Reasons(FEEDBACK, own, {"брак": "wrong-size"}).meant(" БРАК ") == Meant(
        "wrong-size", ("wrong-size",)
    )


def test_a_marketplaces_type_of_return_is_known() -> None:
    wordings = load_packs()[0]["wildberries"].wordings
    assert Reasons(FEEDBACK, wordings).meant("Возврат Неверного Вложения").code == "wrong-item"
