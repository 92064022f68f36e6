"""The language of a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.detection import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The miller said on Friday that the gate had been left open by the keeper of the lock.", "en"),
        ("Le meunier a dit que la porte était ouverte et que les gardiens ne sont pas venus dans la nuit.", "fr"),
        ("Der Müller sagte, dass das Tor nicht geschlossen war und die Wächter erst am Morgen kamen.", "de"),
        ("El molinero dijo que la puerta estaba abierta y que los guardas no llegaron hasta la mañana.", "es"),
        ("Il mugnaio ha detto che la porta era aperta e che i guardiani non sono arrivati con la barca.", "it"),
        ("Мельник сказал, что ворота были открыты и что сторож не пришел до утра, как он обещал.", "ru"),
        ("Мірошник сказав, що ворота були відчинені і що сторож не прийшов до ранку, як він обіцяв.", "uk"),
        ("قال صاحب المطحنة إن البوابة كانت مفتوحة من الليل إلى الصباح ولم يكن هناك أي حارس في المكان", "ar"),
        ("製粉所の主人は門が夜通し開いていたと話した。番人は朝まで来なかったという。", "ja"),
        ("磨坊主说大门整夜都开着,看守直到早上才来,村民们都知道这件事情。", "zh"),
        ("방앗간 주인은 문이 밤새 열려 있었다고 말했다. 파수꾼은 아침까지 오지 않았다.", "ko"),
        ("Ostrow Hollin Sandvik Lorve Tarn Marklund", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect_language(text) == language


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    assert detect_language(text) is None or len(detect_language(text) or "") == 2
