"""Files as the marketplaces write them: their real headers, made-up rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

KASPI = [
    "№ заказа",
    "Дата поступления заказа",
    "Название товара в Kaspi Магазине",
    "Название в системе продавца",
    "Артикул",
    "Сумма",
    "Категория",
    "Адрес самовывоза/доставки",
    "Дата изменения статуса",
    "Статус",
    "Причина отмены",
    "Способ оплаты",
    "Способ доставки",
    "Курьерская служба",
    "Принял",
    "Выдал",
    "Отменил",
    "Оценка покупателя",
    "Отзыв покупателя",
    "Дата публикации отзыва",
    "Оформил",
    "Количество",
    "Стоимость доставки для покупателя",
    "Стоимость доставки для продавца",
    "Компенсация за доставку",
    "Требуется подписание",
    "Плановая дата передачи курьеру",
    "Склад передачи КД",
]
WB_RETURN = [
    "Баркод",
    "Бренд",
    "Дата и время выдачи возврата продавцу",
    "Адрес ПВЗ выдачи возврата",
    "ID ПВЗ выдачи возврата",
    "Дата и время истечения срока хранения возврата",
    "Тип статуса возврата",
    "Артикул WB",
    "Дата заказа на возврат",
    "Номер сборочного задания",
    "Дата и время готовности возврата к выдаче",
    "Причина возврата",
    "Тип возврата",
    "Штрихкод",
    "Уникальный ID заказа на возврат",
    "Статус возврата",
    "Стикер заказа на возврат",
    "Предмет",
    "Размер",
]

BUYER = "Иванова Мария, ул. Абая 10, кв. 5"


def kaspi_row(order: str, sku: str, status: str, reason: str = "", **more: str) -> list[str]:
    cells = dict.fromkeys(KASPI, "")
    cells |= {
        "№ заказа": order,
        "Дата поступления заказа": "30.07.2025",
        "Артикул": sku,
        "Сумма": "19 990",
        "Адрес самовывоза/доставки": BUYER,
        "Дата изменения статуса": "31.7.25",
        "Статус": status,
        "Причина отмены": reason,
        "Принял": BUYER,
        "Отзыв покупателя": "звоните +7 701 123 45 67",
        "Количество": "1",
    }
    return list((cells | more).values())


KASPI_ROWS = [
    kaspi_row("601", "PL-114", "Отменен", "Отменен покупателем (Товар не соответствует описанию/фото)"),
    kaspi_row("602", "DP02/черный", "Возврат"),
    kaspi_row("603", "KR204 *42", "Выдан", Количество="2"),
    kaspi_row("604", "PL-114", "Передан курьеру"),
    kaspi_row("605", "PL-114", "Отменен", "Отменен покупателем (Передумал покупать)"),
    kaspi_row("606", "PL-114", "Отменен", "Что-то новое"),
]


def wb_row(srid: str, nm_id: str, reason: str, kind: str = "Клиентский") -> list[str]:
    cells = dict.fromkeys(WB_RETURN, "")
    cells |= {
        "Уникальный ID заказа на возврат": srid,
        "Артикул WB": nm_id,
        "Причина возврата": reason,
        "Тип возврата": kind,
        "Дата заказа на возврат": "2026-09-14T10:22:00Z",
        "Адрес ПВЗ выдачи возврата": BUYER,
        "Статус возврата": "В пути в пвз",
    }
    return list(cells.values())


def ozon_return(number: int, kind: str, reason: str) -> dict[str, Any]:
    return {
        "id": number,
        "return_reason_name": reason,
        "type": kind,
        "order_number": "77-1",
        "posting_number": f"77-{number}",
        "place": {"name": BUYER, "address": BUYER},
        "product": {"sku": 991, "offer_id": "PL-114", "name": "Поло", "price": {"price": 1}, "quantity": 1},
        "logistic": {"return_date": "2026-09-20T00:00:00Z", "barcode": "x"},
        "visual": {"status": {"id": 1, "display_name": "На складе", "sys_name": "x"}},
        "exemplars": [{"id": 5}],
    }


def as_csv(header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str = ";") -> str:
    def line(cells: Sequence[str]) -> str:
        return delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in cells)

    return "\r\n".join([line(header), *map(line, rows), ""])
