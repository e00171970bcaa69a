"""Which language a message is taken to be in: another than English only where that is plain."""

from bot.understanding.language import language_of
from tests.rows import each_row

FOREIGN = (
    ("pl", "gdzie mogę dostać pomoc dla syna"), ("ro", "unde pot găsi ajutor pentru soțul meu"),
    ("uk", "де мені знайти допомогу для сина"), ("ru", "где найти помощь для моего сына"),
    ("ar", "أين أجد المساعدة لابني"), ("pa", "ਮੇਰੇ ਪੁੱਤ ਲਈ ਮਦਦ ਕਿੱਥੇ ਹੈ"), ("ur", "میرے بیٹے کے لیے مدد کہاں ہے"),
    ("bn", "আমার ছেলের জন্য সাহায্য কোথায়"), ("pt", "onde encontro ajuda para o meu filho"),
    ("es", "dónde encuentro ayuda para mi hijo"), ("fr", "où trouver de l'aide pour mon fils"),
    ("tr", "oğlum için nereden yardım bulabilirim"), ("vi", "tôi tìm giúp đỡ cho con trai ở đâu"),
    ("zh", "哪里可以帮助我儿子"), ("cy", "ble mae help i fy mab sy'n yfed"),
)  # fmt: skip
UNANSWERED = (
    ("bg", "къде мога да намеря помощ за сина си"), ("fa", "از کجا می‌توانم برای پسرم کمک بگیرم"),
    ("hi", "मेरे बेटे के लिए मदद कहाँ है"), ("it", "dove posso trovare aiuto per mio figlio"),
    ("de", "wo finde ich hilfe für meinen sohn"), ("lt", "kur galiu rasti pagalbą savo sūnui"),
    ("hu", "hol találok segítséget a fiamnak"), ("nl", "waar vind ik hulp voor mijn zoon"),
    ("sq", "ku mund të gjej ndihmë për djalin tim"), ("cs", "kde najdu pomoc pro svého syna"),
    ("sk", "kde nájdem pomoc pre svojho syna"), ("tl", "saan ako makakahanap ng tulong para sa anak ko"),
    ("so", "halkee ka heli karaa caawimaad wiilkayga"),
)  # fmt: skip
ENGLISH = (
    "", "...", "55", "👍", "no", "ta", "hes gone blue help", "they spat at me an called me tramp",
    "wots in a lemsip that makes u drowsy", "no feds. who else", "the alkie is me lol", "gdnite x", "asdfghjkl",
    "is frank a voi", "cheers la",
)  # fmt: skip


@each_row(("code", "text"), FOREIGN)
def test_a_sentence_of_each_language_heard_in_hampshire_is_known(code: str, text: str) -> None:
    assert language_of(text) == code


@each_row(("code", "text"), UNANSWERED, ids=[code for code, _ in UNANSWERED])
def test_a_language_without_a_reply_is_not_taken_for_its_neighbour(code: str, text: str) -> None:
    assert language_of(text) == "en", code


@each_row("text", ENGLISH)
def test_slang_slips_and_fragments_stay_english(text: str) -> None:
    assert language_of(text) == "en"
