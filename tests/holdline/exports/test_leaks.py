"""The scan of what is made public: planted leaks are found however they are written."""

import io

import pytest
from docx import Document

from holdline.errors import LeakFound
from holdline.exports import leaks


def kinds(text: str) -> set[str]:
    """What the scan calls the leaks of *text*."""
    return {one.kind for one in leaks.scan([text])}


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("张** 370499197109291294", "identity_number"),
        ("证件３７０４９９１９７１０９２９１２９４", "identity_number"),
        ("3704 9919 7109 2912 94", "identity_number"),
        ("37049919710929129X", "identity_number"),
        ("37049919710929129X44", "identity_number"),
        ("370499710929129", "identity_number"),
        ("370499********1294", "identity_number"),
        ("电话13812345678", "telephone"),
        ("138-1234-5678", "telephone"),
        ("138****5678", "telephone"),
        ("0632-3312345", "telephone"),
        ("+86 138 1234 5678", "telephone"),
        ("卡上 6222021234567890123", "bank_account"),
        ("开户行某某支行", "bank"),
        ("someone@example.com", "mail_address"),
        ("因患大病", "health"),
        ("二级残疾", "health"),
        ("家有尿毒\u200b症患者", "health"),
    ],
)
def test_a_planted_leak_is_found(planted: str, kind: str) -> None:
    assert kind in kinds(f"王村村委会 {planted} 拟标注")


@pytest.mark.parametrize(
    "text",
    [
        "经民主评议、张范街道审核，黑石岭村委会拟将下列12户标注为脱贫不享受政策户，现予公示。",
        "公示期5天（自然日，公示当日不计），2021年11月10日至2021年11月15日。",
        "1 史** 黑石岭村委会 附件1情形2 拟标注为脱贫不享受政策户",
    ],
)
def test_what_a_notice_says_is_let_through(text: str) -> None:
    assert kinds(text) == set()


def test_a_leak_anywhere_in_a_file_refuses_it_without_telling_it() -> None:
    """A number split over runs of a paragraph, and one hidden in the file's properties."""
    doc = Document()
    line = doc.add_paragraph("张**")
    for part in ("370499", "19710929", "1294"):
        line.add_run(part).bold = True
    doc.core_properties.title = "13812345678"
    made = io.BytesIO()
    doc.save(made)

    with pytest.raises(LeakFound) as refused:
        leaks.refuse("notice", made.getvalue(), "en")
    assert "an identity number, a telephone number" in str(refused.value)
    assert "1294" not in str(refused.value)


def test_the_files_own_batch_number_is_no_leak() -> None:
    number = "20261126-002952-123456789012"

    assert leaks.scan([f"批次：{number}"], allowed=(number,)) == []
